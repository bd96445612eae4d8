import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOds, writeXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { bareWorkbook, rawRowsOf, rowsOf, TestFolder, zipOf } from '../tests/support/test-files.ts';
import { openRawFile } from './open-raw-file.ts';

const folder = new TestFolder();
const TABLE = '姓名,身份证号,金额\r\n普美英,532526195001019967,118.00\r\n李云,532526195203049987,113.00\r\n';
const CELLS = [
  { row: 1, cells: ['姓名', '身份证号', '金额'] },
  { row: 2, cells: ['普美英', '532526195001019967', '118.00'] },
  { row: 3, cells: ['李云', '532526195203049987', '113.00'] },
];

async function refusalCode(path: string, limits = {}): Promise<string> {
  try {
    const file = await openRawFile(path, limits);
    for (const { index } of file.sheets) await rowsOf(file, index);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  return 'read';
}

describe('text tables', () => {
  test.each([
    ['utf-8', false, 'utf-8'],
    ['utf-8', true, 'utf-8'],
    ['gbk', false, 'gb18030'],
    ['gb18030', false, 'gb18030'],
    ['utf-16le', true, 'utf-16le'],
    ['utf-16be', true, 'utf-16be'],
  ])('a table in %s (mark: %s) reads as %s', async (encoding, mark, detected) => {
    const file = await openRawFile(folder.encoded(`${encoding}-${mark}.csv`, TABLE, encoding, mark));
    expect(file.encoding).toBe(detected);
    expect(await rowsOf(file)).toEqual(CELLS);
  });

  test.each([',', '\t', '|', ';'])('cells parted by %j are found', async (delimiter) => {
    const path = folder.write(
      'delimiter.txt',
      `发放名册（含 ${delimiter} 号）\n${TABLE.replaceAll(',', delimiter)}`,
    );
    const file = await openRawFile(path);
    expect(file.delimiter).toBe(delimiter);
    expect((await rowsOf(file)).slice(1).map(({ cells }) => cells)).toEqual(CELLS.map(({ cells }) => cells));
  });

  test('a rare character in the last line decides the encoding of the whole file', async () => {
    const ascii = 'a,b\n'.repeat(400_000);
    const rows = await rowsOf(await openRawFile(folder.encoded('late.csv', `${ascii}丁,㐱\n`, 'gb18030')));
    expect(rows.at(-1)).toEqual({ row: 400_001, cells: ['丁', '㐱'] });
  });

  test('a quoted cell keeps delimiters, doubled quotes and line breaks, and rows keep their physical line', async () => {
    const text = '姓名,"身份\n证号",备注\n"普,美英",1,"说""好"""\n李云,2,\n';
    expect(await rowsOf(await openRawFile(folder.write('quoted.csv', text)))).toEqual([
      { row: 1, cells: ['姓名', '身份\n证号', '备注'] },
      { row: 3, cells: ['普,美英', '1', '说"好"'] },
      { row: 4, cells: ['李云', '2', ''] },
    ]);
  });

  test('a line whose quote is never closed is refused alone and the next lines are read', async () => {
    const text = `姓名,金额\n"普美英,118\n${'李云,113\n'.repeat(30)}`;
    const file = await openRawFile(folder.write('broken.csv', text));
    const rows = await rawRowsOf(file);
    expect(rows.filter(({ broken }) => broken)).toEqual([
      { row: 2, joined: '"普美英,118', broken: 'broken-quote' },
    ]);
    expect(rows).toHaveLength(32);
  });

  test('an unclosed quote is not closed by the quotes of a later record', async () => {
    const text = '姓名,金额\n"普美英,118\n"李云","113"\n"张,丽",2\n';
    const file = await openRawFile(folder.write('broken-then-quoted.csv', text));
    const rows = await rawRowsOf(file);
    expect(rows.map(({ row, broken }) => [row, broken ?? 'whole'])).toEqual([
      [1, 'whole'],
      [2, 'broken-quote'],
      [3, 'whole'],
      [4, 'whole'],
    ]);
  });

  test('records are the same wherever the portions of the file are cut', async () => {
    const lines = Array.from({ length: 60_000 }, (_, index) =>
      index % 3 === 0 ? `"第 ${index} 行","多\n行",${index}` : `甲${index},乙,${index}`,
    );
    const rows = await rowsOf(await openRawFile(folder.write('long.csv', `${lines.join('\n')}\n`)));
    expect(rows).toHaveLength(60_000);
    expect(rows.every(({ cells }, index) => cells.length === 3 && cells[2] === String(index))).toBe(true);
    expect(rows.at(-1)?.row).toBe(80_000);
  });

  test('lines ended by lone carriage returns are lines', async () => {
    const path = folder.write('mac.csv', TABLE.replaceAll('\r\n', '\r'));
    expect(await rowsOf(await openRawFile(path))).toEqual(CELLS);
  });

  test('a cell that begins with = stays the text it is', async () => {
    const rows = await rowsOf(await openRawFile(folder.write('formula.csv', 'a,b\n=1+1,"=cmd|x"\n')));
    expect(rows[1]?.cells).toEqual(['=1+1', '=cmd|x']);
  });

  test('the text within ="…" is what an export means by it', async () => {
    const text = '姓名,身份证号\n普美英,="532526195001019967"\n李云,"=""532526195203049987"""\n';
    const rows = await rowsOf(await openRawFile(folder.write('wrapped.csv', text)));
    expect(rows.slice(1).map(({ cells }) => cells[1])).toEqual(['532526195001019967', '532526195203049987']);
  });
});

describe('workbooks', () => {
  const rows = [
    ['姓名', '身份证号', '金额', '日期', '在册', '备注'],
    ['普美英', '532526195001019967', 118, new Date(Date.UTC(2022, 4, 31)), true, '=1+1'],
    ['李云', 532526195001010000, 113.5, '2022年5月', false, '一\n二'],
  ];

  test.each(['cells.xlsx', 'cells.xls'])('%s: cells are the text that was typed', async (name) => {
    const file = await openRawFile(folder.workbook(name, { 名册: rows }));
    expect(await rowsOf(file)).toEqual([
      { row: 1, cells: ['姓名', '身份证号', '金额', '日期', '在册', '备注'] },
      { row: 2, cells: ['普美英', '532526195001019967', '118', '2022-05-31', 'TRUE', '=1+1'] },
      { row: 3, cells: ['李云', '5.32526195001010E+17', '113.5', '2022年5月', 'FALSE', '一\n二'] },
    ]);
  });

  test.each(['hidden.xlsx', 'hidden.xls'])(
    '%s: hidden sheets are flagged and blank rows keep the numbering',
    async (name) => {
      const sheets = { 封面: [['说明']], 名册: [['标题'], [], ['姓名', '金额']], 备份: [['旧']] };
      const file = await openRawFile(folder.workbook(name, sheets, ['备份']));
      expect(file.sheets.map((sheet) => [sheet.name, sheet.isHidden])).toEqual([
        ['封面', false],
        ['名册', false],
        ['备份', true],
      ]);
      expect((await rowsOf(file, 1)).at(-1)).toEqual({ row: 3, cells: ['姓名', '金额'] });
    },
  );

  test('a workbook of another writer reads the same: hucre', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '一',
          rows: [
            ['姓名', '金额'],
            ['普美英 & <云>', 118.25],
            ['李云', 0.1 + 0.2],
          ],
        },
      ],
    });
    const read = await rowsOf(await openRawFile(folder.write('hucre.xlsx', Buffer.from(bytes))));
    expect(read.map(({ cells }) => cells)).toEqual([
      ['姓名', '金额'],
      ['普美英 & <云>', '118.25'],
      ['李云', '0.30000000000000004'],
    ]);
  });

  test('the digits of a long number are those of the file, also in scientific notation', async () => {
    const sheet =
      '<worksheet><sheetData><row r="2"><c r="B2"><v>532526195001019918</v></c>' +
      "<c r='C2' t='n'><v>5.3252619500101E+17</v></c>" +
      '<c r="D2"><f>A1&amp;"x"</f><v>7.0</v></c>' +
      '<c r="E2" t="str"><f>A1</f><v>甲&amp;乙</v></c></row></sheetData></worksheet>';
    const read = await rowsOf(await openRawFile(folder.write('raw.xlsx', bareWorkbook(sheet))));
    expect(read).toEqual([
      { row: 2, cells: ['', '532526195001019918', '5.32526195001010E+17', '7', '甲&乙'] },
    ]);
  });

  test('an OpenDocument sheet reads the same', async () => {
    const rows = [
      ['姓名', '身份证号'],
      ['普美英', '532526195001019967'],
    ];
    const bytes = await writeOds({ sheets: [{ name: '一', rows }] });
    const read = await rowsOf(await openRawFile(folder.write('sheet.ods', Buffer.from(bytes))));
    expect(read.map(({ cells }) => cells)).toEqual(rows);
  });

  test('how a cell of an OpenDocument sheet is pronounced, and the note on it, are not its text', async () => {
    const cell = (text: string): string =>
      `<table:table-cell office:value-type="string"><office:annotation><text:p>已故</text:p></office:annotation><text:p><text:ruby><text:ruby-base>${text}</text:ruby-base><text:ruby-text>pǔ</text:ruby-text></text:ruby></text:p></table:table-cell>`;
    const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="一"><table:table-row>${cell('普')}${cell('李')}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
    const file = await openRawFile(folder.write('ruby.ods', zipOf({ 'content.xml': content })));
    expect((await rowsOf(file)).map(({ cells }) => cells)).toEqual([['普', '李']]);
  });

  test('a worksheet whose tags bear a prefix reads the same, wherever it is cut', async () => {
    const row = (number: number): string =>
      `<x:row r="${number}"><x:c r="A${number}" t="inlineStr"><x:is><x:t>甲${number}</x:t></x:is></x:c></x:row>`;
    const rows = Array.from({ length: 40_000 }, (_, index) => row(index + 1)).join('');
    const sheet = `<x:worksheet xmlns:x="main"><x:sheetData>${rows}</x:sheetData></x:worksheet>`;
    const read = await rowsOf(await openRawFile(folder.write('prefixed.xlsx', bareWorkbook(sheet))));
    expect(read).toHaveLength(40_000);
    expect(read.every(({ row, cells }) => cells[0] === `甲${row}`)).toBe(true);
  });

  test('300 columns are read and 2,001 are refused', async () => {
    const wide = (count: number): string[] => Array.from({ length: count }, (_, index) => `列${index}`);
    const read = await rowsOf(await openRawFile(folder.workbook('300.xlsx', { a: [wide(300)] })));
    expect(read[0]?.cells).toHaveLength(300);
    expect(await refusalCode(folder.workbook('2001.xlsx', { a: [wide(2001)] }))).toBe(
      'file-too-many-columns',
    );
    expect(await refusalCode(folder.write('2001.csv', `${wide(2001).join(',')}\n`))).toBe(
      'file-too-many-columns',
    );
  });
});

