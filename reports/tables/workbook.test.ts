import { expect, test } from 'vitest';
import { type SheetTable, splitTable } from './workbook.ts';

const table: SheetTable = {
  name: '疑点',
  columns: [{ header: '行', kind: 'integer' }],
  rows: Array.from({ length: 7 }, (_, index) => [index]),
};

test('a table longer than a sheet goes on in further sheets, no row lost and none twice', () => {
  const parts = splitTable(table, 3);
  expect(parts.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['疑点', 3],
    ['疑点_2', 3],
    ['疑点_3', 1],
  ]);
  expect(parts.flatMap(({ rows }) => rows)).toEqual(table.rows);
});

test('a table that fits stays one sheet', () => {
  expect(splitTable(table, 7)).toEqual([table]);
});
