import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { differsFromScratch, takenOver } from './from-scratch.ts';
import { Office } from './office.ts';
import { csv, type Line, PAYEES, payee, policeList, roster, rosterRows } from './small-office.ts';
import { appoint } from './supervisor.ts';

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

test('a county is one place, by its name and by its number: nobody is paid by two', async () => {
  // lines that differ, so that both lists stand
  office.put(FIRST, county('532526'));
  office.put(AGAIN, county('弥勒市').replaceAll('218.00', '219.00'));
  await office.night('2022-12-28');
  const found = await office.standing();
  expect(found.filter(({ rule_id }) => rule_id === 'transfer/two-places')).toEqual([]);
  expect(await office.read('select distinct place from canonical.benefit_payment')).toEqual([
    { place: '弥勒' },
  ]);
});

test('the payment of 领待 is no payment to come, and a roster that holds arrears too is no list of arrears', async () => {
  office.put('2022年7月领待发放花名册.csv', plain);
  office.put('2022年7月待遇发放花名册（含补发）.csv', plain.replaceAll('218.00', '218.0'));
  const { totals, files } = await office.night('2022-12-28');
  expect(files.map(({ status }) => status).toSorted()).not.toContain('refused');
  expect(totals).toMatchObject(ONCE);
});

test('a list of arrears that repeats the roster of the month, line for line, is asked about', async () => {
  office.put(FIRST, plain);
  office.put('2022年7月补发花名册.csv', plain.replaceAll('218.00', '218.0'));
  const { totals, questions } = await office.night('2022-12-28');
  expect(totals.amount_fen).toBe(21_800);
  expect(questions.map(({ kind }) => kind)).toEqual(['overlaps']);
});

describe('a second payment is not taken for a roster that is sent again', () => {
  const replaced = (column: number, cell: string): string =>
    changed((line, isHeader) => line.map((old, index) => (index === column && !isHeader ? cell : old)));

  test.each([
    ['another account', plain, replaced(7, '6231900000000099999')],
    ['another amount', without(3, 4, 5), replaced(6, '218.50')],
    ['another month in which it was paid', added('发放年月', '202207'), added('发放年月', '202208')],
  ])('where both state %s, everybody is asked about', async (_what, one, other) => {
    await claimedAfter(one, other);
    const found = await office.standing();
    expect(found.filter(({ rule_id }) => rule_id === 'dual-benefit/paid-twice')).toHaveLength(PAYEES.length);
  });

  test('two months of payment that both state are as sure as their link', async () => {
    expect(await claimedAfter(added('发放年月', '202207'), added('发放年月', '202208'))).toEqual({
      // the dead person's two payments, and the second one of each of the others
      amount_fen: (2 + PAYEES.length - 1) * 21_800,
      possible_fen: 0,
    });
  });
});

describe('a month that one of two rosters does not state is no other month', () => {
  const LATER = added('发放年月', '202208');
  const monthless = changed((line) => line.filter((_cell, index) => index !== 2));
  const paidIn = (month: string, of: string | null): string =>
    changed((line, isHeader) => [
      ...line.slice(0, 2),
      ...(of === null ? [] : [isHeader ? '待遇所属期' : of]),
      ...line.slice(3),
      isHeader ? '发放年月' : month,
    ]);

  test.each([
    ['the month of payment is added', plain, LATER],
    ['the month of payment is left out', LATER, plain],
  ])('%s: somebody is asked, and no second payment is in a total', async (_how, one, other) => {
    office.put(FIRST, one);
    office.put(AGAIN, other);
    const { totals, questions } = await office.night('2022-12-28');
    expect(totals).toMatchObject({ amount_fen: 21_800, possible_fen: PAYEES.length * 21_800 });
    const [question] = questions;
    expect(questions.map(({ kind, period, rows }) => ({ kind, period, rows }))).toEqual([
      { kind: 'overlaps', period: '202207', rows: PAYEES.length },
    ]);
    const said = async (verdict: string): Promise<unknown> => {
      const tried = await office.run(
        'deliveries',
        'rule',
        question!.hash,
        question!.by_hash,
        verdict,
        '--json',
      );
      const { effect } = JSON.parse(tried.stdout) as { effect: { fund_fen: number } };
      return effect.fund_fen;
    };
    expect(await said('replaces')).toBe(0);
    // each finding with its own money: the dead person's second payment is claimed by two rules
    expect(await said('beside')).toBe((PAYEES.length + 1) * 21_800);
  });

  test.each([
    ['a column', paidIn('202207', null)],
    ['its title', monthless],
  ])(
    'nor is the month that a payment is for, where one roster says only when it paid: in %s',
    async (_where, one) => {
      const [first, again] = ['2022年7月待遇发放花名册.csv', '2022年7月待遇发放花名册（含所属期）.csv'];
      office.put(first, one);
      office.put(again, paidIn('202207', '202205'));
      const { totals, questions } = await office.night('2022-12-28');
      // the month of death is due
      expect(totals).toMatchObject({ amount_fen: 0, possible_fen: 21_800 });
      expect(questions.map(({ kind }) => kind)).toEqual(['overlaps']);
      const [{ hash, by_hash }] = questions as [(typeof questions)[number]];
      appoint(office, { zhang: 'supervisor' });
      const ruling = ['deliveries', 'rule', hash, by_hash, 'replaces', '--save', '--as', 'zhang'];
      const saved = await office.run(...ruling, '--reason', '同一次发放');
      expect([saved.stderr, saved.code]).toEqual(['', 0]);
      const ruled = await office.night('2022-12-29');
      expect(ruled.totals).toMatchObject({ amount_fen: 0, possible_fen: 0 });
      expect(ruled.questions).toEqual([]);
    },
  );
});

test('while nobody has said which of two differing lists counts, no month of a dead person is claimed twice as confirmed', async () => {
  for (const month of [202207, 202208, 202209, 202210, 202211])
    office.put(`${month}待遇发放花名册.csv`, roster(month));
  expect(await differsFromScratch(office, '2022-12-27')).toEqual([]);
  const two = changed((line) => line.map((old) => (old === '218.00' ? '219.00' : old)), PAYEES.slice(0, 2));
  office.put(AGAIN, two);
  // the lesser line was published as confirmed: it is taken over by nobody
  expect(await differsFromScratch(office, '2022-12-28')).toEqual([]);
  expect(takenOver(office).roster_line).toBeGreaterThan(0);
  const found = await office.standing();
  expect(
    found
      .filter(({ rule_id }) => rule_id === 'deceased/paid-after-death')
      .map(({ amount_fen }) => amount_fen)
      .sort(),
  ).toEqual([4 * 21_800 + 21_900, 21_800]);
});
