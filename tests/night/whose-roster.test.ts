import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMonths } from '../../core/month.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { isLong } from '../support/is-long.ts';
import { fileOf, Office } from './office.ts';
import { csv, type Line, PAYEES, payee, policeList, rosterName, rosterRows } from './small-office.ts';
import { appointSupervisor } from './supervisor.ts';

const OURS = '2022年7月待遇发放花名册.csv';
const THEIRS = '邻县7月.csv';
const DEATHS = '死亡.csv';

let office: Office;
function openOffice(): Office {
  const opened = new Office();
  opened.put(DEATHS, policeList([{ person: payee(0), on: '2022-05-31' }]));
  return opened;
}

/** A roster, of July where nothing else is said, whose lines name a county, or whose title does. */
function roster(
  { county, title }: { county?: string; title?: string },
  people = PAYEES,
  month = 202207,
): string {
  const [header, ...lines] = rosterRows(month, people);
  const named: Line[] =
    county === undefined
      ? [header!, ...lines]
      : [[...header!, '统筹区'], ...lines.map((line) => [...line, county])];
  return csv(title === undefined ? named : [[title], ...named]);
}

describe('a roster of another county', () => {
  beforeEach(() => {
    office = openOffice();
  });
  afterEach(() => office.remove());

  test('a roster whose column names another county than the office waits: nobody on it is asked for or paid twice by it', async () => {
    office.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
    office.put(OURS, roster({ county: '弥勒市' }));
    office.put(THEIRS, roster({ county: '泸西县' }));
    const night = await office.night('2022-12-28');
    expect(fileOf(night, OURS)).toMatchObject({ used: 10, held: 0 });
    const file = fileOf(night, THEIRS);
    expect(file).toMatchObject({ used: 10, held: 10 });
    expect(file.unexplained).toMatchObject([{ field: 'place', word: '泸西县', rows: 10 }]);
    expect(night.totals).toMatchObject({ amount_fen: 21_800, possible_fen: 0 });
    expect((await office.standing()).map(({ rule_id }) => rule_id)).toEqual(['deceased/paid-after-death']);
  });

  test('one whose title alone names another county waits too, and is set aside once somebody says whose it is', async () => {
    office.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
    office.put(OURS, roster({}));
    office.put(THEIRS, roster({ title: '红河州泸西县2022年7月城乡居民养老保险待遇发放花名册' }));
    const asked = await office.night('2022-12-28');
    expect(fileOf(asked, THEIRS)).toMatchObject({
      held: 10,
      unexplained: [{ field: 'place', word: '泸西县', rows: 10, example: { row: 3 } }],
    });
    expect(asked.totals).toMatchObject({ amount_fen: 21_800, possible_fen: 0 });
    appointSupervisor(office);
    const teach = ['words', 'teach', 'payout-roster', 'place', '泸西县', 'elsewhere', '--save', '--as', 'li'];
    expect(await office.run(...teach)).toMatchObject({ code: 0 });
    const told = await office.night('2022-12-29');
    expect(fileOf(told, THEIRS)).toMatchObject({ held: 0, unexplained: [] });
    expect(fileOf(told, THEIRS).reason).toContain('10 行是别的统筹区发放的');
    expect(told.totals).toMatchObject({ amount_fen: 21_800, possible_fen: 0 });
    // what was said can be taken back, and then it is asked again
    if (!isLong) return;
    const forget = ['words', 'forget', 'payout-roster', 'place', '泸西县', '--save', '--as', 'li'];
    expect(await office.run(...forget)).toMatchObject({ code: 0 });
    expect(fileOf(await office.night('2022-12-30'), THEIRS).held).toBe(10);
  });

  test('an office that has not written its county into its name asks about the county its people do not come from', async () => {
    office.put(OURS, roster({}));
    office.put(THEIRS, roster({ title: '泸西县2022年7月待遇发放花名册' }, [payee(0), payee(1)]));
    const night = await office.night('2022-12-28');
    expect(fileOf(night, OURS).held).toBe(0);
    expect(fileOf(night, THEIRS)).toMatchObject({ held: 2, unexplained: [{ word: '泸西县' }] });
    expect(night.totals.amount_fen).toBe(21_800);
  });
});

describe('the office’s own county', () => {
  const WAYS = ['弥勒', '弥勒县', '532526', '红河哈尼族彝族自治州弥勒市', '红河哈尼族彝族自治州'].map(
    (county, place) => ({ county, month: addMonths(202207, place) }),
  );
  let night: NightSummary;

  beforeAll(async () => {
    office = openOffice();
    office.settle('office: 弥勒市城乡居民社会养老保险管理中心\n');
    for (const { county, month } of WAYS) {
      const title = `弥勒市${rosterName(month).replace('.csv', '')}`;
      office.put(rosterName(month), roster({ county, title }, PAYEES, month));
    }
    night = await office.night();
  });
  afterAll(() => office.remove());

  test.each(WAYS)('is its own also as $county', ({ month }) => {
    expect(fileOf(night, rosterName(month))).toMatchObject({ used: PAYEES.length, held: 0 });
  });

  test('every month that was paid after a death is claimed, and nothing else', () => {
    expect(night.totals).toMatchObject({ amount_fen: WAYS.length * 21_800, possible_fen: 0 });
  });
});
