import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx, type Sheet } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWorkbook } from '../../reports/tables/workbook.ts';

let folder: string;
let sheet: Sheet;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-workbook-'));
  const path = join(folder, 'list.xlsx');
  await writeWorkbook(path, [
    {
      name: '名单',
      columns: [
        { header: '身份证号', kind: 'text' },
        { header: '金额(元)', kind: 'money' },
        { header: '日期', kind: 'date' },
        { header: '是否健在', kind: 'text', choices: ['是', '否'] },
      ],
      rows: [
        ['532526195002039979', 65_400, '2022-05-31', null],
        ...['=1+1', '+86', '-5', '@sum'].map((text) => [text, null, null, null]),
      ],
    },
  ]);
  const [first] = (await readXlsx(readFileSync(path), { readStyles: true })).sheets;
  if (!first) throw new Error('a workbook without a sheet');
  sheet = first;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a resident id is text, money a number in yuan, a day a date', () => {
  const [id, money, on] = sheet.rows[1] ?? [];
  expect(id).toBe('532526195002039979');
  expect(money).toBe(654);
  expect(on).toEqual(new Date('2022-05-31T00:00:00Z'));
});

test('what begins with = + - or @ is text and no formula', () => {
  expect(sheet.rows.slice(2).map(([text]) => text)).toEqual(['=1+1', '+86', '-5', '@sum']);
  expect([...(sheet.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined)).toEqual([]);
});

test('the header stays in sight and can be filtered by', () => {
  expect(sheet.freezePane).toMatchObject({ rows: 1 });
  expect(sheet.autoFilter?.range).toBe('A1:D6');
});

test('a column that takes only certain words offers them', () => {
  expect(sheet.dataValidations).toMatchObject([{ type: 'list', range: 'D2:D6' }]);
});
