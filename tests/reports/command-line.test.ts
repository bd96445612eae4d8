import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Office } from '../night/office.ts';
import { POLICE_LIST, payee, policeList, roster, rosterName } from '../night/small-office.ts';

const EXAMPLE = join(import.meta.dirname, '../../data-samples/report-check/bureau-2022.yaml');
const SUMMARY = ['report', 'summary', '--as', 'sun', '--from', '2022-07-01'];
const office = new Office();

async function tell(...argv: string[]): Promise<Record<string, unknown>> {
  const ended = await office.run(...argv, '--json');
  expect(ended.code, ended.stderr).toBe(0);
  return JSON.parse(ended.stdout) as Record<string, unknown>;
}

beforeAll(async () => {
  for (const month of [202205, 202206, 202207]) office.put(rosterName(month), roster(month));
  office.put(POLICE_LIST, policeList([{ person: payee(0), on: '20220520' }]));
  await office.night('2022-08-01');
}, 60_000);

afterAll(() => office.remove());

describe('report check', () => {
  test('ends with 4 where figures differ, and says which in one object', async () => {
    const ended = await office.run('report', 'check', EXAMPLE, '--json');
    expect(ended.code).toBe(4);
    const { differences } = JSON.parse(ended.stdout) as { differences: Record<string, unknown>[] };
    expect(differences[0]).toMatchObject({ kind: 'total', unit: '人', stated: 425, computed: 497 });
  });

  test('ends with 0 where all adds up, and with 3 where the file is not as it should be', async () => {
    const file = join(office.root, 'claims.yaml');
    writeFileSync(
      file,
      'claims: [{says: 转移, total: {人: 107}, parts: [{what: 转入, 人: 46}, {what: 转出, 人: 61}]}]',
    );
    expect((await office.run('report', 'check', file)).code).toBe(0);
    writeFileSync(file, 'claims: [{says: 转移}]');
    expect((await office.run('report', 'check', file)).code).toBe(3);
    expect((await office.run('report', 'check', join(office.root, 'nowhere.yaml'))).code).toBe(3);
  });
});

describe('report check of a text', () => {
  const told = async (text: string): Promise<{ code: number | null; stdout: string }> => {
    const file = join(office.root, 'report.txt');
    writeFileSync(file, text);
    return office.run('report', 'check', file);
  };

  test('of which nothing could be read gives no all-clear, and tells the figures that stand in it', async () => {
    const { stdout } = await told('走访87户。慰问12人。');
    expect(stdout).toContain('没有读出可以核对的数字关系');
    expect(stdout).toContain('2 个带单位的数字');
    expect(stdout).toContain('87户  “走访87户。”');
    expect(stdout).not.toContain('没有发现对不上');
  });

  test('finds a rate, a growth and a sum that stand with their figures', async () => {
    const { code, stdout } = await told(
      '本月追回率为50%，应追1,000.00元，已追回400.00元。其中逾期3件、分期2件，共6件。较上月增长20%，上月100人，本月130人。',
    );
    expect([code, stdout.includes('核对 3 条，3 处对不上')]).toEqual([4, true]);
  });
});

