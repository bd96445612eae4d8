import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { settleCounty } from './county.ts';
import type { Office, PublishedFinding } from './office.ts';
import { csv, policeList } from './small-office.ts';

const PRISON = 'imprisonment/paid-while-imprisoned';
const DEAD = 'deceased/paid-after-death';
const LAST_NIGHT_OF_THE_PAST = '2023-01-02';
const JUMP = '2023-01-03';
const DAY_AFTER = '2023-01-04';
const DAY_AFTER_RELEASE = '2023-01-05';

interface Drawing {
  name: string;
  residentId: string;
}

let office: Office;
let drawing: Drawing[];
/** What stood before the jump: the four people whom the county's own list of sentences names. */
let earlier: PublishedFinding[];

beforeAll(async () => {
  ({ office } = settleCounty({ people: 200, seed: 5, format: 'csv' }));
  for (const day of ['2022-12-31', '2023-01-01', LAST_NIGHT_OF_THE_PAST]) await office.night(day);
  earlier = await ofRule(PRISON);
  drawing = await office.read<Drawing>(`
    select person.name, person.resident_id as "residentId"
    from canonical.person
    inner join canonical.beneficiary using (person_id)
    where person.resident_id is not null and beneficiary.last_settled_month = 202212
        and person_id not in (select person_id from result.finding)
    order by person.resident_id`);
  await office.run('user', 'add', 'admin', '--role', 'administrator');
  for (const [user, role] of [
    ['sun', 'supervisor'],
    ['li', 'investigator'],
    ['zhu', 'supervisor@竹园镇'],
  ] as const) {
    await office.run('user', 'add', user, '--role', role, '--as', 'admin');
  }
});
afterAll(() => office.remove());

function sentences(people: readonly Drawing[]): string {
  return csv([
    ['姓名', '身份证号码', '判决书文号', '刑种', '刑期起', '刑期止', '执行方式'],
    ...people.map(({ name, residentId }, place) => [
      name,
      residentId,
      `（2022）云2504刑初${500 + place}号`,
      '有期徒刑',
      '2022-01-15',
      '2023-12-14',
      '监狱执行',
    ]),
  ]);
}

async function ofRule(ruleId: string): Promise<PublishedFinding[]> {
  return (await office.standing()).filter(({ rule_id }) => rule_id === ruleId);
}

async function casesOf(ruleId: string): Promise<string[]> {
  return (await ofRule(ruleId)).flatMap(({ case_id }) => (case_id === null ? [] : [case_id]));
}

function figures(summary: NightSummary, ruleId: string) {
  return summary.rules.find(({ rule_id }) => rule_id === ruleId);
}

function release(ruleId: string, user: string, ...more: string[]) {
  return office.run('nightly', '--inbox', office.inbox, '--release', ruleId, '--as', user, ...more);
}

const SEEN = ['--reason', '已向法院核实名单', '--json'];
let jump: NightSummary;

describe('a night on which one rule finds far more than ever', () => {
  beforeAll(async () => {
    office.put('法院服刑人员名单（补充）.csv', sentences(drawing.slice(0, 30)));
    const list = csv([
      ['序号', '疑点类型', '姓名', '身份证号码', '批次'],
      [1, '疑似服刑', drawing[0]?.name ?? '', drawing[0]?.residentId ?? '', '2023年第1批'],
    ]);
    const path = office.put('上级下发疑点数据（2023年第1批）.csv', list);
    await office.run('batch', 'receive', path, '--as', 'sun', '--id', 'b1');
    const dead = drawing.slice(40, 42).map((person) => ({ person, on: '20220531' }));
    office.put('公安局户籍注销人员名单（增补）.csv', policeList(dead));
    // the past stands in the ledger; papers may have been put away
    rmSync(office.workspace.reports, { recursive: true });
    jump = await office.night(JUMP);
  });

  test('holds that rule and no other, and says by how much', () => {
    expect(jump.held).toMatchObject([
      { rule_id: PRISON, findings: 34, fresh: 30, nights: 3, most_findings: 4, limit_findings: 13 },
    ]);
    expect(jump.held[0]?.zh).toContain('34 条');
    expect(figures(jump, PRISON)).toMatchObject({ findings: 34, new: 30, fresh: 30 });
  });

  test('opens none of its cases and leaves those it has as they are', async () => {
    expect(earlier).toHaveLength(4);
    expect(await casesOf(PRISON)).toEqual(earlier.map(({ case_id }) => case_id));
    expect(jump.cases.withdrawn).toBe(0);
  });

  test('opens the cases of the other rules', async () => {
    expect(figures(jump, DEAD)).toMatchObject({ findings: 12, new: 2 });
    expect(jump.cases.opened).toBe(2);
    expect(await casesOf(DEAD)).toHaveLength(12);
  });

  test('leaves a lead that only this rule bears out unanswered', () => {
    expect(jump.batches).toMatchObject({ answered: 0, waiting: 1 });
    // the list of leads, its workbook and the items say so alike
    expect(jump.leads).toMatchObject({ supported: 5, waiting: 3 });
  });

  test('tells the supervision team, with the command that lets it go on', () => {
    const command = `nightly --inbox ${office.inbox} --release ${PRISON} --as 用户 --reason "理由"`;
    const folder = join(office.workspace.reports, JUMP);
    expect(readFileSync(join(folder, '核对摘要.txt'), 'utf8')).toContain(command);
    const page = readFileSync(join(folder, '晨报.html'), 'utf8');
    expect(page).toContain('暂停处理、待人工查看');
    expect(page).toContain(`--release ${PRISON}`);
    const told = JSON.parse(readFileSync(join(folder, 'night.json'), 'utf8')) as NightSummary;
    expect(told.held).toEqual(jump.held);
  });

  test('run once more that day holds it again, though nothing is new since', async () => {
    const again = await office.night(JUMP);
    expect(again.held.map(({ rule_id, fresh }) => [rule_id, fresh])).toEqual([[PRISON, 30]]);
    expect(again.cases).toMatchObject({ opened: 0, withdrawn: 0 });
  });

  test('the day after it is still held: its own jump is no past to be measured against', async () => {
    const next = await office.night(DAY_AFTER);
    expect(figures(next, PRISON)).toMatchObject({ findings: 34, new: 0, fresh: 30 });
    expect(next.held).toMatchObject([{ rule_id: PRISON, nights: 3, most_findings: 4 }]);
    expect(await casesOf(PRISON)).toHaveLength(4);
  });
});

