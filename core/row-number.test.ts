import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locateRow, numberRow } from './row-number.ts';

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
