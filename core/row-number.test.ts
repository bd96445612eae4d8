import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNoSql, lineIdSql, locateRow, numberRow, rowOfLine } from './row-number.ts';

test('file, sheet and row are read off a row’s number as they went in', () => {
  const location = fc.record({
    fileNo: fc.integer({ min: 1, max: 900_000 }),
    sheetNo: fc.integer({ min: 0, max: 99 }),
    row: fc.integer({ min: 0, max: 99_999_999 }),
  });
  fc.assert(
    fc.property(location, (where) => {
      const number = numberRow(where);
      expect(Number.isSafeInteger(number)).toBe(true);
      expect(locateRow(number)).toEqual(where);
    }),
  );
});

test('a payment is numbered from the row it stands on, arrears carried by the row among them', () => {
  const row = numberRow({ fileNo: 7, sheetNo: 1, row: 23 });
  for (const place of [0, 1, 99]) expect(rowOfLine(row * 100 + place)).toBe(row);
});

test('files of SQL, which can take no constant from here, count in the same steps', () => {
  const root = join(import.meta.dirname, '..');
  const steps = [
    { said: /\brow_id \* \d+/g, as: lineIdSql('row_id') },
    { said: /\bline_id \/\/? \d+/g, as: lineIdSql('line_id').replace('*', '/') },
    { said: /\brow_id \/\/ \d+/g, as: fileNoSql('row_id') },
  ];
  const found = globSync('{sql,rules,pipelines}/**/*.sql', { cwd: root }).flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return steps.flatMap(({ said, as }) => [...text.matchAll(said)].map(([is]) => ({ path, is, as })));
  });
  expect(found.length).toBeGreaterThan(3);
  expect(found.filter(({ is, as }) => is !== as)).toEqual([]);
});