describe('a held rule is let go on', () => {
  test.each([
    ['an investigator', () => release(PRISON, 'li', ...SEEN), 3, 'no-right'],
    ['a supervisor of one township only', () => release(PRISON, 'zhu', ...SEEN), 3, 'not-your-role'],
    ['somebody whom nobody knows', () => release(PRISON, 'nobody', ...SEEN), 3, 'unknown-user'],
    ['a supervisor without a reason', () => release(PRISON, 'sun', '--json'), 2, 'release-incomplete'],
    [
      'a supervisor who names a rule that is not held',
      () => release(DEAD, 'sun', ...SEEN),
      3,
      'rule-not-held',
    ],
  ])('not by %s', async (_who, act, code, refusal) => {
    const before = office.currentBuild();
    const told = await act();
    expect(told).toMatchObject({ code });
    expect(JSON.parse(told.stdout)).toMatchObject({ error: { code: refusal } });
    expect(office.currentBuild()).toBe(before);
    expect(await casesOf(PRISON)).toHaveLength(4);
  });

  test('by a supervisor, and that very night is run once more and opens its cases', async () => {
    const told = await release(PRISON, 'sun', ...SEEN);
    expect(told.code, told.stderr).toBe(0);
    const night = JSON.parse(told.stdout) as NightSummary;
    expect(night).toMatchObject({ as_of: DAY_AFTER, held: [], cases: { opened: 30, attached: 30 } });
    expect(new Set(await casesOf(PRISON)).size).toBe(34);
    expect(night.batches).toMatchObject({ answered: 1, waiting: 0 });
    expect(night.leads).toMatchObject({ supported: 8, waiting: 0 });
    const page = readFileSync(join(office.workspace.reports, DAY_AFTER, '晨报.html'), 'utf8');
    expect(page).toContain('已由人工放行');
    expect(page).toContain('立案 30 件，含放行后才立案的疑点');
    expect(page).toMatch(/34 条由 sun 于 \d{4}-\d{2}-\d{2} 放行，理由：已向法院核实名单/);
  });

  test('stands in the audit chain with who, which rule and which run', async () => {
    expect(await office.run('audit', 'verify')).toMatchObject({ code: 0 });
    await office.run('user', 'add', 'shen', '--role', 'auditor', '--as', 'admin');
    const told = await office.run('audit', 'log', '--as', 'shen', '--subject', PRISON, '--json');
    const { records } = JSON.parse(told.stdout) as { records: object[] };
    // the auditor's own look stands after it
    expect(records.slice(0, -1)).toMatchObject([{ actor: 'sun', type: 'RuleReleased', subject_id: PRISON }]);
  });

  test('opens each case once: the night again opens none, and nothing is left to release', async () => {
    const again = await office.night(DAY_AFTER);
    expect(again.cases).toMatchObject({ opened: 0, attached: 0, unchanged: again.totals.findings });
    expect(await release(PRISON, 'sun', ...SEEN)).toMatchObject({ code: 3 });
    expect(await casesOf(PRISON)).toHaveLength(34);
  });

  test('is measured against what was released from then on', async () => {
    office.put('法院服刑人员名单（再补充）.csv', sentences(drawing.slice(50, 65)));
    const next = await office.night(DAY_AFTER_RELEASE);
    expect(figures(next, PRISON)).toMatchObject({ findings: 49, new: 15 });
    expect(next.held).toEqual([]);
    expect(next.cases).toMatchObject({ opened: 15 });
  });
});

describe('a release that is killed', () => {
  const STEPS = ['detect', 'open-cases', 'compare', 'publish'];
  const SECOND_JUMP = '2023-01-06';

  test('at any step leaves the cases closed or all of them open, and is made good by asking again', async () => {
    const dead = drawing.slice(66).map((person) => ({ person, on: '20220531' }));
    office.put('公安局户籍注销人员名单（年度）.csv', policeList(dead));
    const before = (await casesOf(DEAD)).length;
    expect((await office.night(SECOND_JUMP)).held).toContainEqual(
      expect.objectContaining({ rule_id: DEAD, fresh: dead.length }),
    );
    expect(await casesOf(DEAD)).toHaveLength(before);
    for (const step of STEPS) {
      await office.stopNightAt(step, 'SIGKILL', '--release', DEAD, '--as', 'sun', ...SEEN);
      expect([before, before + dead.length]).toContain((await casesOf(DEAD)).length);
    }
    // asked again, it is let go on, or says that nothing is held any more; the next night then opens what is left
    expect([0, 3]).toContain((await release(DEAD, 'sun', ...SEEN)).code);
    const { held } = await office.night(SECOND_JUMP);
    expect(held.map(({ rule_id }) => rule_id)).not.toContain(DEAD);
    const cases = await casesOf(DEAD);
    expect([cases.length, new Set(cases).size]).toEqual([before + dead.length, before + dead.length]);
    expect(await office.run('audit', 'verify')).toMatchObject({ code: 0 });
  });
});
