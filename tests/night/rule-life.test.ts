import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listRuleLives } from '../../casework/rule-life/lives.ts';
import { edit, fillIn, lowerCeiling, OWN_RULE } from '../support/own-rule.ts';
import { Office } from './office.ts';
import { shipOlder } from './older-version.ts';
import { POLICE_LIST, payee, policeList, RICH, roster, rosterName, WITH_ONE_RICH } from './small-office.ts';
import { appointTwo } from './supervisor.ts';

/* A rule of the office, from its first draft to its end: real folders, real nights, two people. */

const DEAD = { person: payee(1), on: '20220910' };

function lifeOf(office: Office, ruleId = OWN_RULE) {
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  return listRuleLives(ledger).get(ruleId);
}

function countCases(office: Office): number {
  using ledger = openOfficeLedger(openOffice(office.home), 'read');
  return Number(ledger.statement('select count(*) as n from case_state').get()?.n);
}

async function said(office: Office, ...words: string[]): Promise<string> {
  const { stdout, stderr } = await office.run(...words);
  return `${stdout}${stderr}`;
}

const asLi = ['--as', 'li', '--reason', '本地上限有规定'];
const asSun = ['--as', 'sun', '--reason', '看过试运行结果'];

describe('a rule of the office', () => {
  let office: Office;
  let plain: Awaited<ReturnType<Office['night']>>;

  beforeAll(async () => {
    office = new Office();
    office.put(rosterName(202210), roster(202210, WITH_ONE_RICH));
    office.put(rosterName(202211), roster(202211, WITH_ONE_RICH));
    office.put(POLICE_LIST, policeList([DEAD]));
    appointTwo(office);
    plain = await office.night('2022-12-01');
  }, 120_000);
  afterAll(() => office.remove());

  test('a new folder says what is to be filled in, line by line, and passes its check once it is', async () => {
    expect((await office.run('rules', 'new', OWN_RULE, ...asLi)).code).toBe(0);
    expect(lifeOf(office)).toMatchObject({ stage: 'draft', events: [{ by: 'li', version: '1.0' }] });
    const refused = await office.run('rules', 'check', OWN_RULE);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('rule.yaml 第 3 行还有 TODO');
    expect(refused.stderr).toContain('rule.yaml, line 3, is still to be filled in');
    fillIn(office.workspace);
    const passed = await office.run('rules', 'check', OWN_RULE);
    expect([passed.code, passed.stdout.includes('例子 examples 5/5')]).toEqual([0, true]);
  });

  test('a draft is asked of nobody', async () => {
    const night = await office.night('2022-12-02');
    expect([night.shadow, night.stopped]).toEqual([[], []]);
    expect(night.rules.map(({ rule_id }) => rule_id)).not.toContain(OWN_RULE);
  });

  test('without a check that it passes, no rule goes into shadow; and nobody releases one that was not in shadow', async () => {
    edit(office.workspace, 'cases.yaml', (text) => text.replace('amount_fen: 20000', 'amount_fen: 20001'));
    expect(await said(office, 'rules', 'shadow', OWN_RULE, ...asLi)).toContain('例子写 20001，结果是 20000');
    edit(office.workspace, 'cases.yaml', (text) => text.replace('amount_fen: 20001', 'amount_fen: 20000'));
    expect(await said(office, 'rules', 'release', OWN_RULE, ...asLi)).toContain('还没有试运行');
    expect(lifeOf(office)?.stage).toBe('draft');
  });

  test('in shadow it runs every night, opens no case, and is in no total, list or export', async () => {
    const cases = countCases(office);
    expect((await office.run('rules', 'shadow', OWN_RULE, ...asLi)).code).toBe(0);
    const night = await office.night('2022-12-03');
    expect(night.shadow).toMatchObject([
      { rule_id: OWN_RULE, version: '1.0', findings: 1, people: 1, amount_fen: 2 * (91_800 - 50_000) },
    ]);
    expect(night.totals).toEqual(plain.totals);
    expect(countCases(office)).toBe(cases);
    const standing = await office.standing();
    expect(standing.filter(({ rule_id }) => rule_id === OWN_RULE)).toEqual([]);
    expect(await office.read(`select 1 from detection.rule_line where rule_id = '${OWN_RULE}'`)).toEqual([]);
    const [row] = await office.read<{ name: string }>('select name from shadow.finding');
    expect(row?.name).toBe(RICH.name);
    // the same night again says nothing twice
    await office.night('2022-12-03');
    expect(lifeOf(office)?.nights).toMatchObject([{ as_of: '2022-12-03', findings: 1 }]);
  });

  test('one who proposed it does not agree to it; a second supervisor does, and then it opens cases', async () => {
    expect(await said(office, 'rules', 'release', OWN_RULE, ...asLi)).toContain('另一名基金监督人员');
    expect(await said(office, 'rules', 'release', OWN_RULE, ...asLi)).toContain('不能审批自己的工作');
    expect(lifeOf(office)?.stage).toBe('shadow');
    expect((await office.run('rules', 'release', OWN_RULE, ...asSun)).code).toBe(0);
    expect(lifeOf(office)).toMatchObject({ stage: 'live', live: { version: '1.0' }, shadow: null });
    const night = await office.night('2022-12-04');
    expect(night.rules.find(({ rule_id }) => rule_id === OWN_RULE)).toMatchObject({
      findings: 1,
      amount_fen: 83_600,
    });
    expect(night.totals.amount_fen).toBe(plain.totals.amount_fen + 83_600);
    const finding = (await office.standing()).find(({ rule_id }) => rule_id === OWN_RULE);
    expect(finding?.case_id).toMatch(/./);
  });

  test('its next version runs in shadow beside it, and what counts is still the text that two people read', async () => {
    edit(office.workspace, 'rule.yaml', (text) => text.replace("version: '1.0'", "version: '1.1'"));
    lowerCeiling(office.workspace, 40_000);
    expect((await office.run('rules', 'shadow', OWN_RULE, ...asLi)).code).toBe(0);
    const night = await office.night('2022-12-05');
    expect(night.rules.find(({ rule_id }) => rule_id === OWN_RULE)?.amount_fen).toBe(83_600);
    expect(night.shadow).toMatchObject([{ version: '1.1', amount_fen: 2 * (91_800 - 40_000) }]);
  });

  test('edited after it was put in shadow it stops itself by its name, and the night goes on', async () => {
    edit(office.workspace, 'rule.sql', (text) => `${text}\n-- one more line\n`);
    const night = await office.night('2022-12-06');
    expect(night.published).toBe(true);
    expect(night.stopped).toMatchObject([{ rule_id: OWN_RULE, version: '1.1', was_live: false }]);
    expect(night.stopped[0]?.zh).toContain('被改过');
    expect(night.rules.find(({ rule_id }) => rule_id === OWN_RULE)?.findings).toBe(1);
  });

  test('two people may let a version count for some months alone', async () => {
    expect((await office.run('rules', 'shadow', OWN_RULE, ...asLi)).code).toBe(0);
    await office.night('2022-12-07');
    await office.run('rules', 'release', OWN_RULE, '--from', '2022-11', ...asLi);
    await office.run('rules', 'release', OWN_RULE, ...asSun);
    const night = await office.night('2022-12-08');
    expect(night.rules.find(({ rule_id }) => rule_id === OWN_RULE)?.amount_fen).toBe(91_800 - 40_000);
  });

  test('a rule that fails on what the office really received stops itself, its cases stay, and the night goes on', async () => {
    edit(office.workspace, 'rule.yaml', (text) => text.replace("version: '1.1'", "version: '1.2'"));
    edit(office.workspace, 'rule.sql', (text) =>
      text.replace(
        'payment.amount_fen as fact_paid_fen',
        "payment.amount_fen + cast(case when payment.month > 202211 then 'x' else '0' end as bigint) as fact_paid_fen",
      ),
    );
    await office.run('rules', 'shadow', OWN_RULE, ...asLi);
    await office.night('2022-12-09');
    await office.run('rules', 'release', OWN_RULE, ...asLi);
    await office.run('rules', 'release', OWN_RULE, ...asSun);
    await office.night('2022-12-10');
    const caseOf = async () =>
      (await office.standing()).find(({ rule_id }) => rule_id === OWN_RULE)?.case_id ?? '';
    const before = await caseOf();
    expect(before).toMatch(/./);
    office.put(rosterName(202212), roster(202212, WITH_ONE_RICH));
    const night = await office.night('2022-12-31');
    expect(night.stopped).toMatchObject([{ rule_id: OWN_RULE, was_live: true }]);
    expect(night.rules.find(({ rule_id }) => rule_id === 'deceased/paid-after-death')?.findings).toBe(1);
    using ledger = openOfficeLedger(openOffice(office.home), 'read');
    const held = ledger.statement('select is_withdrawn from finding_state where rule_id = ?').all(OWN_RULE);
    expect(held).toEqual([{ is_withdrawn: 0 }]);
  });

  test('a retired rule is asked no more, and its life can be read from its events', async () => {
    expect((await office.run('rules', 'retire', OWN_RULE, ...asSun)).code).toBe(0);
    const night = await office.night('2023-01-01');
    expect(night.stopped).toEqual([]);
    expect(night.rules.map(({ rule_id }) => rule_id)).not.toContain(OWN_RULE);
    const types = lifeOf(office)?.events.map(({ type, by }) => `${by} ${type}`);
    expect(types?.slice(0, 4)).toEqual([
      'li RuleDrafted',
      'li RuleShadowed',
      'li RuleReleaseProposed',
      'sun RuleWentLive',
    ]);
    expect(types?.at(-1)).toBe('sun RuleRetired');
  });
});

