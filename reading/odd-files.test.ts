import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { bareWorkbook, rawRowsOf, rowsOf, TestFolder, zipOf } from '../tests/support/test-files.ts';
import { openRawFile } from './open-raw-file.ts';

const folder = new TestFolder();
const HEAD = '姓名,身份证号,金额,备注\n';
const PEOPLE = ['普美英', '李云', '张丽', '何芬', '孙强', '杨光'];
const line = (name: string, amount = '118.00'): string => `${name},532526195001019967,${amount},\n`;

/** Per line below the header: the name it begins with and why it may not be used. */
async function faults(text: string | Buffer, name = 'odd.csv'): Promise<[string, string | null][]> {
  const rows = await rawRowsOf(await openRawFile(folder.write(name, text)));
  return rows
    .slice(1)
    .filter(({ joined }) => joined !== '')
    .map(({ joined, broken, doubt, extra }) => {
      const isLonger = extra !== undefined && joined.split('\x1f').length > extra;
      return [joined.slice(0, 3).split('\x1f')[0] ?? '', broken ?? doubt ?? (isLonger ? 'longer' : null)];
    });
}

const all = (but: Record<string, string> = {}): [string, string | null][] =>
  PEOPLE.map((name) => [name.slice(0, 3), but[name] ?? null]);

/** The smallest workbook of Excel 4: one sheet of one cell. */
function oldTextCell(codePage: number, text: Buffer): Buffer {
  const words = (...numbers: number[]): Buffer => Buffer.from(Uint16Array.from(numbers).buffer);
  const record = (kind: number, content: Buffer): Buffer =>
    Buffer.concat([words(kind, content.length), content]);
  return Buffer.concat([
    record(0x0409, words(0, 0x0010, 0)),
    record(0x0042, words(codePage)),
    record(0x0204, Buffer.concat([words(0, 0, 0, text.length), text])),
    record(0x000a, Buffer.alloc(0)),
  ]);
}

async function refusalOf(path: string): Promise<string> {
  try {
    const file = await openRawFile(path);
    for (const { index } of file.sheets) await rowsOf(file, index);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  return 'read';
}

describe('a text of two bytes a character without a mark', () => {
  test.each(['utf-16le', 'utf-16be'])('%s, in which 开 has a zero on the other side', async (encoding) => {
    const file = await openRawFile(
      folder.encoded('wide.csv', HEAD + line('王开明') + line('开一'), encoding),
    );
    expect(file.encoding).toBe(encoding);
    expect((await rowsOf(file)).map(({ cells }) => cells[0])).toEqual(['姓名', '王开明', '开一']);
  });
});

test('a workbook whose sheets nothing leads to is damaged, and has not no rows', async () => {
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
  };
  const rows =
    '<worksheet><sheetData><row><c t="inlineStr"><is><t>姓名</t></is></c></row></sheetData></worksheet>';
  const path = folder.write('led-nowhere.xlsx', zipOf({ ...parts, 'xl/worksheets/sheet1.xml': rows }));
  expect(await refusalOf(path)).toBe('file-damaged');
});

test.each(['^', '~', ';', '|', '\t'])('a text whose cells %s parts', async (delimiter) => {
  const file = await openRawFile(
    folder.write('parted.txt', (HEAD + line('李云')).replaceAll(',', delimiter)),
  );
  expect((await rowsOf(file))[1]?.cells).toEqual(['李云', '532526195001019967', '118.00', '']);
});

describe('a text in Big5', () => {
  const text =
    '姓名,身份證號,金額,備註\n張國偉,532526195001019967,118.00,補發\n陳淑芬,532526195001019967,113.00,\n';

  test('is read as it was written', async () => {
    const file = await openRawFile(folder.write('big5.csv', iconv.encode(text, 'big5')));
    expect(file.encoding).toBe('big5');
    expect((await rawRowsOf(file)).map(({ joined }) => joined.replaceAll('\x1f', ',')).join('\n')).toBe(
      text.trimEnd(),
    );
  });

  test('is told from GB18030, which holds the same characters, rare ones and those of four bytes', async () => {
    for (const written of [text, text.replaceAll('張國偉', '㛃𠮷囍'), HEAD + line('喆堃瓊')]) {
      const file = await openRawFile(folder.write('gb18030.csv', iconv.encode(written, 'gb18030')));
      expect(file.encoding).toBe('gb18030');
    }
  });
});

