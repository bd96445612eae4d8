import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FindingLine } from '../../core/finding.ts';
import { addMonths } from '../../core/month.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { isLong } from '../support/is-long.ts';
import { differsFromScratch, takenOver } from './from-scratch.ts';
import { Office, type PublishedFinding } from './office.ts';
import { csv, type Line, PAYEES, payee, policeList, roster, rosterName, rosterRows } from './small-office.ts';
import { appoint } from './supervisor.ts';

const FIRST = '2022年7月待遇发放花名册.csv';
/** Files that come on one night are taken in the order of their names. */
const LATER = '2022年7月待遇发放表.csv';
const AGAIN = '2022年7月待遇发放花名册-2.csv';

let office: Office;
function open(): Office {
  office = new Office();
  office.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
  office.put('死亡.csv', policeList([{ person: payee(0), on: '2022-05-31' }]));
  return office;
}

const sentAgain = (month: number): string => rosterName(month).replace('.csv', '-2.csv');

const linesOf = ({ lines }: PublishedFinding): FindingLine[] => JSON.parse(lines) as FindingLine[];

type Change = (line: Line, isHeader: boolean, month: number) => Line;

/** A roster of a month, its columns changed. */
const changedIn = (month: number, change: Change, people = PAYEES): string =>
  csv(rosterRows(month, people).map((line, index) => change(line, index === 0, month)));
/** The same of July. */
const changed = (change: Change, people = PAYEES): string => changedIn(202207, change, people);

const plain: Change = (line) => line;
const without =
  (...columns: readonly number[]): Change =>
  (line) =>
    line.filter((_cell, index) => !columns.includes(index));
const county =
  (word: string): Change =>
  (line, isHeader) => [...line, isHeader ? '统筹区' : word];
const added =
  (header: string, cell: string): Change =>
  (line, isHeader) => [...line, isHeader ? header : cell];
const addedMonth: Change = (line, isHeader, month) => [...line, isHeader ? '发放年月' : month];

/** The roster of July with payments that failed: those of the payees at these places. */
const failedAt = (...failed: readonly number[]): string =>
  changed((line) =>
    failed.some((index) => line[0] === payee(index).name) ? line.with(9, '支付失败') : line,
  );

describe('a roster that is sent again is one roster', () => {
  const WAYS: readonly [how: string, one: Change, other: Change][] = [
    ['however its county is written: 弥勒县 and then 弥勒', county('弥勒县'), county('弥勒')],
    ['however its county is written: 弥勒县 and then 弥勒市', county('弥勒县'), county('弥勒市')],
    [
      'however its county is written: by its number and then in full',
      county('532526'),
      county('红河哈尼族彝族自治州弥勒市'),
    ],
    ['with its county, which the first left out', plain, county('弥勒')],
    ['without its county', county('弥勒市'), plain],
    ['with the gross amount beside', plain, added('应发金额', '218.00')],
    ['with the amount paid out beside', plain, added('实发金额', '218.00')],
    ['without the gross amount', added('应发金额', '218.00'), plain],
    ['with the month in which it was paid', plain, addedMonth],
    ['with arrears of nothing', plain, added('补发金额', '0.00')],
    ['with account numbers, which the first left out', without(7, 8), plain],
    ['without account numbers', plain, without(7, 8)],
    ['without the parts of the pension', plain, without(3, 4, 5)],
    ['with the parts of the pension', without(3, 4, 5), plain],
    ['with its columns in another order', plain, (line) => line.toReversed()],
    [
      'with blanks in its account numbers',
      plain,
      (line) =>
        line.map((cell, index) => (index === 7 ? String(cell).replace(/(\d{4})(?=\d)/g, '$1 ') : cell)),
    ],
  ];
  const ways = WAYS.map(([how, one, other], place) => ({ how, one, other, month: addMonths(202206, place) }));
  /** What is claimed from whoever died in May, by the month that came twice in each way. */
  let found: PublishedFinding[];
  let totals: NightSummary['totals'];

  beforeAll(async () => {
    open();
    for (const { one, other, month } of ways) {
      office.put(rosterName(month), changedIn(month, one));
      office.put(sentAgain(month), changedIn(month, other));
    }
    ({ totals } = await office.night('2023-12-28'));
    found = await office.standing();
  });
  afterAll(() => office.remove());

  test.each(ways)('$how', ({ month }) => {
    const lines = found.flatMap(linesOf).filter((line) => line.month === month);
    expect(lines).toMatchObject([{ amount_fen: 21_800 }]);
  });

  test('nothing else is claimed, of nobody', () => {
    expect(found.map(({ rule_id }) => rule_id)).toEqual(['deceased/paid-after-death']);
    expect(totals).toMatchObject({ amount_fen: ways.length * 21_800, possible_fen: 0 });
  });
});