describe('a rule that would never end, or that reaches for what is not its own', () => {
  let office: Office;
  beforeAll(async () => {
    office = new Office();
    await office.run('rules', 'new', OWN_RULE);
    fillIn(office.workspace);
  });
  afterAll(() => office.remove());

  const withSql = async (change: (text: string) => string): Promise<string> => {
    const whole = { text: '' };
    edit(office.workspace, 'rule.sql', (text) => {
      whole.text = text;
      return change(text);
    });
    const { stderr, code } = await office.run('rules', 'check', OWN_RULE);
    edit(office.workspace, 'rule.sql', () => whole.text);
    expect(code).toBe(4);
    return stderr;
  };

  test('it is stopped at its limit, by its name', async () => {
    const endless = await withSql((text) =>
      text.replace(
        'where payment.is_settled',
        'where (select count(*) from canonical.calendar_month as a, canonical.calendar_month as b, canonical.calendar_month as c, canonical.calendar_month as d where a.month + b.month + c.month <> d.month) > 0 and payment.is_settled',
      ),
    );
    expect(endless).toContain(`规则 ${OWN_RULE} 运行超过 5 秒，已停止`);
    expect(endless).toContain(`Rule ${OWN_RULE} ran for more than 5 seconds and was stopped`);
  }, 60_000);

  test('it reads the business tables only, in words that other engines know, and is one query', async () => {
    expect(
      await withSql((text) => text.replace('canonical.benefit_payment', 'canonical.benefit_paymnt')),
    ).toContain('是不是 benefit_payment');
    expect(
      await withSql((text) =>
        text.replace('canonical.benefit_payment as payment', "read_csv('/etc/passwd') as payment"),
      ),
    ).toContain('从函数 read_csv 取数');
    expect(await withSql((text) => `${text}; drop table canonical.person`)).toContain('只能是一条');
    expect(await withSql((text) => text.replace("'ceiling' as", 'current_date::varchar as'))).toContain(
      '只有一种数据库懂',
    );
    expect(await withSql((text) => text.replace('payment.person_id,', 'payment.nobody,'))).toContain(
      'nobody',
    );
    expect(await withSql((text) => text.replace('    payment.month,\n', ''))).toContain('lacks [month]');
  }, 60_000);
});

