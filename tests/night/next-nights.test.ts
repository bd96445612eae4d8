import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { isLong } from '../support/is-long.ts';
import { differsFromScratch, takenOver } from './from-scratch.ts';
import { claims, fileOf, Office, type PublishedFinding } from './office.ts';
import { csv, PAYEES, POLICE_LIST, payee, policeList, roster, rosterName } from './small-office.ts';

const MONTHS = [202206, 202207, 202208];
const DEATHS = [
  { person: payee(0), on: '20220531' },
  { person: payee(3), on: '20220701' },
];
/** Three months of 218.00 after the one death, one after the other. */
const FIRST_NIGHT_FEN = 65_400 + 21_800;

function settleOffice(): Office {
  const office = new Office();
  for (const month of MONTHS) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList(DEATHS));
  return office;
}

/** After its first night; each test goes on with a copy. */
let begun: Office;
let first: NightSummary;
beforeAll(async () => {
  begun = settleOffice();
  first = await begun.night();
});
afterAll(() => begun.remove());

describe('a night without news', () => {
  let office: Office;
  let nights: NightSummary[];
  let findings: PublishedFinding[][];
  let readOn: string[][];

  beforeAll(async () => {
    office = begun.copy();
    [nights, findings, readOn] = [[first], [await office.standing()], [readings(office)]];
    nights.push(await office.night('2023-01-01'));
    findings.push(await office.standing());
    readOn.push(readings(office));
  });
  afterAll(() => office.remove());

  test('finds nothing new, withdraws nothing and opens no case twice', () => {
    const [, second] = nights;
    expect(first.totals.amount_fen).toBe(FIRST_NIGHT_FEN);
    expect(second?.totals).toEqual(first.totals);
    for (const rule of second?.rules ?? []) expect(rule).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    expect(second?.files.map(({ status }) => status)).toEqual(Array(4).fill('unchanged'));
    expect(second?.cases).toMatchObject({ opened: 0, attached: 0, changed: 0, withdrawn: 0, unchanged: 2 });
    expect(findings[1]?.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
    expect(findings[1]?.map(({ case_id }) => case_id)).toEqual(findings[0]?.map(({ case_id }) => case_id));
  });

  test('reads no file again', () => {
    expect(readOn[0]).toHaveLength(4);
    expect(readOn[1]).toEqual(readOn[0]);
  });

  test('takes people and payments over, and finds what a night from nothing finds', async () => {
    const [, later] = nights;
    const { root, inbox } = office;
    const fromNothing = new Office({ root, inbox, home: join(root, 'other') });
    const anew = await fromNothing.night('2023-01-01');
    expect([first, later, anew].map((night) => 'link' in (night?.milliseconds ?? {}))).toEqual([
      true,
      false,
      true,
    ]);
    expect(later?.totals).toEqual(anew.totals);
    expect(later?.rules.map(({ rule_id, findings, amount_fen }) => [rule_id, findings, amount_fen])).toEqual(
      anew.rules.map(({ rule_id, findings, amount_fen }) => [rule_id, findings, amount_fen]),
    );
    for (const table of [
      'canonical.benefit_payment',
      'canonical.person',
      'link.person_row',
      'result.source_file',
    ])
      expect(await office.read(`select * from ${table} order by all`), table).toEqual(
        await fromNothing.read(`select * from ${table} order by all`),
      );
  });

  test.runIf(isLong)('still counts what was received before, though the inbox is empty', async () => {
    for (const name of readdirSync(office.inbox)) office.discard(name);
    const third = await office.night('2023-01-02');
    expect(claims(await office.standing())).toEqual(claims(findings[0]!));
    expect(third.files.map(({ received }) => received)).toEqual([10, 10, 10, 2]);
  });
});

describe('a night on another day over the same files', () => {
  let office: Office;
  let matchedAnew: string[];
  beforeEach(() => {
    matchedAnew = [];
  });
  afterEach(() => office.remove());

  async function night(day: string): Promise<NightSummary> {
    const summary = await office.night(day);
    if ('link' in summary.milliseconds) matchedAnew.push(day);
    return summary;
  }

  test.runIf(isLong)(
    'matches anew when a file comes, and from the day on which a date ahead of it is no longer ahead',
    async () => {
      office = begun.copy();
      office.put('公安局注销名单（二）.csv', policeList([{ person: payee(5), on: '20230105' }]));
      const refused = await night('2023-01-01');
      expect(refused.files.at(-1)).toMatchObject({ used: 0, refused: 1 });
      await night('2023-01-04');
      const judged = await night('2023-01-05');
      expect(judged.files.at(-1)).toMatchObject({ used: 1, refused: 0 });
      await night('2023-01-06');
      expect(matchedAnew).toEqual(['2023-01-01', '2023-01-05']);
    },
  );

  test.runIf(isLong)('keeps the rows of somebody of whom a later day finds something', async () => {
    office = settleOffice();
    for (const month of [202209, 202210, 202211]) office.put(rosterName(month), roster(month));
    const certified = PAYEES.map(({ name, residentId }, index) => [
      name,
      residentId,
      index === 6 ? '2022-03-10' : '2022-09-20',
      '现场认证',
    ]);
    office.put(
      '2022年待遇领取资格认证记录.csv',
      csv([['姓名', '身份证号', '认证日期', '认证方式'], ...certified]),
    );
    const told = (): Promise<{ person_id: string; rows: number }[]> =>
      office.read(`
        select person_id, count(person_row.row_id) as rows
        from (select distinct person_id from result.finding where status <> 'withdrawn')
        left join link.person_row using (person_id) group by person_id order by rows`);
    await night('2022-09-25');
    expect(await told()).toMatchObject([{ rows: 8 }, { rows: 8 }]);
    // the window of September has closed: whoever was not certified in it is still paid
    await night('2023-01-31');
    expect(await told()).toMatchObject([{ rows: 7 }, { rows: 8 }, { rows: 8 }]);
    expect(matchedAnew).toEqual(['2022-09-25']);
  });
});

test.runIf(isLong)(
  'a roster beside a year that is there: its rows come to those of the build before, as if from nothing',
  async () => {
    const office = settleOffice();
    try {
      await office.night();
      for (const month of [202209, 202210]) office.put(rosterName(month), roster(month));
      expect(await differsFromScratch(office, '2023-01-01')).toEqual([]);
      expect(takenOver(office)).toMatchObject({ roster_line: 20 });
    } finally {
      office.remove();
    }
  },
);

describe('a day that is run again', () => {
  let office: Office;
  beforeEach(() => {
    office = begun.copy();
  });
  afterEach(() => office.remove());

  test.runIf(isLong)('keeps new what was new to it, whether or not a file came in between', async () => {
    const news = ({ rules }: NightSummary) => rules.reduce((sum, rule) => sum + rule.new, 0);
    const again = await office.night();
    expect([news(first), news(again)]).toEqual([2, 2]);
    office.put(rosterName(202209), roster(202209));
    const later = await office.night();
    expect(news(later)).toBe(2);
    expect((await office.standing()).map(({ status }) => status)).toEqual(['new', 'new']);
    expect(news(await office.night('2023-01-01'))).toBe(0);
  });

  test('is refused where it lies before the published one, and opens nothing', async () => {
    const earlier = office.night('2022-12-30');
    await expect(earlier).rejects.toMatchObject({ code: 'as-of-earlier', exitCode: 3 });
    expect((await office.standing()).map(({ status }) => status)).toEqual(['new', 'new']);
  });
});

describe('a corrected list of deaths', () => {
  const corrected = '公安局户籍注销人员名单（更正）.csv';
  let office: Office;
  let second: NightSummary;
  let third: NightSummary;

  beforeAll(async () => {
    office = begun.copy();
    office.put(corrected, policeList([DEATHS[0]!, { person: payee(3), on: '20220831' }]));
    second = await office.night('2023-01-01');
    third = await office.night('2023-01-02');
  });
  afterAll(() => office.remove());

  test('takes the place of the earlier one, and the night says which', () => {
    const earlier = fileOf(second, POLICE_LIST);
    expect(earlier).toMatchObject({ status: 'superseded', received: 2, used: 0, ignored: 2 });
    expect(earlier.reason).toContain(corrected);
    expect(earlier.reason_en).toContain(corrected);
    expect(fileOf(second, corrected)).toMatchObject({ status: 'used', used: 2 });
    expect(second.totals).toMatchObject({ amount_fen: 65_400, people: 1, findings: 1 });
  });

  test('withdraws, once, the finding that no longer holds', () => {
    const withdrawn = ({ rules }: NightSummary) => rules.reduce((sum, rule) => sum + rule.withdrawn, 0);
    expect([withdrawn(second), second.cases.withdrawn]).toEqual([1, 1]);
    expect([withdrawn(third), third.cases.withdrawn]).toEqual([0, 0]);
  });

  test('leaves the withdrawn finding readable, with what it said and when it was withdrawn', async () => {
    const [withdrawn, ...others] = await office.withdrawn();
    expect(withdrawn).toMatchObject({
      name: payee(3).name,
      amount_fen: 21_800,
      withdrawn_on: '2023-01-01',
    });
    expect(others).toEqual([]);
    const told = await office.run('explain', withdrawn!.finding_id);
    expect(told).toMatchObject({ code: 0 });
    expect(told.stdout).toContain('218.00');
  });

  test.runIf(isLong)('corrected once more brings the finding back as new', async () => {
    const again = [DEATHS[0]!, { person: payee(3), on: '20220702' }];
    office.put('公安局户籍注销人员名单（第三版）.csv', policeList(again));
    const fourth = await office.night('2023-01-03');
    expect(fourth.totals.amount_fen).toBe(FIRST_NIGHT_FEN);
    const statuses = (await office.standing()).map(({ name, status }) => [name, status]);
    expect(Object.fromEntries(statuses)).toEqual({ [payee(0).name]: 'unchanged', [payee(3).name]: 'new' });
    expect(await office.withdrawn()).toEqual([]);
  });
});

describe('files of a month that is there already', () => {
  let office: Office;
  afterEach(() => office.remove());

  test('a corrected roster replaces its month, and only its month', async () => {
    office = begun.copy();
    const corrected = rosterName(202208).replace('.csv', '（更正）.csv');
    office.put(corrected, roster(202208, PAYEES.slice(1)));
    const second = await office.night('2023-01-01');
    expect(fileOf(second, rosterName(202208))).toMatchObject({ status: 'superseded', used: 0 });
    expect(fileOf(second, rosterName(202208)).reason).toContain(corrected);
    expect(fileOf(second, rosterName(202207))).toMatchObject({ status: 'unchanged', used: 10 });
    expect(second.totals.amount_fen).toBe(FIRST_NIGHT_FEN - 21_800);
    const [changed] = (await office.standing()).filter(({ name }) => name === payee(0).name);
    expect(changed).toMatchObject({ status: 'changed', amount_fen: 43_600, last_month: 202207 });
  });

  test.runIf(isLong)('a late copy of an older list does not overrule the newer one', async () => {
    office = settleOffice();
    office.discard(POLICE_LIST);
    const newer = '注销人员名单2.csv';
    office.put(
      newer,
      policeList([DEATHS[0]!, { person: payee(3), on: '20220831' }], '导出日期：2022年12月10日'),
    );
    await office.night();
    const before = claims(await office.standing());
    const late = '注销人员名单1.csv';
    office.put(late, policeList(DEATHS, '导出日期：2022年9月5日'));
    const second = await office.night();
    expect(fileOf(second, late)).toMatchObject({ status: 'superseded', used: 0 });
    expect(fileOf(second, late).reason).toContain(newer);
    expect(fileOf(second, newer)).toMatchObject({ status: 'unchanged', used: 2 });
    expect(claims(await office.standing())).toEqual(before);
  });

  test('two files of one month with different people both count, and the same content under another name counts once', async () => {
    office = settleOffice();
    office.discard(rosterName(202208));
    office.put('2022年8月待遇发放花名册_城区.csv', roster(202208, PAYEES.slice(0, 5)));
    office.put('2022年8月待遇发放花名册_坝区.csv', roster(202208, PAYEES.slice(5)));
    office.put('7月名册 副本.csv', roster(202207));
    const night = await office.night();
    expect(fileOf(night, '2022年8月待遇发放花名册_城区.csv')).toMatchObject({ status: 'used', used: 5 });
    expect(fileOf(night, '2022年8月待遇发放花名册_坝区.csv')).toMatchObject({ status: 'used', used: 5 });
    const statuses = [rosterName(202207), '7月名册 副本.csv'].map((name) => fileOf(night, name).status);
    expect(statuses.sort()).toEqual(['unchanged', 'used']);
    const copy = night.files.find(({ reason }) => reason?.includes('完全相同'));
    expect(copy).toMatchObject({ received: 10, used: 0, ignored: 10 });
    expect(night.totals.amount_fen).toBe(FIRST_NIGHT_FEN);
    for (const month of [202207, 202208])
      expect(await paidIn(office, month)).toEqual([{ people: 10, fen: 218_000 }]);
  });
});

function paidIn(office: Office, month: number) {
  return office.read(
    `select count(distinct person_id) as people, sum(amount_fen)::bigint as fen
     from canonical.benefit_payment where month = ${month}`,
  );
}

/** Every staged file with the time it was written. */
function readings({ workspace }: Office): string[] {
  return readdirSync(workspace.received, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('reading.json'))
    .map((path) => `${path} ${statSync(join(workspace.received, path)).mtimeMs}`)
    .sort();
}
