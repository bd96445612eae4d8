import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { rawRowsOf, rowsOf, TestFolder } from '../../tests/support/test-files.ts';
import { openRawFile } from '../open-raw-file.ts';

const folder = new TestFolder();

interface Column {
  name: string;
  type: string;
  length: number;
  /** Bytes of the value in each record. */
  values: readonly (string | Buffer)[];
}

/** Kinds behind whose fields there is room for the name of a database. */
const WITH_BACKLINK = new Set([0x30, 0xf5]);

/** A table as FoxPro writes it; `marks` has the first byte of each record. */
function dbf(
  columns: readonly Column[],
  options: { kind?: number; page?: number; marks?: string } = {},
): Buffer {
  const { kind = 0x03, page = 0x7a, marks } = options;
  const count = columns[0]?.values.length ?? 0;
  const header = Buffer.alloc(32);
  header.set([kind, 122, 6, 30]);
  header.writeUInt32LE(count, 4);
  header.writeUInt16LE(32 + columns.length * 32 + 1 + (WITH_BACKLINK.has(kind) ? 263 : 0), 8);
  header.writeUInt16LE(1 + columns.reduce((sum, { length }) => sum + length, 0), 10);
  header[29] = page;
  const fields = columns.map(({ name, type, length }) => {
    const field = Buffer.alloc(32);
    iconv.encode(name, 'gbk').copy(field, 0, 0, 10);
    field[11] = type.charCodeAt(0);
    field[16] = length;
    return field;
  });
  const records = Array.from({ length: count }, (_, row) =>
    Buffer.concat([
      Buffer.from(marks?.[row] ?? ' '),
      ...columns.map(({ length, values }) => {
        const bytes = Buffer.alloc(length, ' ');
        const value = values[row] ?? '';
        (typeof value === 'string' ? iconv.encode(value, page === 0x4f ? 'big5' : 'gbk') : value).copy(bytes);
        return bytes;
      }),
    ]),
  );
  const backlink = Buffer.alloc(WITH_BACKLINK.has(kind) ? 263 : 0);
  return Buffer.concat([header, ...fields, Buffer.from([0x0d]), backlink, ...records, Buffer.from([0x1a])]);
}

const ROSTER: readonly Column[] = [
  { name: '姓名', type: 'C', length: 12, values: ['普美英', '李云', '张丽'] },
  { name: '身份证号', type: 'C', length: 18, values: ['532526195001019967', '', '53252619500101001X'] },
  { name: '金额', type: 'N', length: 10, values: ['    118.50', '     -5.00', '          '] },
  { name: '死亡日期', type: 'D', length: 8, values: ['20220531', '', '00000000'] },
];
const ROWS = [
  { row: 1, cells: ['姓名', '身份证号', '金额', '死亡日期'] },
  { row: 2, cells: ['普美英', '532526195001019967', '118.50', '2022-05-31'] },
  { row: 3, cells: ['李云', '', '-5.00'] },
  { row: 4, cells: ['张丽', '53252619500101001X'] },
];

const read = async (name: string, bytes: Buffer) => rowsOf(await openRawFile(folder.write(name, bytes)));
const refusal = async (bytes: Buffer): Promise<string> =>
  read('bad.dbf', bytes).then(
    () => 'read',
    (error) => error.code,
  );