test('where the office wishes, a new version of a shipped rule is tried first, and the old one counts on', async () => {
  const office = new Office();
  try {
    office.put(rosterName(202210), roster(202210, WITH_ONE_RICH));
    office.put(POLICE_LIST, policeList([DEAD]));
    office.settle('rules: { new_versions: shadow }\n');
    appointTwo(office);
    const first = await office.night('2022-11-01');
    const rule = 'deceased/paid-after-death';
    expect(lifeOf(office, rule)).toMatchObject({ stage: 'live', shadow: null });
    expect(first.shadow).toEqual([]);
    // as if the version before had been the one that counted when Hedui was renewed
    shipOlder(office, rule, '0.9', (sql) => sql);
    const night = await office.night('2022-11-02');
    expect(night.shadow).toMatchObject([{ rule_id: rule, findings: 1 }]);
    expect(night.rules.find(({ rule_id }) => rule_id === rule)?.findings).toBe(1);
    const [finding] = await office.standing();
    expect(finding?.rule_id).toBe(rule);
    expect(await office.read(`select version from result.rule where rule_id = '${rule}'`)).toEqual([
      { version: '0.9' },
    ]);
    await office.run('rules', 'release', rule, ...asLi);
    await office.run('rules', 'release', rule, ...asSun);
    const after = await office.night('2022-11-03');
    expect(after.shadow).toEqual([]);
    expect(await office.read(`select version from result.rule where rule_id = '${rule}'`)).not.toEqual([
      { version: '0.9' },
    ]);
  } finally {
    office.remove();
  }
}, 120_000);
