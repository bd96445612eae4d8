import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillIn, OWN_RULE } from '../support/own-rule.ts';
import { Office } from './office.ts';
import { RICH, roster, rosterName, WITH_ONE_RICH } from './small-office.ts';

/* A rule is tried on every night that is kept; what it says is held against what a real night then finds, to the fen. */

const ABOVE = 'eligibility/amount-above-entitlement';
const KEPT = 'rules: { nights_kept: 5 }\n';

interface Trial {
  before: { findings: number; people: number; amount_fen: number };
  after: { findings: number; people: number; amount_fen: number };
  gained: unknown[];
  months: { month: number; before_fen: number; after_fen: number }[];
  townships: unknown[];
  nights: { as_of: string; gained: number; lost: number; after: { findings: number; amount_fen: number } }[];
}

describe('what a rule would find', () => {
  let office: Office;
  beforeAll(async () => {
    office = new Office();
    office.settle(KEPT);
    for (const [index, month] of [202210, 202211, 202212].entries()) {
      office.put(rosterName(month), roster(month, WITH_ONE_RICH));
      await office.night(`2022-12-${28 + index}`);
    }
  }, 120_000);
  afterAll(() => office.remove());

  const tried = (...words: string[]) => office.json<Trial>('rules', '--try', ...words);

  test('is told for every night that is kept, with how long it will take first, and nothing is written', async () => {
    const { stderr, stdout } = await office.run(
      'rules',
      '--try',
      ABOVE,
      '--set',
      'basic_pension_rate@2020-07=11000',
    );
    expect(stderr.indexOf('试算 3 夜，预计')).toBeGreaterThanOrEqual(0);
    expect(stderr.indexOf('3/3 2022-12-30')).toBeGreaterThan(stderr.indexOf('1/3 2022-12-28'));
    expect(stdout).toContain('按所属月 by month');
    const trial = await tried(ABOVE, '--set', 'basic_pension_rate@2020-07=11000');
    expect(trial.nights.map(({ as_of, after }) => [as_of, after.findings, after.amount_fen])).toEqual([
      ['2022-12-28', 10, 10 * 300],
      ['2022-12-29', 10, 2 * 10 * 300],
      ['2022-12-30', 10, 3 * 10 * 300],
    ]);
    expect(trial.months).toEqual(
      [202210, 202211, 202212].map((month) => ({ month, before_fen: 0, after_fen: 3000 })),
    );
    expect((await office.standing()).filter(({ rule_id }) => rule_id === ABOVE)).toEqual([]);
  }, 60_000);

  test('is a workbook of people, each with what was tried as the reason', async () => {
    const out = join(office.root, 'what-if.xlsx');
    await tried(ABOVE, '--set', 'basic_pension_rate@2020-07=11000', '--out', out);
    const { Sheets } = sheetjs.read(readFileSync(out));
    const rows = sheetjs.utils.sheet_to_json<Record<string, string>>(Sheets.对照 ?? {});
    expect(rows).toHaveLength(10);
    expect(rows.find(({ 身份证号 }) => 身份证号 === RICH.residentId)).toMatchObject({
      变化: '新增',
      原因: '参数“基础养老金月标准”不同：2020-07 起 113.00 → 110.00',
    });
  }, 60_000);

  test('of a draft is told before it is put into shadow', async () => {
    await office.run('rules', 'new', OWN_RULE);
    fillIn(office.workspace);
    const trial = await tried(OWN_RULE, '--draft', '--set', 'high_payment_ceiling=40000');
    expect(trial.before).toEqual({ findings: 0, people: 0, amount_fen: 0 });
    expect(trial.after).toEqual({ findings: 1, people: 1, amount_fen: 3 * (91_800 - 40_000) });
  }, 60_000);

  test('is, to the fen, what a night finds once the office has that value', async () => {
    const trial = await tried(ABOVE, '--set', 'basic_pension_rate@2020-07=11000');
    office.settle(
      `${KEPT}parameters: { basic_pension_rate: [{ from: '2020-07', value: 11000, basis: 试 }] }\n`,
    );
    const night = await office.night('2022-12-31');
    const line = night.rules.find(({ rule_id }) => rule_id === ABOVE);
    expect([line?.findings, line?.amount_fen]).toEqual([trial.after.findings, trial.after.amount_fen]);
    office.settle(KEPT);
  }, 60_000);

  test('says in words, in either language, which choice was tried', async () => {
    const { stdout } = await office.run(
      'rules',
      '--try',
      'imprisonment/paid-while-imprisoned',
      '--set',
      'first_stopped@2012-01=same-month',
    );
    expect(stdout).toContain('参数“首个停发月”不同：2012-01 起 次月 → 当月');
    expect(stdout).toContain(
      'parameter "First month that is stopped": from 2012-01 the month after → the same month',
    );
  }, 60_000);

  test.each(['identity/one-id-two-people', 'identity/invalid-resident-id', 'account/shared-account'])(
    'can be told of %s too',
    async (rule) => {
      expect((await tried(rule)).nights).toHaveLength(4);
    },
    60_000,
  );
});
