import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Office } from './office.ts';
import { countsFromAMonthLater, shipOlder } from './older-version.ts';
import {
  certificationList,
  csv,
  PAYEES,
  POLICE_LIST,
  payee,
  policeList,
  roster,
  rosterName,
  rosterRows,
} from './small-office.ts';
import { appointTwo } from './supervisor.ts';

/* Two nights of one small office, with one thing planted between them at a time: what is told as the reason is that thing. */

const KEPT = 'rules: { nights_kept: 30, new_versions: shadow }\n';
const DEAD = 'deceased/paid-after-death';
const OVERDUE = 'certification/overdue-still-paid';
const ABOVE = 'eligibility/amount-above-entitlement';

interface Told {
  findings: {
    kind: string;
    rule_id: string;
    name: string;
    was_fen: number | null;
    is_fen: number | null;
    causes: { kind: string; zh: string; en: string }[];
  }[];
  causes: { kind: string; findings: number }[];
}

describe('what two nights say differently of people', () => {
  let office: Office;
  beforeAll(async () => {
    office = new Office();
    office.settle(KEPT);
    appointTwo(office);
    for (const month of [202209, 202210, 202211]) office.put(rosterName(month), roster(month));
    office.put('2022年上半年资格认证名单.csv', certificationList(PAYEES, '2022-03-12'));
    office.put('2022年下半年资格认证名单.csv', certificationList(PAYEES.slice(2), '2022-09-12'));
    await office.night('2023-01-10');
  }, 120_000);
  afterAll(() => office.remove());

  const differs = (...words: string[]) => office.json<Told>('nights', 'diff', ...words);

  test('somebody certified since is named with the list and its row, name masked', async () => {
    office.put('补充资格认证名单.csv', certificationList([payee(0)], '2022-09-20'));
    await office.night('2023-01-11');
    const told = await differs('--rule', OVERDUE);
    expect(told.findings).toMatchObject([{ kind: 'gone', name: '普**' }]);
    expect(told.findings[0]?.causes).toEqual([
      {
        kind: 'record',
        zh: '此后已认证（2022-09-20，《补充资格认证名单.csv》第2行）',
        en: 'certified since (2022-09-20, 补充资格认证名单.csv, row 2)',
      },
    ]);
  }, 60_000);

  test('a death that came is named with its list and row', async () => {
    office.put(POLICE_LIST, policeList([{ person: payee(4), on: '20221003' }]));
    await office.night('2023-01-12');
    const came = await differs('--rule', DEAD);
    expect(came.findings).toMatchObject([{ kind: 'come', was_fen: null, is_fen: 21_800 }]);
    expect(came.findings[0]?.causes[0]?.zh).toBe(`新到死亡记录（2022-10-03，《${POLICE_LIST}》第2行）`);
  }, 60_000);

  test('a list that replaced another takes its lines along', async () => {
    const rows = rosterRows(202211).filter((row) => row[0] !== payee(4).name);
    office.put('2022年11月城乡居民养老保险待遇发放花名册（更正）.csv', csv(rows));
    await office.night('2023-01-13');
    const { findings } = await differs('--rule', DEAD);
    expect(findings).toMatchObject([{ kind: 'gone', rule_id: DEAD }]);
    expect(findings[0]?.causes.map(({ zh }) => zh).join('；')).toContain(
      '已由《2022年11月城乡居民养老保险待遇发放花名册（更正）.csv》替换',
    );
    expect(findings[0]?.causes[0]?.zh).toContain('发放不再有（2022-11');
  }, 60_000);

  test('another value of the office is told as such, and nothing else is', async () => {
    office.settle(
      `${KEPT}parameters: { basic_pension_rate: [{ from: '2020-07', value: 11000, basis: 试 }] }\n`,
    );
    await office.night('2023-01-13');
    const told = await differs('--rule', ABOVE);
    expect(told.findings.length).toBeGreaterThan(5);
    for (const { causes } of told.findings)
      expect(causes.map(({ zh }) => zh)).toEqual(['参数“基础养老金月标准”不同：2020-07 起 113.00 → 110.00']);
    office.settle(KEPT);
    await office.night('2023-01-13');
  }, 60_000);

  test('an older text of a rule is told apart from what the data say', async () => {
    office.put('公安局户籍注销人员名单（补）.csv', policeList([{ person: payee(5), on: '20220903' }]));
    await office.night('2023-01-14');
    shipOlder(office, DEAD, '0.9', countsFromAMonthLater);
    await office.night('2023-01-14');
    const { findings } = await differs('--rule', DEAD);
    expect(findings).toMatchObject([{ kind: 'changed', was_fen: 2 * 21_800, is_fen: 21_800 }]);
    expect(findings[0]?.causes).toMatchObject([{ kind: 'rule' }]);
    // across both: the death came, and the text changed what is claimed of it
    const both = (await differs('2023-01-13', '2023-01-14', '--rule', DEAD)).findings[0]?.causes ?? [];
    expect([both[0]?.zh, both.at(-1)?.zh]).toEqual([
      '新到死亡记录（2022-09-03，《公安局户籍注销人员名单（补）.csv》第2行）',
      '规则由 1.5 改为 0.9',
    ]);
  }, 60_000);

  test('the workbook has every line in full, and who takes it is written down', async () => {
    const out = join(office.root, 'diff.xlsx');
    expect((await office.run('nights', 'diff', '--out', out)).code).not.toBe(0);
    expect((await office.run('nights', 'diff', '1', '2', '--out', out, '--as', 'li')).code).toBe(0);
    const book = sheetjs.read(readFileSync(out));
    const rows = sheetjs.utils.sheet_to_json<string[]>(book.Sheets.对照 ?? {}, { header: 1 });
    expect(rows.flat()).toContain(payee(0).residentId);
  }, 60_000);

  test('a night that is not kept is refused by its name, with those that are', async () => {
    const { code, stderr } = await office.run('nights', 'diff', '2022-01-01');
    expect(code).toBe(2);
    expect(stderr).toContain('没有保留“2022-01-01”这一夜');
    expect(stderr).toContain('1 (2023-01-10)');
  });
});
