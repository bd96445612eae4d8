import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { differsFromScratch, takenOver } from './from-scratch.ts';
import { Office } from './office.ts';
import { csv, type Line, PAYEES, payee, policeList, roster, rosterRows } from './small-office.ts';

const FIRST = '2022年7月待遇发放花名册.csv';
const AGAIN = '2022年7月待遇发放花名册-2.csv';

let office: Office;
beforeEach(() => {
  office = new Office();
  office.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
  office.put('死亡.csv', policeList([{ person: payee(0), on: '2022-05-31' }]));
});
afterEach(() => office.remove());

/** A roster of July, its columns changed. */
const changed = (change: (line: Line, isHeader: boolean) => Line, people = PAYEES): string =>
  csv(rosterRows(202207, people).map((line, index) => change(line, index === 0)));

const plain = changed((line) => line);
const without = (...columns: readonly number[]): string =>
  changed((line) => line.filter((_cell, index) => !columns.includes(index)));
const county = (word: string): string => changed((line, isHeader) => [...line, isHeader ? '统筹区' : word]);
const added = (header: string, cell: string): string =>
  changed((line, isHeader) => [...line, isHeader ? header : cell]);

/** What is claimed from whoever died in May, after both rosters of July came. */
async function claimedAfter(first: string, again: string): Promise<unknown> {
  office.put(FIRST, first);
  office.put(AGAIN, again);
  const { totals } = await office.night('2022-12-28');
  return { amount_fen: totals.amount_fen, possible_fen: totals.possible_fen };
}

const ONCE = { amount_fen: 21_800, possible_fen: 0 };

describe('a roster that is sent again is one roster', () => {
  test.each([
    ['弥勒县', '弥勒'],
    ['弥勒县', '弥勒市'],
    ['532526', '红河哈尼族彝族自治州弥勒市'],
  ])('however its county is written: %s and then %s', async (one, other) =>
    expect(await claimedAfter(county(one), county(other))).toEqual(ONCE),
  );

  test.each([
    ['with its county, which the first left out', plain, county('弥勒')],
    ['without its county', county('弥勒市'), plain],
    ['with the gross amount beside', plain, added('应发金额', '218.00')],
    ['with the amount paid out beside', plain, added('实发金额', '218.00')],
    ['without the gross amount', added('应发金额', '218.00'), plain],
    ['with the month in which it was paid', plain, added('发放年月', '202207')],
    ['with arrears of nothing', plain, added('补发金额', '0.00')],
    ['with account numbers, which the first left out', without(7, 8), plain],
    ['without account numbers', plain, without(7, 8)],
    ['without the parts of the pension', plain, without(3, 4, 5)],
    ['with the parts of the pension', without(3, 4, 5), plain],
    ['with its columns in another order', plain, changed((line) => line.toReversed())],
    [
      'with blanks in its account numbers',
      plain,
      changed((line) =>
        line.map((cell, index) => (index === 7 ? String(cell).replace(/(\d{4})(?=\d)/g, '$1 ') : cell)),
      ),
    ],
  ])('%s', async (_how, one, other) => expect(await claimedAfter(one, other)).toEqual(ONCE));
});

describe('a second payment is not taken for a roster that is sent again', () => {
  const replaced = (column: number, cell: string): string =>
    changed((line, isHeader) => line.map((old, index) => (index === column && !isHeader ? cell : old)));

  test.each([
    ['another account', plain, replaced(7, '6231900000000099999')],
    ['another amount', without(3, 4, 5), replaced(6, '218.50')],
    ['another month in which it was paid', plain, added('发放年月', '202208')],
  ])('where both state %s, everybody is asked about', async (_what, one, other) => {
    await claimedAfter(one, other);
    const found = await office.standing();
    expect(found.filter(({ rule_id }) => rule_id === 'dual-benefit/paid-twice')).toHaveLength(PAYEES.length);
  });
});

test('while nobody has said which of two differing lists counts, no month of a dead person is claimed twice as confirmed', async () => {
  for (const month of [202207, 202208, 202209, 202210, 202211])
    office.put(`${month}待遇发放花名册.csv`, roster(month));
  expect(await differsFromScratch(office, '2022-12-27')).toEqual([]);
  const two = changed((line) => line.map((old) => (old === '218.00' ? '219.00' : old)), PAYEES.slice(0, 2));
  office.put(AGAIN, two);
  // the lesser line was published as confirmed: it is taken over by nobody
  expect(await differsFromScratch(office, '2022-12-28')).toEqual([]);
  expect(takenOver(office).benefit_payment).toBeGreaterThan(0);
  const found = await office.standing();
  expect(
    found
      .filter(({ rule_id }) => rule_id === 'deceased/paid-after-death')
      .map(({ amount_fen }) => amount_fen)
      .sort(),
  ).toEqual([4 * 21_800 + 21_900, 21_800]);
});
