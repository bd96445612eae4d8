import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCovered } from '../../casework/covered/read-covered.ts';
import { buildCounty } from '../../pipelines/generate/generate.ts';
import { officeSummary } from '../../reports/manager/office-summary.ts';
import type { Summary } from '../../reports/manager/summary.ts';
import { publishedPath } from '../../storage/warehouse/builds.ts';
import { type CountyOffice, settleCounty } from '../night/county.ts';
import { Office } from '../night/office.ts';
import { csv, type Line, PAYEES, residentIdOf, roster, rosterName } from '../night/small-office.ts';
import { STATEMENTS, statement } from '../night/statements.ts';

const COUNTY = { people: 150, seed: 23, months: 12, isWholeOffice: true } as const;

/** What the county was made of, before a single list was written: nothing that the night made of it. */
const county = buildCounty(COUNTY);
const distinct = <Row extends { who: { resident_id: string } }>(rows: readonly Row[]): number =>
  new Set(rows.map(({ who }) => who.resident_id)).size;
const sum = <Row>(rows: readonly Row[], fen: (row: Row) => number): number =>
  rows.reduce((total, row) => total + fen(row), 0);
const wan = (fen: number): string => (Math.round(fen / 10_000) / 100).toFixed(2);

/** Identified, and by a later list of the same batch no longer. */
const withdrawn = county.identified.find(({ result }) => result !== '不符合条件')!;

let made: CountyOffice;
let summary: Summary;

beforeAll(async () => {
  made = settleCounty(COUNTY);
  for (const name of Object.keys(STATEMENTS)) made.office.put(name, statement(name));
  made.office.put(
    '被征地农民身份认定复核名单.csv',
    csv([
      ['姓名', '身份证号', '认定批次', '认定日期', '认定结果'],
      [withdrawn.who.name, withdrawn.who.resident_id, withdrawn.project, '2022-08-31', '不符合条件'],
    ]),
  );
  await made.office.night(made.key.as_of);
  await officeSummary(made.office.home, { from: '2022-01-01', to: '2022-12-31' }, async (told) => {
    summary = told;
  });
}, 240_000);
afterAll(() => made.office.remove());

const paragraph = (heading: string): string =>
  summary.paragraphs.find((one) => one.heading === heading)?.text ?? '';

describe('the annual report of a whole office', () => {
  it('tells refunds by their grounds, those that came back left out', () => {
    const paid = county.refunds.filter(({ state }) => state === undefined);
    const text = paragraph('退保清退');
    expect(text).toContain(
      `发放${distinct(paid)}人退保费${wan(sum(paid, ({ amount_fen }) => amount_fen))}万元`,
    );
    const dead = paid.filter(({ ground }) => ground === '参保人死亡');
    expect(text).toContain(`死亡${dead.length}笔${wan(sum(dead, ({ amount_fen }) => amount_fen))}万元`);
  });

  it('tells transfers that were done, in and out', () => {
    const done = county.transfers.filter(({ state }) => state === '已办结');
    // none of its lists says how much
    expect(paragraph('关系转移')).toBe(
      `城乡居民基本养老保险关系转移${done.length}人次,其中:转出${done.length}人次(名单未注明资金)。`,
    );
  });

  it('tells who was identified as having lost land, and what was paid', () => {
    const text = paragraph('被征地农民社会保障');
    const fails = county.identified.filter(({ result }) => result === '不符合条件');
    expect(text).toContain(`完成身份认定${distinct(county.identified)}人`);
    expect(text).toContain(`不符合保障条件${distinct([...fails, withdrawn])}人`);
    const paid = county.land_loss.filter(({ state }) => state === '已支付');
    expect(text).toContain(
      `发放${distinct(paid)}人被征地农民养老补助金${wan(sum(paid, ({ amount_fen }) => amount_fen))}万元`,
    );
  });

  it('tells allowances, subsidies of contributions and cards', () => {
    const { allowances, contributions, cards } = county;
    expect(paragraph('重度残疾人养老补助')).toContain(
      `${wan(sum(allowances, ({ amount_fen }) => amount_fen))}万元,惠及${distinct(allowances)}人、${allowances.length}人次`,
    );
    expect(paragraph('政府缴费补贴')).toContain(
      `${wan(sum(contributions, ({ subsidy_fen }) => subsidy_fen))}万元,惠及${distinct(contributions)}人`,
    );
    expect(paragraph('社会保障卡')).toContain(`名单涉及${distinct(cards)}人`);
  });

  it('tells what is owed to people apart from every claim', async () => {
    const owed = await officeSummary(
      made.office.home,
      { from: '2022-01-01', to: made.key.as_of },
      async ({ paragraphs }) => paragraphs.find(({ heading }) => heading === '应补发情况')?.text,
    );
    const [found] = await made.office.read<{ people: number; fen: number }>(
      `select count(distinct person_id)::integer as people, sum(amount_fen)::integer as fen
       from result.finding where direction = 'person' and amount_fen > 0`,
    );
    expect(owed).toBe(
      `应补发、应退还给个人的款项(不计入追缴):尚待补发${found?.people}人${wan(found?.fen ?? 0)}万元。`,
    );
  });

  it('tells the tie-out, and whose statements are missing', () => {
    const text = paragraph('四方对账');
    expect(text).toContain('收到对账资料的1个月中,逐日、按月核对出差异4项,已说明0项,未说明4项');
  });

  it('has each of its figures tied with the rows of the build', () => {
    const compared = new Map(summary.identities.map(({ name, compared: n }) => [name, n]));
    expect(compared.get('office-money-agrees-with-the-build')).toBe(5);
    expect(compared.get('office-people-agree-with-the-build')).toBe(2);
  });
});

