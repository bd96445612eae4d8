import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODE_FLAGS } from '../../core/node-flags.ts';
import { isLong } from '../support/is-long.ts';
import { csv, payee, roster, rosterName } from './small-office.ts';

/*
 * Hedui as it is, copied, with one folder more: nothing else of the copy is touched. What an office adds as a folder must
 * be everywhere at once, or somebody has written a list.
 */

const ROOT = join(import.meta.dirname, '../..');
const ROOMS = ['core', 'storage', 'reading', 'casework', 'explanation', 'reports', 'pipelines', 'workbench'];
const DATA = ['rules', 'sql', 'package.json', 'package-lock.json', 'docs', 'tsconfig.json'];

const RULE = 'local/above-ceiling';

const RULE_YAML = `
title: 单月发放超过上限
english: Paid above the ceiling
question: 单月到账金额是否超过本地上限？
question_en: Was more paid for one month than the local ceiling?
severity: medium
direction: fund
version: '1.0'
line_of: benefit_payment
changes:
  - { on: 2022-12-01, months: 全部所属期, text: 首次发布。 }
legal_basis:
  - { text: 社会保险基金行政监督办法, article: null, from: 2022-03-18 }
parameters:
  monthly_ceiling:
    title: 单月上限
    english: Ceiling of one month
    type: fen
    values:
      - { from: 1950-01, value: 50000, basis: 本地内控规定, checked_on: 2022-12-01 }
innocent_explanations:
  - says: 当月含以前月份的补发
    english: The month holds arrears of earlier ones
    asks: |
      select count(*) filter (where is_arrears) as supports, count(*) as looked
      from canonical.benefit_payment
      where person_id = $person and month between $first_month and $last_month
    none: ['{looked} 笔均不是补发', 'None of {looked} payments is arrears']
    look: ['其中 {supports} 笔为补发', 'Arrears among them: {supports}']
not_covered: [一次性待遇不在本规则之内]
next_step: 核对当月发放明细。
sentence: '{name}{period}到账{fact.paid_fen}元，超过本地上限，请核实。'
sentence_en: '{name} was paid {fact.paid_fen} yuan {period}, above the ceiling. To be verified.'
component_notes:
  account: ['其中个人账户 {amount}，按账户核对。', 'The personal-account part is {amount}: check the account.']
why:
  zh: ['单月到账{paid_fen}元']
  en: ['Paid {paid_fen} yuan in a month']
`;

const RULE_SQL = `-- Grain: one row per settled line that is larger than the ceiling.
select
    payment.person_id,
    'ceiling' as occurrence_key,
    payment.month,
    payment.amount_fen - ceiling.value as amount_fen,
    payment.line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    payment.amount_fen - ceiling.value as part_account_fen,
    payment.amount_fen as fact_paid_fen
from canonical.benefit_payment as payment
inner join parameter.monthly_ceiling as ceiling on payment.month between ceiling.valid_from and ceiling.valid_to
where payment.is_settled and payment.amount_fen > ceiling.value
`;

const CASES_YAML = `
- name: a month above the ceiling is a lead
  given:
    canonical.benefit_payment: [{person_id: p1, month: 202210, amount_fen: 60000}]
  finds:
    - {person_id: p1, amount_fen: 10000, months: 1, first_month: 202210, last_month: 202210, match_strength: confirmed}
- name: a month at the ceiling is none
  given:
    canonical.benefit_payment: [{person_id: p1, month: 202210, amount_fen: 50000}]
  finds: []
`;

const SOURCE = 'village-report';

const SOURCE_YAML = `
title: 村级死亡报告
english: Deaths reported by villages
describes: one reported death
sent_by: 村(社区)
file_names: [村级死亡报告]
period_field: null
expected_every_days: 31
fields:
  resident_id: { type: resident_id, headers: [身份证号] }
  name: { type: name, headers: [姓名], required: true }
  died_on: { type: date, headers: [村报死亡日期], required: true, marks_source: true }
row_needs:
  - [resident_id, name]
`;

const SOURCE_SQL = `-- Grain: one row per death that a village reported.
select
    row_id as record_id,
    person_id,
    died_on,
    died_on_month as died_month,
    'village' as source_kind,
    false as is_upper_bound,
    false as is_revoked,
    match_strength
from staged.village_report
`;