describe('a line that is damaged costs itself and no other', () => {
  test('bytes that are no character', async () => {
    const text = Buffer.from(HEAD + PEOPLE.map((name) => line(name)).join(''));
    const at = text.indexOf(Buffer.from('张丽'));
    text[at + 1] = 0xff;
    const found = await faults(text);
    expect(found.map(([, fault]) => fault)).toEqual([null, null, 'damaged-text', null, null, null]);
  });

  test('a character cut in half at the end of a GB18030 line', async () => {
    const file = folder.encoded('half.csv', HEAD + PEOPLE.map((name) => line(name)).join(''), 'gb18030');
    const bytes = readFileSync(file);
    const cut = Buffer.concat([bytes.subarray(0, -2), Buffer.from([0xc6]), Buffer.from('\n')]);
    const rows = await rawRowsOf(await openRawFile(folder.write('half-cut.csv', cut)));
    expect(rows.map(({ broken }) => broken ?? null)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      'damaged-text',
    ]);
  });

  test('zero bytes within a line; behind the last one they are nothing', async () => {
    const text =
      HEAD + PEOPLE.map((name) => line(name === '何芬' ? '何\0芬' : name)).join('') + '\0'.repeat(600);
    expect(await faults(text)).toEqual(all({ 何芬: 'damaged-text' }));
  });

  test('a sector of zeros in a short file', async () => {
    const text = HEAD + PEOPLE.map((name) => line(name)).join('');
    const bytes = Buffer.from(text);
    bytes.fill(0, bytes.indexOf(PEOPLE[1]!), bytes.indexOf(PEOPLE[3]!));
    const rows = await rawRowsOf(await openRawFile(folder.write('zeros.csv', bytes)));
    expect(rows.map(({ broken }) => broken ?? null)).toEqual([
      null,
      null,
      'damaged-text',
      ...PEOPLE.slice(4).map(() => null),
    ]);
  });

  test('a character that an earlier program already lost is no damage of this file', async () => {
    expect(
      await faults(HEAD + PEOPLE.map((name) => line(name, '118.00')).join('') + line('买买提\ufffd')),
    ).toEqual([...all(), ['买买提', null]]);
  });

  test('line ends of every kind in one file', async () => {
    const ends = ['\r\n', '\r', '\n', '\r\n', '\r', '\n'];
    const text = HEAD + PEOPLE.map((name, index) => line(name).replace('\n', ends[index] ?? '')).join('');
    expect(await faults(text)).toEqual(all());
  });

  test('a comma without quotes makes a line longer than the header', async () => {
    const text = HEAD + PEOPLE.map((name) => line(name, name === '李云' ? '1,123.50' : '118.00')).join('');
    expect(await faults(text)).toEqual(all({ 李云: 'longer' }));
  });

  test('a missing comma makes it shorter', async () => {
    const text =
      HEAD +
      PEOPLE.map((name) => (name === '孙强' ? '孙强,532526195001019967,118.00\n' : line(name))).join('');
    expect(await faults(text)).toEqual(all({ 孙强: 'cells-fewer' }));
  });

  test('lines that leave out their blank end lack nothing', async () => {
    const text = HEAD + PEOPLE.map((name) => `${name},532526195001019967,118.00\n`).join('');
    expect(await faults(text)).toEqual(all());
  });

  test('a file that breaks off within its last amount', async () => {
    const table = '姓名,金额\n普美英,118.00\n李云,113.00\n张丽,11';
    expect((await rawRowsOf(await openRawFile(folder.write('cut.csv', table)))).at(-1)?.doubt).toBe(
      'cut-short',
    );
    const whole = '姓名,金额\n普美英,118.00\n李云,113.00\n张丽,11.00';
    expect(
      (await rawRowsOf(await openRawFile(folder.write('whole.csv', whole)))).at(-1)?.doubt,
    ).toBeUndefined();
  });

  test('a quote never swallows the line of another person, even where another quote closes it', async () => {
    const text = `${HEAD}普美英,532526195001019967,118.00,"去世\n${line('李云')}张丽,532526195001019967,113.00,家属"\n${line('何芬')}`;
    const rows = await rawRowsOf(await openRawFile(folder.write('swallow.csv', text)));
    expect(rows.map(({ row, broken }) => [row, broken ?? null])).toEqual([
      [1, null],
      [2, 'broken-quote'],
      [3, null],
      [4, null],
      [5, null],
    ]);
  });

  test('nor where a quote opens in one line and closes in the same cell of the next', async () => {
    const text = `${HEAD}${line('李云')}普美英,"532526195001019967,118.00,\n张丽,532526195001019967",113.00,\n${line('何芬')}`;
    const rows = await rawRowsOf(await openRawFile(folder.write('half.csv', text)));
    expect(rows.map(({ row, broken }) => [row, broken ?? null])).toEqual([
      [1, null],
      [2, null],
      [3, 'broken-quote'],
      [4, null],
      [5, null],
    ]);
  });

  test('a line of two million characters', async () => {
    const long = `普美英,532526195001019967,118.00,${'长'.repeat(2_000_000)}\n`;
    expect(await faults(HEAD + line('李云') + long + line('张丽'))).toEqual([
      ['李云', null],
      ['普美英', 'line-too-long'],
      ['张丽', null],
    ]);
  });
});