describe('a county without these lists', () => {
  it('writes no sentence about them', async () => {
    const plain = settleCounty({ people: 150, seed: 23 });
    try {
      await plain.office.night(plain.key.as_of);
      await officeSummary(plain.office.home, { from: '2022-01-01', to: '2022-12-31' }, async (told) => {
        const headings = told.paragraphs.map(({ heading }) => heading);
        for (const heading of ['参保覆盖', '退保清退', '关系转移', '政府缴费补贴', '四方对账', '社会保障卡'])
          expect(headings).not.toContain(heading);
      });
    } finally {
      plain.office.remove();
    }
  });
});

describe('the coverage of the insured', () => {
  const figures = () => readCovered(publishedPath(made.office.workspace.builds));

  it('adds up for every township, and gives no share where the list of the insured is not whole', async () => {
    const { townships } = await figures();
    expect(townships.length).toBeGreaterThan(3);
    for (const one of townships) {
      const { insured, drawing, other_scheme, excluded, gone, held, nowhere } = one;
      expect(insured + drawing + other_scheme + excluded + gone + held + nowhere).toBe(one.registered);
    }
    const registered = await made.office.read<{ n: number }>(
      'select count(*)::integer as n from canonical.enrolment_standing where born_month + 1600 <= 202301',
    );
    expect(townships.reduce((total, { registered: n }) => total + n, 0)).toBe(registered[0]?.n);
  });

  it('has the two windows of certification of the year, each with everybody due', async () => {
    const { certification } = await figures();
    const halves = Map.groupBy(certification, ({ year, half }) => `${year}-${half}`);
    expect([...halves.keys()]).toEqual(['2022-1', '2022-2']);
    for (const ways of halves.values())
      expect(ways.reduce((total, { people }) => total + people, 0)).toBe(ways[0]?.due_people);
  });
});

describe('the coverage in the annual report', () => {
  it('is of the townships whose lists have come, with how many the others keep', async () => {
    const office = new Office();
    const adult = (index: number): Line => [
      `测试${'甲乙丙丁戊己庚辛'[index]}`,
      residentIdOf(`198${index}0301`, 996),
    ];
    try {
      office.put(rosterName(202212), roster(202212));
      office.put(
        '户籍登记常住人口信息.csv',
        csv([
          ['户号', '姓名', '公民身份号码', '与户主关系', '乡镇', '户籍状态'],
          ...PAYEES.map(
            ({ name, residentId }, index): Line => [`1${index}`, name, residentId, '户主', '东山镇', '正常'],
          ),
          ...[0, 1, 2, 3, 4].map((index): Line => [`2${index}`, ...adult(index), '户主', '东山镇', '正常']),
          ...[5, 6, 7].map((index): Line => [`3${index}`, ...adult(index), '户主', '竹园镇', '正常']),
        ]),
      );
      office.put(
        '参保人员花名册.csv',
        csv([
          ['姓名', '身份证号', '参保状态', '参保时间', '乡镇'],
          ...[0, 1, 2].map((index): Line => [...adult(index), '正常参保', '2012-01-01', '东山镇']),
        ]),
      );
      office.put(
        '不需参保人员名单.csv',
        csv([
          ['姓名', '身份证号', '原因'],
          [...adult(3), '现役军人'],
        ]),
      );
      await office.night('2022-12-31');
      const text = await officeSummary(
        office.home,
        { from: '2022-01-01', to: '2022-12-31' },
        async ({ paragraphs }) => paragraphs.find(({ heading }) => heading === '参保覆盖')?.text,
      );
      expect(text).toBe(
        '户籍登记和参保名单截至2022-12-31,户籍在册年满16周岁15人,其中:参保3人、领取待遇10人、不需参保1人、未见参保1人。' +
          '应参保(含领取待遇)14人,已参保13人,参保率92.86%。另有1个乡镇3人的参保名单没有到齐,不计入。',
      );
    } finally {
      office.remove();
    }
  });
});
