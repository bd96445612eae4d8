import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FindingLine } from '../../core/finding.ts';
import { addMonths } from '../../core/month.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { isLong } from '../support/is-long.ts';
import {
  added,
  addedMonth,
  changedIn,
  county,
  failedAt,
  type LineChange,
  plain,
  without,
} from './changed-rosters.ts';
import { differsFromScratch, takenOver } from './from-scratch.ts';
import { Office, type PublishedFinding } from './office.ts';
import { PAYEES, type Payee, payee, policeList, roster, rosterName } from './small-office.ts';
import { appoint } from './supervisor.ts';

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

/** The same of July. */
const changed = (change: LineChange, people = PAYEES): string => changedIn(202207, change, people);

describe('a roster that is sent again is one roster', () => {
  const WAYS: readonly [how: string, one: LineChange, other: LineChange][] = [
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

/** A file of a month under another name. */
const named = (month: number, what: string): string =>
  `${Math.trunc(month / 100)}年${month % 100}月${what}.csv`;

/* Files that come on one night are taken in the order of their names. */
describe('of one office, each in a month of its own', () => {
  const DUE = 21_800;
  /** Died in May: the one is paid each month, of each of the others one payment fails. */
  const [HEAD, UNSAID, PAID_AGAIN, ASKED] = [0, 4, 5, 6].map(payee) as [Payee, Payee, Payee, Payee];
  /** Whoever has a month that was not paid may be paid it by a list of arrears. */
  const others = PAYEES.filter((_person, index) => ![3, 4, 5, 6].includes(index));
  let night: NightSummary;
  let found: PublishedFinding[];

  beforeAll(async () => {
    open();
    office.put(
      '死亡.csv',
      policeList([HEAD, UNSAID, PAID_AGAIN, ASKED].map((person) => ({ person, on: '2022-05-31' }))),
    );
    // lines that differ, so that both lists stand
    office.put(rosterName(202207), changedIn(202207, county('532526')));
    office.put(sentAgain(202207), changedIn(202207, county('弥勒市')).replaceAll('218.00', '219.00'));
    office.put(named(202208, '领待发放花名册'), roster(202208));
    office.put(named(202208, '待遇发放花名册（含补发）'), roster(202208).replaceAll('218.00', '218.0'));
    const unnamed = changedIn(202306, without(2));
    office.put(rosterName(202306), unnamed);
    office.put(rosterName(202307), unnamed);
    office.put(named(202211, '待遇发放花名册'), failedAt(202211, 4));
    office.put(named(202211, '待遇发放表'), changedIn(202211, without(9)));
    office.put(named(202212, '待遇发放花名册'), failedAt(202212, 5, 3));
    office.put(named(202212, '待遇发放表'), changedIn(202212, without(9), [PAID_AGAIN, payee(3)]));
    office.put(named(202301, '待遇发放花名册'), failedAt(202301, 6));
    office.put(named(202301, '待遇发放花名册（更正）'), changedIn(202301, without(9)));
    office.put(named(202302, '待遇发放花名册'), roster(202302, others));
    office.put(named(202302, '补发花名册'), roster(202302, others).replaceAll('218.00', '218.0'));
    office.put(named(202303, '待遇发放花名册'), changedIn(202303, added('发放年月', '202303'), others));
    office.put(named(202303, '待遇发放花名册-2'), changedIn(202303, added('发放年月', '202304'), others));
    night = await office.night('2023-12-28');
    found = await office.standing();
  });
  afterAll(() => office.remove());

  const linesIn = (month: number, rule: string, who: (name: string) => boolean): FindingLine[] =>
    found
      .filter((one) => one.match_strength !== 'possible' && one.rule_id === rule && who(one.name))
      .flatMap(linesOf)
      .filter((line) => line.month === month);
  const claimed = (month: number, { name } = HEAD): number =>
    linesIn(month, 'deceased/paid-after-death', (one) => one === name).reduce(
      (sum, { amount_fen }) => sum + (amount_fen ?? 0),
      0,
    );
  const asked = (month: number): string[] =>
    night.questions.filter(({ period }) => period === String(month)).map(({ kind }) => kind);

  test('a county is one place, by its name and by its number: nobody is paid by two', async () => {
    expect(found.filter(({ rule_id }) => rule_id === 'transfer/two-places')).toEqual([]);
    expect(
      await office.read('select distinct place from canonical.benefit_payment where month = 202207'),
    ).toEqual([{ place: '弥勒' }]);
  });

  test('the payment of 领待 is no payment to come, and a roster that holds arrears too is no list of arrears', () => {
    const files = night.files.filter(({ file }) => file.startsWith('2022年8月'));
    expect(files.map(({ status }) => status)).not.toContain('refused');
    expect(files).toHaveLength(2);
    expect([claimed(202208), asked(202208)]).toEqual([DUE, []]);
  });

  test('the same content under the name of another month is refused, where nothing in it says the month', () => {
    expect([claimed(202306), claimed(202307)]).toEqual([DUE, 0]);
    expect(night.files.find(({ file }) => file === rosterName(202307))).toMatchObject({
      status: 'refused',
      received: PAYEES.length,
      refused: PAYEES.length,
      reason: expect.stringContaining('无法断定是不是2023年7月的'),
    });
  });

  test('a list without states that comes later does not unsay that a payment failed', async () => {
    expect(claimed(202211, UNSAID)).toBe(0);
    expect(
      await office.read('select count(*)::integer as n from canonical.benefit_payment where month = 202211'),
    ).toEqual([{ n: PAYEES.length }]);
  });

  test('a list without states of those alone whose payment failed is their second payment', () => {
    expect(claimed(202212, PAID_AGAIN)).toBe(DUE);
  });

  test('a correction without states is asked about, and until then claims nothing that failed', () => {
    expect([claimed(202301, ASKED), asked(202301)]).toEqual([0, ['asks']]);
  });

  test('a list of arrears that repeats the roster of the month, line for line, is asked about', () => {
    expect([claimed(202302), asked(202302)]).toEqual([DUE, ['overlaps']]);
  });

  test('two months of payment that both state are as sure as their link', () => {
    // the dead person's two payments, and the second one of each of the others
    expect(claimed(202303)).toBe(2 * DUE);
    const twice = linesIn(202303, 'dual-benefit/paid-twice', (name) => name !== HEAD.name);
    expect(twice.map(({ amount_fen }) => amount_fen)).toEqual(others.slice(1).map(() => DUE));
    const doubted = found.filter((one) => one.match_strength === 'possible').flatMap(linesOf);
    expect(doubted.filter((line) => line.month === 202303)).toEqual([]);
  });
});

describe('of one office', () => {
  beforeEach(() => {
    open();
  });
  afterEach(() => office.remove());

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
    (column: number, cell: string): LineChange =>
    (line, isHeader) =>
      line.map((old, index) => (index === column && !isHeader ? cell : old));

  const WAYS: readonly [month: number, what: string, one: LineChange, other: LineChange][] = [
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
      const later: LineChange = (line, isHeader, month) => [...line, isHeader ? '发放年月' : month + 1];
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
      const monthless: LineChange = (line) => line.filter((_cell, index) => index !== 2);
      const paidIn =
        (of: string | null): LineChange =>
        (line, isHeader, month) => [
          ...line.slice(0, 2),
          ...(of === null ? [] : [isHeader ? '待遇所属期' : of]),
          ...line.slice(3),
          isHeader ? '发放年月' : month,
        ];
      const put = (month: number, one: LineChange, of: string): void => {
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