describe('report summary', () => {
  test('a case entered late, with the days of last summer, counts in that summer', async () => {
    const list = `序号,姓名,身份证号,乡镇\r\n1,${payee(0).name},${payee(0).residentId},竹园镇\r\n`;
    const batch = office.put('../第1批.csv', list);
    await tell('user', 'add', 'admin', '--name', 'admin', '--role', 'administrator');
    for (const [user, role] of Object.entries({
      sun: 'supervisor',
      li: 'investigator',
      yi: 'approver:1',
      chen: 'cashier',
    })) {
      await tell('user', 'add', user, '--name', user, '--role', role, '--as', 'admin');
    }
    await tell('batch', 'receive', batch, '--as', 'sun', '--id', 'B1', '--received-on', '2022-07-20');
    const { cases } = (await tell('cases', '--as', 'sun', '--rule', 'deceased/paid-after-death')) as {
      cases: { case_id: string; claimed_fen: number }[];
    };
    const caseId = cases[0]?.case_id ?? '';
    const claimed = cases[0]?.claimed_fen ?? 0;
    expect(claimed).toBeGreaterThan(0);
    await tell('case', 'assign', caseId, '--as', 'sun', '--to', 'li');
    const { evidence } = (await tell('case', 'show', caseId, '--as', 'li')) as {
      evidence: { explanations: { key: string; verdict: string }[] };
    };
    const open = evidence.explanations.filter(({ verdict }) => verdict === 'look').map(({ key }) => key);
    expect(open.length).toBeGreaterThan(0);
    const reason = ['--outcome', 'substantiated', '--reason', '入户核实', '--on', '2022-08-02'];
    const looked = ['--looked', open.join(','), '--contrary-reason', '已当面核实'];
    const debtor = ['--nature', 'late-report', '--debtor', '测试之子', '--relation', '儿子'];
    expect(await tell('case', 'decide', caseId, '--as', 'li', ...reason, ...looked, ...debtor)).toMatchObject(
      {
        events: ['CaseSubstantiated', 'DebtorNamed', 'AmountFixed', 'DocumentProposed'].map((type) => ({
          type,
        })),
      },
    );
    await tell('case', 'approve', caseId, '--as', 'yi');
    await tell('case', 'notify', caseId, '--as', 'li', '--on', '2022-08-10');
    await tell('case', 'serve', caseId, '--as', 'li', '--on', '2022-08-12', '--servers', '张经办,李经办');
    await tell('case', 'receipt', caseId, '--as', 'chen', '--amount', '100.00', '--on', '2022-09-01');
    const made = (await tell(...SUMMARY, '--to', '2022-09-30')) as {
      tables: Record<string, Record<string, unknown>[]>;
    };
    expect(made.tables.equation?.[0]).toMatchObject({
      assessed_fen: claimed,
      repaid_fen: 10_000,
      owed_fen: claimed - 10_000,
    });
    expect(made.tables.by_age?.find(({ title }) => title === '31—90天')).toMatchObject({ cases: 1 });
    // the night had opened the case before the batch came, so it counts with the office; both named the person
    expect(made.tables.source_overlap).toMatchObject([
      { counted: '自查核实', recovered_in_period_fen: 10_000 },
    ]);
  }, 120_000);

  test('is published as a folder of papers, with the tables of every format', async () => {
    const made = (await tell(...SUMMARY, '--to', '2022-09-30', '--tables', 'csv')) as {
      title: string;
      papers: string[];
      identities: { holds: boolean }[];
    };
    expect(made.title).toBe('2022年第3季度');
    expect(made.papers.filter((path) => existsSync(path))).toHaveLength(4);
    expect(made.identities.every(({ holds }) => holds)).toBe(true);
  }, 60_000);

  test('a period with days to come says that its figures are not of the whole of it; one that is over does not', async () => {
    const over = await office.run(...SUMMARY, '--to', '2022-09-30');
    expect(over.stdout).not.toContain('全期');
    const to = `${new Date().getFullYear() + 1}-12-31`;
    const going = await office.run(...SUMMARY, '--to', to, '--json');
    const { is_complete, papers } = JSON.parse(going.stdout) as { is_complete: boolean; papers: string[] };
    expect(is_complete).toBe(false);
    const page = papers.find((path) => path.endsWith('.html')) ?? '';
    expect(readFileSync(page, 'utf8')).toMatch(new RegExp(`期间至 ${to} 未满.不是全期的数字`));
  });

  test('a period that ends before it begins, and a format that is none, are wrong arguments', async () => {
    expect((await office.run(...SUMMARY, '--to', '2022-06-30')).code).toBe(2);
    expect((await office.run(...SUMMARY, '--to', '2022-09-30', '--tables', 'pdf')).code).toBe(2);
  });
});