describe('of one office', () => {
  beforeEach(() => {
    open();
  });
  afterEach(() => office.remove());

  test('a county is one place, by its name and by its number: nobody is paid by two', async () => {
    // lines that differ, so that both lists stand
    office.put(FIRST, changed(county('532526')));
    office.put(AGAIN, changed(county('弥勒市')).replaceAll('218.00', '219.00'));
    await office.night('2022-12-28');
    const found = await office.standing();
    expect(found.filter(({ rule_id }) => rule_id === 'transfer/two-places')).toEqual([]);
    expect(await office.read('select distinct place from canonical.benefit_payment')).toEqual([
      { place: '弥勒' },
    ]);
  });

  test('the payment of 领待 is no payment to come, and a roster that holds arrears too is no list of arrears', async () => {
    office.put('2022年7月领待发放花名册.csv', roster(202207));
    office.put('2022年7月待遇发放花名册（含补发）.csv', roster(202207).replaceAll('218.00', '218.0'));
    const { totals, files } = await office.night('2022-12-28');
    expect(files.map(({ status }) => status).toSorted()).not.toContain('refused');
    expect(totals).toMatchObject({ amount_fen: 21_800, possible_fen: 0 });
  });

  test('the same content under the name of another month is refused, where nothing in it says the month', async () => {
    const unnamed = changed(without(2));
    office.put(rosterName(202206), unnamed);
    office.put(rosterName(202207), unnamed);
    const { files, totals } = await office.night('2022-12-28');
    expect(totals.amount_fen).toBe(21_800);
    expect(files.find(({ file }) => file === rosterName(202207))).toMatchObject({
      status: 'refused',
      received: PAYEES.length,
      refused: PAYEES.length,
      reason: expect.stringContaining('无法断定是不是2022年7月的'),
    });
  });

  test('a list without states that comes later does not unsay that a payment failed', async () => {
    office.put(FIRST, failedAt(0));
    office.put(LATER, changed(without(9)));
    expect((await office.night('2022-12-28')).totals.amount_fen).toBe(0);
    expect(await office.read('select count(*)::integer as n from canonical.benefit_payment')).toEqual([
      { n: PAYEES.length },
    ]);
  });

  test('a list without states of those alone whose payment failed is their second payment', async () => {
    office.put(FIRST, failedAt(0, 3));
    office.put(LATER, changed(without(9), [payee(0), payee(3)]));
    expect((await office.night('2022-12-28')).totals.amount_fen).toBe(21_800);
  });

  test('a correction without states is asked about, and until then claims nothing that failed', async () => {
    office.put(FIRST, failedAt(0));
    office.put('2022年7月待遇发放花名册（更正）.csv', changed(without(9)));
    const { totals, questions } = await office.night('2022-12-28');
    expect(totals.amount_fen).toBe(0);
    expect(questions.map(({ kind }) => kind)).toEqual(['asks']);
  });

  test('a list of arrears that repeats the roster of the month, line for line, is asked about', async () => {
    office.put(FIRST, roster(202207));
    office.put('2022年7月补发花名册.csv', roster(202207).replaceAll('218.00', '218.0'));
    const { totals, questions } = await office.night('2022-12-28');
    expect(totals.amount_fen).toBe(21_800);
    expect(questions.map(({ kind }) => kind)).toEqual(['overlaps']);
  });

  test('two months of payment that both state are as sure as their link', async () => {
    office.put(FIRST, changed(added('发放年月', '202207')));
    office.put(AGAIN, changed(added('发放年月', '202208')));
    const { totals } = await office.night('2022-12-28');
    expect(totals).toMatchObject({
      // the dead person's two payments, and the second one of each of the others
      amount_fen: (2 + PAYEES.length - 1) * 21_800,
      possible_fen: 0,
    });
  });

  test.runIf(isLong)(
    'while nobody has said which of two differing lists counts, no month of a dead person is claimed twice as confirmed',
    async () => {
      for (const month of [202207, 202208, 202209, 202210, 202211])
        office.put(`${month}待遇发放花名册.csv`, roster(month));
      expect(await differsFromScratch(office, '2022-12-27')).toEqual([]);
      const two = changed(
        (line) => line.map((old) => (old === '218.00' ? '219.00' : old)),
        PAYEES.slice(0, 2),
      );
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
    },
  );
});