describe('files named .xls that are none', () => {
  const html = (charset: string): string =>
    `<html><head><meta charset="${charset}"></head><body><table><tr><td colspan="2">标题</td></tr>` +
    '<tr><th>姓名</th><th>身份证号</th></tr><tr><td>普美英</td><td>532526195001019967</td></tr></table></body></html>';

  test.each(['utf-8', 'gbk'])('a web page in %s keeps long numbers', async (encoding) => {
    const file = await openRawFile(folder.encoded(`page-${encoding}.xls`, html(encoding), encoding));
    expect(file.format).toBe('html');
    expect((await rowsOf(file)).map(({ cells }) => cells).slice(1)).toEqual([
      ['姓名', '身份证号'],
      ['普美英', '532526195001019967'],
    ]);
  });

  test('tab-separated GBK text', async () => {
    const file = await openRawFile(folder.encoded('tab.xls', TABLE.replaceAll(',', '\t'), 'gbk'));
    expect([file.format, file.delimiter, await rowsOf(file)]).toEqual(['delimited', '\t', CELLS]);
  });
});

describe('files that cannot be read are refused, each for its own reason', () => {
  test('empty, blank, missing, a folder', async () => {
    mkdirSync(join(folder.path, 'folder.csv'));
    expect(await refusalCode(folder.write('empty.csv', ''))).toBe('file-empty');
    expect(await refusalCode(folder.write('blank.csv', '\n\n  \n'))).toBe('file-no-rows');
    expect(await refusalCode(join(folder.path, 'nowhere.csv'))).toBe('file-missing');
    expect(await refusalCode(join(folder.path, 'folder.csv'))).toBe('file-not-regular');
  });

  test('a workbook cut short', async () => {
    const path = folder.workbook('cut.xlsx', { a: [['姓名', '金额']] });
    truncateSync(path, readFileSync(path).length - 200);
    expect(await refusalCode(path)).toBe('file-truncated');
  });

  test('password protection: agile, the old standard envelope, and BIFF8', async () => {
    const agile = await writeXlsx({
      sheets: [{ name: 'a', rows: [['x']] }],
      encryption: { password: '1', spinCount: 100 },
    });
    expect(await refusalCode(folder.write('agile.xlsx', Buffer.from(agile)))).toBe('file-encrypted');
    expect(await refusalCode(folder.write('standard.xlsx', compoundWith('EncryptedPackage')))).toBe(
      'file-encrypted',
    );
    expect(await refusalCode(folder.write('old.xls', encryptedBiff()))).toBe('file-encrypted');
  });

  test('a zip bomb, by its directory and by what it unpacks to', async () => {
    const bomb = bareWorkbook(`<worksheet><sheetData>${' '.repeat(5_000_000)}</sheetData></worksheet>`);
    const limits = { unpackedBytes: 1_000_000 };
    expect(await refusalCode(folder.write('bomb.xlsx', bomb), limits)).toBe('file-unpacks-too-large');
    const lying = bareWorkbook(
      `<worksheet><sheetData>${' '.repeat(5_000_000)}</sheetData></worksheet>`,
      1000,
    );
    expect(await refusalCode(folder.write('lying.xlsx', lying), limits)).toBe('file-unpacks-too-large');
    const ratio = { unpackRatio: 50, ratioFromBytes: 1_000_000 };
    expect(await refusalCode(folder.write('ratio.xlsx', bomb), ratio)).toBe('file-unpacks-too-large');
  });

  test('neither UTF-8 nor GB18030, binary junk, other kinds of files', async () => {
    const damaged = Buffer.from([0xff, 0xff, 0x2c, 0x41, 0x0a]);
    const wrong = Buffer.concat([
      Buffer.from('姓名,金额\n', 'utf8'),
      ...Array.from({ length: 40 }, () => damaged),
    ]);
    expect(await refusalCode(folder.write('wrong.csv', wrong))).toBe('file-encoding');
    const junk = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 37) % 256));
    expect(await refusalCode(folder.write('junk.xls', junk))).toBe('file-not-a-table');
    expect(await refusalCode(folder.write('scan.csv', Buffer.from('%PDF-1.7\n1 0 obj')))).toBe(
      'file-not-a-table',
    );
  });

  test('a link out of the inbox, but not one within it', async () => {
    const outside = new TestFolder().write('secret.csv', TABLE);
    symlinkSync(outside, join(folder.path, 'link.csv'));
    symlinkSync(folder.write('own.csv', TABLE), join(folder.path, 'own-link.csv'));
    expect(await refusalCode(join(folder.path, 'link.csv'))).toBe('file-link-outside');
    expect(await refusalCode(join(folder.path, 'own-link.csv'))).toBe('read');
  });

  test('a file that changes while it is read', async () => {
    const path = folder.write('moving.csv', TABLE);
    const file = await openRawFile(path);
    writeFileSync(path, `${TABLE}张丽,532526195203049987,1\n`);
    await expect(rowsOf(file)).rejects.toMatchObject({ code: 'file-changed' });
  });

  test('what is said names the file and what to do, in both languages', async () => {
    await expect(openRawFile(folder.write('empty2.csv', ''))).rejects.toMatchObject({
      zh: '“empty2.csv”是空文件（0 字节），请让报送单位重新导出。',
      en: '"empty2.csv" is empty (0 bytes); ask the sender to export it again.',
    });
  });
});

/** A compound file as far as its name directory, which is all that is looked at. */
function compoundWith(stream: string): Buffer {
  const bytes = Buffer.alloc(4096);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  Buffer.from(stream, 'utf16le').copy(bytes, 1024);
  return bytes;
}

/** A BIFF8 workbook into which the record of a password (FILEPASS) is put right after its beginning. */
function encryptedBiff(): Buffer {
  const bytes = readFileSync(folder.workbook('plain.xls', { a: [['x', 'y']] }));
  const begin = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]));
  const next = begin + 20;
  bytes.writeUInt16LE(0x2f, next);
  return bytes;
}
