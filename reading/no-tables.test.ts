import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { bareWorkbook, rowsOf, TestFolder, zipOf } from '../tests/support/test-files.ts';
import { openRawFile } from './open-raw-file.ts';

const folder = new TestFolder();
const TABLE = '姓名,身份证号,金额\r\n普美英,532526195001019967,118.00\r\n';

async function codeOf(path: string): Promise<string> {
  try {
    await rowsOf(await openRawFile(path));
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  return 'read';
}

describe('what is no single table is told for what it is', () => {
  test('GB18030 and UTF-8 in one file, whichever comes first', async () => {
    const parts = [iconv.encode(TABLE, 'gb18030'), Buffer.from(TABLE)];
    for (const [index, both] of [parts, parts.toReversed()].entries()) {
      const path = folder.write(`both${index}.csv`, Buffer.concat(both));
      expect(await codeOf(path)).toBe('file-two-encodings');
    }
  });

  test('the second of two encodings is seen across the border of what is read at a time', async () => {
    const before = 1024 ** 2 - 2;
    const [head, filler] = [iconv.encode(TABLE, 'gb18030'), iconv.encode(',,备注\r\n', 'gb18030')];
    const rows = Buffer.alloc(before - head.length, filler);
    const path = folder.write('border.csv', Buffer.concat([head, rows, Buffer.from(TABLE)]));
    expect(await codeOf(path)).toBe('file-two-encodings');
  });

  test('a workbook with bytes that are no character', async () => {
    const sheet =
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>王建国</t></is></c></row></sheetData></worksheet>';
    expect(await codeOf(folder.write('good.xlsx', bareWorkbook(sheet)))).toBe('read');
    const bytes = Buffer.from(sheet);
    bytes[bytes.indexOf('国') + 2] = 0x20;
    expect(await codeOf(folder.write('bad.xlsx', bareWorkbook(bytes)))).toBe('file-damaged');
  });

  test.each([
    ['archive.zip', zipOf({ '弥阳.csv': TABLE }), 'file-archive'],
    ['fixed.txt', '姓名    身份证号\r\n普美英  532526195001019967\r\n', 'file-no-delimiter'],
    ['archive.rar', Buffer.from('Rar!\x1a\x07\0'), 'file-archive'],
    ['page.mht', Buffer.from('MIME-Version: 1.0\r\n'), 'file-not-a-table'],
    ['sheet.slk', Buffer.from('ID;PWXL;N;E\r\nC;Y1;X1;K"姓名"\r\n'), 'file-not-a-table'],
    ['sheet.dif', Buffer.from('TABLE\r\n0,1\r\n""\r\n'), 'file-not-a-table'],
    ['sheet.fods', Buffer.from('<?xml version="1.0"?>\n<office:document >'), 'file-not-a-table'],
  ])('%s', async (name, bytes, code) => {
    expect(await codeOf(folder.write(name, bytes))).toBe(code);
  });
});