describe('a table of dBASE and FoxPro (.dbf)', () => {
  test.each([
    ['its code page', { page: 0x7a }],
    ['the code page of dBASE', { page: 0x4d }],
    ['its code page, of FoxPro 2 with room for a database', { kind: 0xf5 }],
    ['no code page', { page: 0 }],
    ['a western code page, which programs write that were told none', { page: 0x03 }],
    ['Visual FoxPro', { kind: 0x30 }],
  ])('in GBK is read: %s', async (_, options) => {
    const path = folder.write('roster.dbf', dbf(ROSTER, options));
    const file = await openRawFile(path);
    expect([file.format, file.encoding]).toEqual(['dbf', 'gb18030']);
    expect(await rowsOf(file)).toEqual(ROWS);
  });

  test('in Big5 where it says so, and in UTF-8 where its texts are that', async () => {
    expect(
      (await read('big5.dbf', dbf([{ ...ROSTER[0]!, values: ['張麗'] }], { page: 0x4f })))[1]?.cells,
    ).toEqual(['張麗']);
    const values = [Buffer.from('普美英'), Buffer.from('李云')];
    const utf8 = await read('utf8.dbf', dbf([{ name: 'XM', type: 'C', length: 12, values }]));
    expect(utf8.map(({ cells }) => cells[0])).toEqual(['XM', '普美英', '李云']);
  });

  test('keeps a record that is marked as deleted apart from those that count', async () => {
    const rows = await rawRowsOf(
      await openRawFile(folder.write('deleted.dbf', dbf(ROSTER, { marks: ' * ' }))),
    );
    expect(rows.map(({ row, isDeleted }) => [row, isDeleted ?? false])).toEqual([
      [1, false],
      [2, false],
      [3, true],
      [4, false],
    ]);
  });

  test('says that a note stands in another file', async () => {
    const values = ['        12', '          '];
    const rows = await read(
      'note.dbf',
      dbf([
        { name: '备注', type: 'M', length: 10, values },
        { ...ROSTER[0]!, values: ['甲', '乙'] },
      ]),
    );
    expect(rows[1]?.cells[0]).toContain('.fpt');
    expect(rows[2]?.cells).toEqual(['', '乙']);
  });

  test('holds whole numbers, amounts and moments of Visual FoxPro to the last digit', async () => {
    const money = Buffer.alloc(8);
    money.writeBigInt64LE(1_185_000n);
    const whole = Buffer.alloc(4);
    whole.writeInt32LE(-42);
    const moment = Buffer.alloc(8);
    moment.writeInt32LE(2_459_732, 0);
    moment.writeInt32LE(30_600_000, 4);
    const columns = [
      { name: 'A', type: 'Y', length: 8, values: [money] },
      { name: 'B', type: 'I', length: 4, values: [whole] },
      { name: 'C', type: 'T', length: 8, values: [moment] },
      { name: 'D', type: 'L', length: 1, values: ['T'] },
    ];
    expect((await read('foxpro.dbf', dbf(columns, { kind: 0x30 })))[1]?.cells).toEqual([
      '118.5',
      '-42',
      '2022-06-01 08:30:00',
      'TRUE',
    ]);
  });

  test('whose size is not what its header says is refused', async () => {
    const bytes = dbf(ROSTER);
    expect(await refusal(bytes.subarray(0, -30))).toBe('file-truncated');
    const oneFewer = Buffer.from(bytes);
    oneFewer.writeUInt32LE(2, 4);
    expect(await refusal(oneFewer)).toBe('file-damaged');
    // a table that was open when its machine stopped says that it holds nothing
    oneFewer.writeUInt32LE(0, 4);
    expect(await refusal(oneFewer)).toBe('file-damaged');
    const wider = Buffer.from(bytes);
    wider[32 + 16] = 13;
    expect(await refusal(wider)).toBe('file-damaged');
  });

  test('with half a character costs that record', async () => {
    const bytes = dbf(ROSTER);
    bytes.set([0xc6], bytes.indexOf(iconv.encode('李云', 'gbk')) + 4);
    const rows = await rawRowsOf(await openRawFile(folder.write('half.dbf', bytes)));
    expect(rows.map(({ broken }) => broken ?? null)).toEqual([null, null, 'damaged-text', null]);
  });

  test('as another program writes it', async () => {
    const path = folder.workbook('other.dbf', {
      a: [
        ['XM', 'JE'],
        ['Anna', 118.5],
        ['Li', -5],
      ],
    });
    expect(readFileSync(path)[0]).toBe(0x30);
    expect((await rowsOf(await openRawFile(path))).map(({ cells }) => cells)).toEqual([
      ['XM', 'JE'],
      ['Anna', '118.5'],
      ['Li', '-5'],
    ]);
  });
});
