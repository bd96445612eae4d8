import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { listCases } from '../../casework/reads/cases/list-cases.ts';
import { act } from '../documents/worked-case.ts';
import { NOTHING_OPEN, openSampleOffice, passTimeUntil } from '../support/sample-office.ts';
import { Office } from './office.ts';
import { countsFromAMonthLater, shipOlder } from './older-version.ts';
import { csv, type Line, POLICE_LIST, payee, policeList, rosterName, rosterRows } from './small-office.ts';

/*
 * A rate is set after the fact. Whom it touches, by how much and in which months is worked out by hand beside what is told; whoever
 * it does not touch keeps the hash of their evidence.
 */

const ABOVE = 'eligibility/amount-above-entitlement';
const DEAD = 'deceased/paid-after-death';
const MONTHS = [202210, 202211, 202212];
const PAID = 11_300;
const OLD_RATE = 10_800;
const NEW_RATE = 11_000;

const rates = (...spans: [from: string, to: string | null, value: number][]): string =>
  `rules: { nights_kept: 9, new_versions: shadow }\nparameters:\n  basic_pension_rate:\n${spans
    .map(
      ([from, to, value]) =>
        `    - { from: '${from}'${to === null ? '' : `, to: '${to}'`}, value: ${value}, basis: 试 }\n`,
    )
    .join('')}`;

const sample = openSampleOffice();
const office = new Office({ root: sample.home, home: sample.home, inbox: join(sample.home, 'inbox') });
afterAll(() => sample.close());

const nightAt = (asOf: string) => office.night(asOf, () => `${asOf}T12:00:00.000Z`);

interface Touched {
  decided: number;
  untouched: number;
  asked_again: string[];
  cases: {
    case_id: string;
    how: string;
    was_fen: number;
    is_fen: number;
    assessed_fen: number | null;
    causes: { kind: string; zh: string }[];
    findings: {
      months: { month: number; was_fen: number; is_fen: number; values: { was: number[]; is: number[] }[] }[];
    }[];
  }[];
}

const touched = (...words: string[]) => office.json<Touched>('recompute', 'touched', ...words);

const casesOf = (rule: string): string[] =>
  listCases(sample.ledger, 'program', { rule_id: rule }).map(({ case_id }) => case_id);

/** What a month is above the rate, by hand. */
const above = (month: number, rate: (month: number) => number): number => Math.max(0, PAID - rate(month));
const oldRate = () => OLD_RATE;
const newRate = (month: number): number => (month >= 202211 ? NEW_RATE : OLD_RATE);
const sum = (rate: (month: number) => number): number =>
  MONTHS.reduce((total, month) => total + above(month, rate), 0);

/** Whoever has died was paid no more than the rate of then: nothing but the death is found of them. */
function atTheRate(row: Line): Line {
  if (row[0] !== payee(9).name) return row;
  return row.map((cell, place) => (place === 3 ? '108.00' : place === 6 ? '213.00' : cell));
}