describe('a workbook', () => {
  const cell = (reference: string, text: string): string =>
    `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = (rows: string, behind = ''): string =>
    `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`;
  const read = async (name: string, xml: string) =>
    rowsOf(await openRawFile(folder.write(name, bareWorkbook(xml))));

  test('with one flipped bit is refused, wherever in its rows the bit stands', async () => {
    const path = folder.workbook('flip.xlsx', { a: PEOPLE.map((name, index) => [name, String(index), 118]) });
    const bytes = readFileSync(path);
    const start = bytes.indexOf('xl/worksheets/sheet1.xml') + 24;
    for (let offset = 0; offset < 200; offset += 7) {
      const flipped = Buffer.from(bytes);
      flipped[start + offset] = (flipped[start + offset] ?? 0) ^ 0x10;
      expect(await refusalOf(folder.write('flipped.xlsx', flipped)), `byte ${offset}`).not.toBe('read');
    }
  });

  test('whose rows all bear one number has them all, each in a place of its own', async () => {
    const rows = PEOPLE.map((name) => `<row r="2">${cell('A2', name)}</row>`).join('');
    const found = await read('one-number.xlsx', sheet(rows));
    expect(found.map(({ cells }) => cells[0])).toEqual(PEOPLE);
    expect(new Set(found.map(({ row }) => row)).size).toBe(PEOPLE.length);
  });

  test('with two values in one cell is refused: nobody knows which is meant', async () => {
    const rows = `<row r="1">${cell('A1', '118.00')}${cell('B1', '甲')}${cell('A1', '999.00')}</row>`;
    expect(await refusalOf(folder.write('twice.xlsx', bareWorkbook(sheet(rows))))).toBe('file-damaged');
  });

  test('with references in lower case, character data and comments', async () => {
    const rows =
      '<row r="1"><c r="b1" t="inlineStr"><is><t><![CDATA[甲 & 乙]]></t></is></c><!-- <c r="a1"><v>7</v></c> --></row>';
    expect(await read('lower.xlsx', sheet(rows))).toEqual([{ row: 1, cells: ['', '甲 & 乙'] }]);
  });

  test('that breaks off within its rows, or lacks a shared text, is refused', async () => {
    const open = `<worksheet><sheetData><row r="1">${cell('A1', '甲')}</row>`;
    expect(await refusalOf(folder.write('open.xlsx', bareWorkbook(open)))).toBe('file-damaged');
    const lacking = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>');
    expect(await refusalOf(folder.write('lacking.xlsx', bareWorkbook(lacking)))).toBe('file-damaged');
  });

  test('tells which cells are merged over several rows', async () => {
    const behind = '<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="A1:C1"/></mergeCells>';
    const file = await openRawFile(
      folder.write('merged.xlsx', bareWorkbook(sheet(`<row r="2">${cell('A2', '弥阳街道')}</row>`, behind))),
    );
    await rowsOf(file);
    expect(file.sheets[0]?.merges()).toEqual([{ fromRow: 2, toRow: 4, fromColumn: 0, toColumn: 0 }]);
  });

  test('of a text longer than a cell can hold costs that row', async () => {
    const rows = `<row r="1">${cell('A1', '长'.repeat(40_000))}</row><row r="2">${cell('A2', '李云')}</row>`;
    const found = await rawRowsOf(await openRawFile(folder.write('long.xlsx', bareWorkbook(sheet(rows)))));
    expect(found.map(({ row, broken }) => [row, broken ?? null])).toEqual([
      [1, 'line-too-long'],
      [2, null],
    ]);
  });

  test('of hundreds of rows that refer to one endless text refuses each of them, within its memory', async () => {
    const texts = `<sst><si><t>${'长'.repeat(1 << 20)}</t></si></sst>`;
    const twice = '<c t="s"><v>0</v></c>'.repeat(2);
    const rows = Array.from({ length: 400 }, (_, at) => `<row r="${at + 1}">${twice}</row>`);
    const path = folder.write('endless.xlsx', bareWorkbook(sheet(rows.join('')), undefined, texts));
    const before = process.memoryUsage().heapUsed;
    const found = await rawRowsOf(await openRawFile(path));
    expect(found.filter(({ broken }) => broken === 'line-too-long')).toHaveLength(400);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 * 1024 ** 2);
  });
});

describe('an old workbook (.xls)', () => {
  const rows = Array.from({ length: 60 }, (_, index) => [
    `人${index}`,
    `53252619500101${index}`,
    118 + index,
  ]);

  test('with a sector of zeros is refused, whichever it is, or reads the same', async () => {
    const path = folder.workbook('sectors.xls', { a: rows });
    const bytes = readFileSync(path);
    const whole = JSON.stringify(await rowsOf(await openRawFile(path)));
    let refused = 0;
    for (let at = 512; at + 512 <= bytes.length; at += 512) {
      const spoiled = Buffer.from(bytes);
      spoiled.fill(0, at, at + 512);
      const spoiledPath = folder.write('spoiled.xls', spoiled);
      const code = await refusalOf(spoiledPath);
      if (code === 'read')
        expect(JSON.stringify(await rowsOf(await openRawFile(spoiledPath))), `${at}`).toBe(whole);
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(3);
  });

  test('from before Excel 97 has its texts in the code page that it names, the old ones too', async () => {
    const told = async (codePage: number, text: Buffer): Promise<string | undefined> => {
      const path = folder.write('old.xls', oldTextCell(codePage, text));
      return (await rowsOf(await openRawFile(path)))[0]?.cells[0];
    };
    expect(await told(10_029, Buffer.from('fc61646f776e6fe68d', 'hex'))).toBe('Ładowność');
    expect(await told(10_008, iconv.encode('普美英', 'gb18030'))).toBe('普美英');
    expect(await told(10_001, iconv.encode('漢字', 'shift_jis'))).toBe('漢字');
    expect(await told(852, iconv.encode('Łódź', 'cp852'))).toBe('Łódź');
    expect(await told(1250, iconv.encode('Łódź', 'win1250'))).toBe('Łódź');
  });

  test('a formula that failed is its error and no number', async () => {
    const path = folder.workbook('error.xls', { a: [['普美英', 118]] });
    const bytes = readFileSync(path);
    // the NUMBER or RK record of 118 becomes BOOLERR with the code of #N/A
    const file = await openRawFile(path);
    expect((await rowsOf(file))[0]?.cells).toEqual(['普美英', '118']);
    const number = bytes.indexOf(Buffer.from([0x03, 0x02, 0x0e, 0x00]));
    expect(number).toBeGreaterThan(0);
    const error = Buffer.concat([
      bytes.subarray(0, number),
      Buffer.from([0x05, 0x02, 0x08, 0x00]),
      bytes.subarray(number + 4, number + 10),
      Buffer.from([0x2a, 0x01]),
      // the rest of the old record as one of its own that says nothing
      Buffer.from([0x55, 0x08, 0x02, 0x00, 0x00, 0x00]),
      bytes.subarray(number + 18),
    ]);
    expect(error.length).toBe(bytes.length);
    expect((await rowsOf(await openRawFile(folder.write('error-cell.xls', error))))[0]?.cells).toEqual([
      '普美英',
      '#N/A',
    ]);
  });
});
