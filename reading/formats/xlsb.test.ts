import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rowsOf, TestFolder } from '../../tests/support/test-files.ts';
import { openRawFile } from '../open-raw-file.ts';

const folder = new TestFolder();
const ROWS = [
  ['姓名', '身份证号', '金额', '在发'],
  ['普美英', '532526195001019967', 118.5, true],
  ['李云', '', -5, false],
  ['张丽', '53252619500101001X', 532526, null],
];

describe('a binary workbook (.xlsb)', () => {
  test('is read with its texts, numbers and truths, and its hidden sheets are told', async () => {
    const file = await openRawFile(folder.workbook('a.xlsb', { 名册: ROWS, 另: [['甲']] }, ['另']));
    expect(file.sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['名册', false],
      ['另', true],
    ]);
    expect((await rowsOf(file)).map(({ cells }) => cells)).toEqual([
      ['姓名', '身份证号', '金额', '在发'],
      ['普美英', '532526195001019967', '118.5', 'TRUE'],
      ['李云', '', '-5', 'FALSE'],
      ['张丽', '53252619500101001X', '532526'],
    ]);
  });

  test('with one flipped bit is refused, wherever it stands', async () => {
    const bytes = readFileSync(folder.workbook('b.xlsb', { a: ROWS }));
    const start = bytes.indexOf('xl/worksheets/sheet1.bin') + 24;
    for (let offset = 0; offset < 200; offset += 7) {
      const flipped = Buffer.from(bytes);
      flipped[start + offset] = (flipped[start + offset] ?? 0) ^ 0x10;
      const path = folder.write('flipped.xlsb', flipped);
      const outcome = await openRawFile(path)
        .then(rowsOf)
        .then(
          () => 'read',
          (error) => error.code,
        );
      expect(outcome, `byte ${offset}`).not.toBe('read');
    }
  });
});