describe('a rate that is set after the fact', () => {
  let decided: string[];
  let dead: string;
  beforeAll(async () => {
    office.settle(rates(['2020-07', null, OLD_RATE]));
    for (const month of MONTHS) office.put(rosterName(month), csv(rosterRows(month).map(atTheRate)));
    office.put(POLICE_LIST, policeList([{ person: payee(9), on: '20221003' }]));
    passTimeUntil(sample, '2022-12-30');
    await nightAt('2022-12-31');
    passTimeUntil(sample, '2023-01-05');
    dead = casesOf(DEAD)[0] ?? '';
    decided = casesOf(ABOVE).slice(0, 3);
    for (const caseId of [...decided, dead]) {
      act(sample, caseId, [
        ['sun', 'assign', { assignee: 'li' }],
        ['li', 'name-debtor', { name: '家属', relation: '子女', evidence: '询问' }],
      ]);
      const evidence = { ...NOTHING_OPEN, basis: [{ text: '社会保险稽核办法', article: '第十二条' }] };
      expect(sample.act('li', caseId, 'substantiate', { reason: '已核实' }, { evidence })).toMatchObject({
        ok: true,
      });
      act(sample, caseId, [
        ['li', 'fix-amount', {}],
        ['yi', 'approve'],
      ]);
    }
  }, 120_000);

  test('a finding carries the values it was found with, and the months for which they hold', () => {
    const [finding] = Object.values(loadCase(sample.ledger, decided[0] ?? '')?.findings ?? {});
    expect(finding?.finding.values).toContainEqual({
      name: 'basic_pension_rate',
      from: 202007,
      to: 209912,
      values: [OLD_RATE],
    });
  });

  test('before anything is changed, no decided case is touched', async () => {
    expect(await touched()).toMatchObject({ decided: 4, untouched: 4, asked_again: [], cases: [] });
  }, 60_000);

  test('touches exactly the decided cases it lessens, to the fen and month by month, before any night', async () => {
    office.settle(rates(['2020-07', '2022-10', OLD_RATE], ['2022-11', null, NEW_RATE]));
    const told = await touched();
    expect(told.cases.map(({ case_id }) => case_id)).toEqual(decided);
    expect([told.decided, told.untouched]).toEqual([4, 1]);
    for (const one of told.cases) {
      expect(one).toMatchObject({
        how: 'less',
        was_fen: sum(oldRate),
        is_fen: sum(newRate),
        assessed_fen: sum(oldRate),
      });
      expect(one.findings[0]?.months).toEqual(
        [202211, 202212].map((month) => ({
          month,
          was_fen: above(month, oldRate),
          is_fen: above(month, newRate),
          values: [{ title: '基础养老金月标准', was: [OLD_RATE], is: [NEW_RATE] }],
        })),
      );
      expect(one.causes.map(({ zh }) => zh)).toEqual([
        '参数“基础养老金月标准”不同：2022-11 起 108.00 → 110.00',
      ]);
    }
  }, 60_000);

  test('is told the same after the night, from the values the decided findings carry; the untouched keep their hash', async () => {
    const hashOf = () =>
      Object.values(loadCase(sample.ledger, dead)?.findings ?? {})[0]?.finding.evidence_hash;
    const before = hashOf();
    passTimeUntil(sample, '2023-02-01');
    await nightAt('2023-02-01');
    const told = await touched();
    expect(told.cases.map(({ case_id, was_fen, is_fen }) => [case_id, was_fen, is_fen])).toEqual(
      decided.map((caseId) => [caseId, sum(oldRate), sum(newRate)]),
    );
    expect(told.cases[0]?.causes[0]?.zh).toContain('2022-11 起 108.00 → 110.00');
    expect(hashOf()).toBe(before);
  }, 60_000);

  test('a value is tried on the decided cases without being kept', async () => {
    const told = await touched('--rule', ABOVE, '--set', `basic_pension_rate@2022-11=${PAID}`);
    expect(told.cases.map(({ is_fen }) => is_fen)).toEqual(decided.map(() => above(202210, oldRate)));
  }, 60_000);

  test('the worklist is a workbook with every month; whoever takes it is named', async () => {
    const out = join(office.home, 'touched.xlsx');
    expect((await office.run('recompute', 'touched', '--out', out)).code).not.toBe(0);
    expect((await office.run('recompute', 'touched', '--out', out, '--as', 'sun')).code).toBe(0);
    const { Sheets } = sheetjs.read(readFileSync(out));
    const months = sheetjs.utils.sheet_to_json<Record<string, string>>(Sheets.逐月 ?? {});
    expect(months.filter(({ 案件 }) => 案件 === decided[0])).toHaveLength(2);
  }, 60_000);

  test('a case is told as everything stood on a day: its files, its rate, its state, and that nothing is kept', async () => {
    office.put('公安局户籍注销人员名单（补）.csv', policeList([{ person: payee(0), on: '20221115' }]));
    passTimeUntil(sample, '2023-03-01');
    await nightAt('2023-03-01');
    const onDay = (day: string) =>
      office.json<{ findings: object[] }>('recompute', 'case', decided[0] ?? '', '--day', day, '--as', 'sun');
    const then = await onDay('2023-01-15');
    expect(then).toMatchObject({ status: 'approved', assessed_fen: sum(oldRate), notes: [], files: 4 });
    const [finding] = then.findings;
    expect(finding).toMatchObject({
      rule_id: ABOVE,
      amount_fen: sum(oldRate),
      now_fen: sum(newRate),
      is_same: false,
      values: expect.arrayContaining([
        expect.objectContaining({ name: 'basic_pension_rate', values: [OLD_RATE] }),
      ]),
    });
    const later = await onDay('2023-02-15');
    expect(later.findings[0]).toMatchObject({ amount_fen: sum(newRate), is_same: true });
    const { code, stderr } = await office.run(
      'recompute',
      'case',
      decided[0] ?? '',
      '--day',
      '2020-01-01',
      '--as',
      'sun',
    );
    expect([code === 0, stderr.includes('还没有收到过任何文件')]).toEqual([false, true]);
  }, 90_000);

  test('a text of law that is taken out of a rule touches the cases that cite it, though no money is other', async () => {
    shipOlder(
      office,
      DEAD,
      '0.8',
      (sql) => sql,
      (yaml) => yaml.replace(/ {2}- text: 社会保险稽核办法\n(?: {4}.*\n)*/g, ''),
    );
    const told = await touched();
    const one = told.cases.find(({ case_id }) => case_id === dead);
    expect(one).toMatchObject({ how: 'none', was_fen: 2 * 21_300, is_fen: 2 * 21_300, findings: [] });
    expect(one?.causes.map(({ kind, zh }) => `${kind} ${zh}`)).toEqual([
      'law 所引“社会保险稽核办法第十二条”已不在规则的依据里',
    ]);
  }, 60_000);

  test('a mended rule and a repealed text touch the cases that were decided by them, and say so', async () => {
    shipOlder(office, DEAD, '0.9', countsFromAMonthLater, (yaml) =>
      yaml.replace('from: 2003-04-01', "from: 2003-04-01\n    to: '2021-12-31'"),
    );
    const told = await touched();
    const one = told.cases.find(({ case_id }) => case_id === dead);
    expect(one).toMatchObject({ how: 'less', was_fen: 2 * 21_300, is_fen: 21_300 });
    expect(one?.causes.map(({ kind, zh }) => `${kind} ${zh}`)).toEqual([
      'rule 规则由 1.5 改为 0.9',
      expect.stringMatching(/^law 所引“社会保险稽核办法第十二条”已于 2021-12-31 失效/),
    ]);
  }, 60_000);
});