/** Asks the copy's workbench, as somebody signed in; a program of its own, because it is the copy that must answer. */
const ASK = `
import { setPassword } from './casework/users/passwords.ts';
import { openWorkbench } from './workbench/server/open-workbench.ts';
const [home, ...paths] = process.argv.slice(2);
const { app, desk, close } = await openWorkbench({ home, port: 0, isDemo: true });
const refusal = setPassword(desk.ledger, desk.office, { user: 'chenjing', via: 'test' }, 'chenjing', 'Hedui-2022-demo');
if (refusal !== null) throw new Error(refusal.en);
const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ user: 'chenjing', password: 'Hedui-2022-demo' });
const session = await app.request('/api/session', { method: 'POST', headers: json, body });
const cookie = session.headers.get('set-cookie').split(';')[0];
const { token } = await session.json();
const ask = async (path, method = 'GET') => {
  const headers = { cookie, 'x-hedui-token': token, 'accept-language': 'zh', ...json };
  const answer = await app.request(path, { method, headers, ...(method === 'POST' ? { body: JSON.stringify({ filter: {} }) } : {}) });
  if (!answer.ok) throw new Error(path + ': ' + (await answer.text()));
  return answer.json();
};
const queue = await ask('/api/queue/list', 'POST');
const filters = await ask('/api/queue/filters');
const rules = await ask('/api/rules');
const sources = await ask('/api/sources');
const today = await ask('/api/nights/last');
const cases = await Promise.all(queue.rows.map(({ case_id }) => ask('/api/cases/' + case_id)));
await close();
process.stdout.write(JSON.stringify({ queue, filters, rules, sources, today, cases }));
`;

describe('one folder more', () => {
  let folder: string;
  let copy: string;
  let home: string;

  function run(...words: string[]): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...NODE_FLAGS, ...words], {
      cwd: copy,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    // 4: the precheck holds somebody
    if (status !== 0 && status !== 4) throw new Error(`${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  const hedui = <Answer>(...words: string[]) =>
    JSON.parse(run('pipelines/cli.ts', '--home', home, '--json', ...words)) as Answer;

  function add(path: string, files: Record<string, string>): void {
    mkdirSync(join(copy, path), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(copy, path, name), text.trimStart());
  }

  const rich = { ...payee(3), accountPartFen: 80_000 };
  const people = [payee(0), payee(1), payee(2), rich];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hedui-folder-'));
    copy = join(folder, 'hedui');
    home = join(folder, 'var');
    for (const part of [...ROOMS, ...DATA]) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    add(`rules/${RULE}`, { 'rule.yaml': RULE_YAML, 'rule.sql': RULE_SQL, 'cases.yaml': CASES_YAML });
    add(`sql/sources/${SOURCE}`, { 'source.yaml': SOURCE_YAML, 'death_record.sql': SOURCE_SQL });
    add('../inbox', {
      [rosterName(202210)]: roster(202210, people),
      '村级死亡报告.csv': csv([
        ['姓名', '身份证号', '村报死亡日期'],
        [payee(1).name, payee(1).residentId, '2022-09-10'],
      ]),
    });
    add('.', { 'ask.ts': ASK });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('a rule is asked by night, and stands in the queue, the case, the pages and the morning paper', () => {
    const night = hedui<{
      rules: { rule_id: string; findings: number; amount_fen: number }[];
      files: { source: string; used: number }[];
      reports: string[];
    }>('nightly', '--inbox', join(folder, 'inbox'), '--as-of', '2022-11-30');
    expect(night.rules).toContainEqual(
      expect.objectContaining({ rule_id: RULE, findings: 1, amount_fen: 91_800 - 50_000 }),
    );
    expect(night.files).toContainEqual(expect.objectContaining({ source: SOURCE, used: 1 }));
    expect(night.rules).toContainEqual(
      expect.objectContaining({ rule_id: 'deceased/paid-after-death', findings: 1 }),
    );
    const paper = night.reports.find((path) => path.endsWith('.html')) ?? '';
    expect(readFileSync(paper, 'utf8')).toContain('单月发放超过上限');

    const told = JSON.parse(run('ask.ts', home)) as {
      [page: string]: unknown;
      queue: { rows: { why: { zh: string } }[] };
      cases: unknown[];
    };
    const { queue, cases } = told;
    const row = queue.rows.find(({ why }) => why.zh.startsWith('单月'));
    expect(row?.why).toEqual({ zh: '单月到账918元', en: 'Paid 918 yuan in a month' });
    const evidence = cases.map((one) => JSON.stringify(one)).find((text) => text.includes(RULE)) ?? '';
    expect(evidence).toContain('当月含以前月份的补发');
    expect(evidence).toContain('1 笔均不是补发');
    expect(evidence).toContain('其中个人账户 418.00，按账户核对。');
    for (const page of ['rules', 'filters']) expect(JSON.stringify(told[page]), page).toContain(RULE);
    expect(JSON.stringify(told.today)).toContain('单月发放超过上限');
    expect(JSON.stringify(told.sources)).toContain('村级死亡报告');
  }, 120_000);

  test.runIf(isLong)(
    'what it claims of a roster that is still to be paid is held',
    () => {
      const path = join(folder, rosterName(202211));
      writeFileSync(path, roster(202211, people));
      const { held } = hedui<{ held: { rule_id: string; amount_fen: number }[] }>(
        'precheck',
        path,
        '--as',
        'chenjing',
      );
      expect(held).toContainEqual(expect.objectContaining({ rule_id: RULE, amount_fen: 91_800 - 50_000 }));
    },
    60_000,
  );
});