describe('a second payment is not taken for a roster that is sent again', () => {
  const replaced =
    (column: number, cell: string): Change =>
    (line, isHeader) =>
      line.map((old, index) => (index === column && !isHeader ? cell : old));

  const WAYS: readonly [month: number, what: string, one: Change, other: Change][] = [
    [202207, 'another account', plain, replaced(7, '6231900000000099999')],
    [202208, 'another amount', without(3, 4, 5), replaced(6, '218.50')],
    [202209, 'another month in which it was paid', addedMonth, added('发放年月', '202210')],
  ];
  let found: PublishedFinding[];

  beforeAll(async () => {
    open();
    for (const [month, , one, other] of WAYS) {
      office.put(rosterName(month), changedIn(month, one));
      office.put(sentAgain(month), changedIn(month, other));
    }
    await office.night('2022-12-28');
    found = await office.standing();
  });
  afterAll(() => office.remove());

  test.each(WAYS)('%s, where both state %s: everybody is asked about', (month) => {
    const twice = found.filter(
      (finding) =>
        finding.rule_id === 'dual-benefit/paid-twice' &&
        linesOf(finding).some((line) => line.month === month),
    );
    expect(twice).toHaveLength(PAYEES.length);
  });
});

describe('a month that one of two rosters does not state is no other month', () => {
  beforeEach(() => {
    open();
  });
  afterEach(() => office.remove());

  test.runIf(isLong)(
    'whether the month of payment is added or left out, somebody is asked, and no second payment is in a total',
    async () => {
      const later: Change = (line, isHeader, month) => [...line, isHeader ? '发放年月' : month + 1];
      office.put(rosterName(202207), changedIn(202207, plain));
      office.put(sentAgain(202207), changedIn(202207, later));
      office.put(rosterName(202209), changedIn(202209, later));
      office.put(sentAgain(202209), changedIn(202209, plain));
      const { totals, questions } = await office.night('2022-12-28');
      expect(totals).toMatchObject({ amount_fen: 2 * 21_800, possible_fen: 2 * PAYEES.length * 21_800 });
      expect(questions.map(({ kind, period, rows }) => ({ kind, period, rows }))).toEqual(
        ['202207', '202209'].map((period) => ({ kind: 'overlaps', period, rows: PAYEES.length })),
      );
      for (const { hash, by_hash } of questions) {
        const said = async (verdict: string): Promise<unknown> => {
          const tried = await office.run('deliveries', 'rule', hash, by_hash, verdict, '--json');
          return (JSON.parse(tried.stdout) as { effect: { fund_fen: number } }).effect.fund_fen;
        };
        expect(await said('replaces')).toBe(0);
        // the dead person's second payment is claimed by two rules, and counts once
        expect(await said('beside')).toBe(PAYEES.length * 21_800);
      }
    },
  );

  test.runIf(isLong)(
    'nor is the month that a payment is for, where one roster says only when it paid, in a column or in its title',
    async () => {
      const monthless: Change = (line) => line.filter((_cell, index) => index !== 2);
      const paidIn =
        (of: string | null): Change =>
        (line, isHeader, month) => [
          ...line.slice(0, 2),
          ...(of === null ? [] : [isHeader ? '待遇所属期' : of]),
          ...line.slice(3),
          isHeader ? '发放年月' : month,
        ];
      const put = (month: number, one: Change, of: string): void => {
        office.put(rosterName(month), changedIn(month, one));
        office.put(rosterName(month).replace('.csv', '（含所属期）.csv'), changedIn(month, paidIn(of)));
      };
      put(202207, paidIn(null), '202205');
      put(202208, monthless, '202204');
      const { totals, questions } = await office.night('2022-12-28');
      // the month of death is due, and the one before
      expect(totals).toMatchObject({ amount_fen: 0, possible_fen: 2 * 21_800 });
      expect(questions.map(({ kind }) => kind)).toEqual(['overlaps', 'overlaps']);
      appoint(office, { zhang: 'supervisor' });
      for (const { hash, by_hash } of questions) {
        const ruling = ['deliveries', 'rule', hash, by_hash, 'replaces', '--save', '--as', 'zhang'];
        const saved = await office.run(...ruling, '--reason', '同一次发放');
        expect([saved.stderr, saved.code]).toEqual(['', 0]);
      }
      const ruled = await office.night('2022-12-29');
      expect(ruled.totals).toMatchObject({ amount_fen: 0, possible_fen: 0 });
      expect(ruled.questions).toEqual([]);
    },
  );
});
