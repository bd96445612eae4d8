import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../night/office.ts';
import { officeOfAYear, stopsOf } from './batch-office.ts';
import { county, fileOf, MONTH, settle } from './county.ts';

let office: Office;
beforeAll(async () => {
  office = await officeOfAYear();
}, 120_000);
afterAll(() => office.remove());

/** December with arrears that name no month: of one person, so many times their monthly pension or so many fen. */
function withArrears(at: number, of: { months: number } | { fen: number }): string {
  const lines = county(MONTH, '待支付');
  const line = lines.at(at)!;
  const fen = 'fen' in of ? of.fen : of.months * line.total;
  return fileOf(lines.with(at, settle({ ...line, arrears: fen })));
}

test('arrears of whole months that name none stop the batch where the year’s rosters paid the person in each', async () => {
  const stops = await stopsOf(office, withArrears(7, { months: 2 }));
  expect(stops.map(({ check, lines }) => [check, lines.map(({ row }) => row)])).toEqual([
    ['arrears-unnamed', [7 + 2]],
  ]);
});

test.each([
  ['of somebody who was left out of one of them', withArrears(-1, { months: 1 })],
  ['of what a rise lacks', withArrears(7, { fen: 5_500 })],
  ['of more months than the rosters that came', withArrears(7, { months: 14 })],
])('they pass where they may be for something else: %s', async (_, file) =>
  expect(await stopsOf(office, file)).toEqual([]),
);
