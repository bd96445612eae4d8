import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { journalTip } from '../../storage/ledger/journal.ts';
import { isLong } from '../../tests/support/is-long.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  SUMMER,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';
import { listCases } from '../reads/cases/list-cases.ts';
import { listHeldBack } from '../reads/findings/held-back.ts';
import { checkCasebook } from '../reads/proof/check-casebook.ts';
import { listQueue } from '../reads/queue/list-queue.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const death = sampleFinding({
  person_id: 'p1',
  claims: SUMMER,
});
const dual = sampleFinding({
  person_id: 'p1',
  rule_id: 'dual-benefit/employee-pension',
  occurrence_key: 'pension-9',
  claims: [
    [202205, { basic: 11_800 }],
    [202206, { basic: 11_800 }],
  ],
});

function theCase(result: { case_of: Map<string, string> }, key = death.finding_key) {
  const caseId = result.case_of.get(key) ?? '';
  const state = loadCase(sample.ledger, caseId);
  if (state === null) throw new Error('no such case');
  return state;
}

describe('a night and the cases', () => {
  test('findings of two rules about one person gather in one case', () => {
    const result = sample.run([death, dual]);
    expect(result).toMatchObject({
      opened: 1,
      attached: 2,
      unchanged: 0,
      changed: 0,
      withdrawn: 0,
      held_back: 0,
    });
    expect(result.case_of.get(dual.finding_key)).toBe(result.case_of.get(death.finding_key));
  });

  test('a line two rules claim counts once, with the larger claim', () => {
    // 3 × 218.00, and of the pension overlap only May: June stands in both.
    expect(theCase(sample.run([death, dual])).money.claimed_fen).toBe(65_400 + 11_800);
  });

  test('money owed to the person and mere questions claim nothing', () => {
    const owed = sampleFinding({
      person_id: 'p1',
      rule_id: 'certification/arrears-due',
      direction: 'person',
    });
    const question = sampleFinding({
      person_id: 'p1',
      rule_id: 'identity/invalid-resident-id',
      direction: 'none',
    });
    const result = sample.run([owed, question]);
    expect(result.opened).toBe(1);
    expect(theCase(result, owed.finding_key).money.claimed_fen).toBe(0);
  });

  test('a rule that is held opens, changes and withdraws nothing, and its findings keep the case they have', () => {
    const first = sample.run([death, dual]);
    const tip = journalTip(sample.ledger);
    const other = sampleFinding({ person_id: 'p2' });
    const grown = { ...death, amount_fen: 87_200, evidence_hash: 'grown' };
    const held = sample.run([grown, other, dual], 2, { held: [death.rule_id] });
    expect(held).toMatchObject({ opened: 0, attached: 0, unchanged: 1, changed: 0, withdrawn: 0 });
    expect(held.case_of).toEqual(first.case_of);
    sample.run([dual], 3, { held: [death.rule_id] });
    expect(journalTip(sample.ledger)).toEqual(tip);
    expect(sample.run([grown, other, dual], 4)).toMatchObject({ opened: 1, changed: 1, unchanged: 1 });
  });

  test('the same night again appends nothing', () => {
    const first = sample.run([death, dual]);
    const tip = journalTip(sample.ledger);
    const second = sample.run([dual, death], 2);
    expect(second).toMatchObject({ opened: 0, attached: 0, unchanged: 2, changed: 0, withdrawn: 0 });
    expect(second.case_of).toEqual(first.case_of);
    expect(journalTip(sample.ledger)).toEqual(tip);
  });

  test('a finding that is gone is withdrawn, flags the case and stays readable', () => {
    sample.run([death, dual]);
    const result = sample.run([dual], 2);
    expect(result).toMatchObject({ unchanged: 1, withdrawn: 1 });
    const state = theCase({ case_of: new Map([[death.finding_key, [...result.case_of.values()][0] ?? '']]) });
    expect(state.findings[death.finding_key]).toMatchObject({
      is_withdrawn: true,
      finding: { reason: death.reason },
    });
    expect(state.flags.map((flag) => flag.code)).toContain('finding-withdrawn');
    expect(state.money.claimed_fen).toBe(23_600);
    const back = sample.run([dual, death], 3);
    expect(back).toMatchObject({ changed: 1, unchanged: 1 });
    expect(theCase(back).money.claimed_fen).toBe(77_200);
  });

  test('a rule that could not be asked tonight withdraws nothing', () => {
    sample.run([death, dual]);
    const result = sample.run([dual], 2, { rules: ['dual-benefit/employee-pension'] });
    expect(result.withdrawn).toBe(0);
  });

  test('a returned line lowers the claim, and the case says by how much', () => {
    sample.run([death]);
    const fewer = sampleFinding({
      person_id: 'p1',
      claims: [
        [202206, { basic: 11_800, account: 10_000 }],
        [202208, { basic: 11_800, account: 10_000 }],
      ],
    });
    const state = theCase(sample.run([fewer], 2));
    expect(state.money.claimed_fen).toBe(43_600);
    expect(state.flags.find((flag) => flag.code === 'evidence-changed')?.detail).toContain(
      '金额（元） 654.00 → 436.00',
    );
  });

  test('a stronger link is told without changing the claim', () => {
    sample.run([sampleFinding({ person_id: 'p1', match_strength: 'possible' })]);
    const state = theCase(sample.run([sampleFinding({ person_id: 'p1' })], 2));
    expect(state.flags).toMatchObject([
      { code: 'link-changed', detail: expect.stringContaining('把握 可能 → 确证') },
    ]);
  });

  test('a corrected name follows into the open case', () => {
    sample.run([death]);
    const state = theCase(sample.run([{ ...death, name: '测试乙' }], 2));
    expect(state.person.name).toBe('测试乙');
    expect(state.debtor.name).toBe('测试乙');
  });
});

describe('a cleared case', () => {
  function clearIt() {
    const caseId = sample.caseOf(death);
    expect(sample.act('sun', caseId, 'clear', { reason: '同名同生日的另一人' }).ok).toBe(true);
    return caseId;
  }

  test('stays cleared while the evidence is the same, and is listed as held back', () => {
    const caseId = clearIt();
    expect(sample.run([death], 2)).toMatchObject({ held_back: 1, unchanged: 0, opened: 0 });
    expect(loadCase(sample.ledger, caseId)?.status).toBe('unfounded');
    expect(listHeldBack(sample.ledger, 'program')).toMatchObject([
      { case_id: caseId, rule_id: death.rule_id },
    ]);
  });

  test('comes back when its evidence changes, saying what changed', () => {
    const caseId = clearIt();
    const changed = sampleFinding({
      person_id: 'p1',
      facts: { died_on: '2022-04-30' },
      claims: [[202206, { basic: 1 }]],
    });
    sample.run([changed], 2);
    const state = loadCase(sample.ledger, caseId);
    expect(state?.status).toBe('new');
    expect(state?.flags.find((flag) => flag.code === 'returned')?.detail).toContain(
      '所据事实 2022-05-31 → 2022-04-30',
    );
    expect(listHeldBack(sample.ledger, 'program')).toEqual([]);
  });

  test('is still cleared when its finding goes away and comes back the same', () => {
    const caseId = clearIt();
    sample.run([], 2);
    sample.run([death], 3);
    expect(loadCase(sample.ledger, caseId)?.status).toBe('unfounded');
    expect(sample.run([death], 4).held_back).toBe(1);
  });

  test('another occurrence about the same person opens a case of its own', () => {
    const caseId = clearIt();
    const result = sample.run([death, dual], 2);
    expect(result.opened).toBe(1);
    expect(result.case_of.get(dual.finding_key)).not.toBe(caseId);
  });

  test('a second rule on the same occurrence brings the case back', () => {
    const caseId = clearIt();
    const falseCertification = sampleFinding({
      person_id: 'p1',
      rule_id: 'deceased/certified-after-death',
      direction: 'none',
    });
    const result = sample.run([death, falseCertification], 2);
    expect(result.opened).toBe(0);
    expect(loadCase(sample.ledger, caseId)?.status).toBe('new');
  });
});

test('a case repaid in full stays so when the amount of its finding changes, and is flagged', () => {
  const caseId = sample.caseOf(death);
  bringToService(sample, caseId);
  expect(sample.act('chen', caseId, 'receipt', { amount_fen: 65_400 }).ok).toBe(true);
  sample.run([sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 5 }]] })], 2);
  expect(loadCase(sample.ledger, caseId)).toMatchObject({
    status: 'repaid',
    money: { assessed_fen: 65_400, repaid_fen: 65_400, outstanding_fen: 0 },
  });
  expect(listCases(sample.ledger, 'program', { needs_attention: true })).toHaveLength(1);
});

describe('a grant paid short that an earlier Hedui claimed for the fund', () => {
  /** As it was kept before whose the money is was settled with the finding. */
  const old = sampleFinding({
    person_id: 'p1',
    rule_id: 'funeral-grant/wrong-amount',
    title: '丧葬补助金标准不符',
    occurrence_key: 'funeral',
    facts: { is_short: true, paid_fen: 129_600, expected_fen: 135_600 },
    claims: [[202210, { unsplit: 6000 }]],
    evidence_hash: 'made without the direction',
  });
  const now = { ...old, direction: 'person' as const, evidence_hash: 'made with it' };
  const caseOf = () => sample.caseOf(old);
  const flagsOf = (caseId: string) =>
    Object.fromEntries(loadCase(sample.ledger, caseId)?.flags.map((one) => [one.code, one.detail]) ?? []);

  test('is turned round by an event of the next night, once, and the case is flagged', () => {
    const caseId = caseOf();
    expect(loadCase(sample.ledger, caseId)?.money.claimed_fen).toBe(6000);
    expect(sample.run([now], 2)).toMatchObject({ changed: 1, unchanged: 0, opened: 0 });
    expect(loadCase(sample.ledger, caseId)?.money.claimed_fen).toBe(0);
    expect(listQueue(sample.ledger, 'program').rows[0]).toMatchObject({
      claimable_fen: 0,
      owed_to_person_fen: 6000,
    });
    expect(flagsOf(caseId)).toEqual({
      'evidence-changed': expect.stringContaining('款项方向 应追 → 应补'),
    });
    expect(checkCasebook(sample.ledger).differing).toEqual([]);
    const tip = journalTip(sample.ledger);
    expect(sample.run([now], 3)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(journalTip(sample.ledger)).toEqual(tip);
  });

  test('comes back when somebody had cleared the claim: they judged another question', () => {
    const caseId = caseOf();
    expect(sample.act('sun', caseId, 'clear', { reason: '没有多领' }).ok).toBe(true);
    sample.run([now], 2);
    expect(loadCase(sample.ledger, caseId)).toMatchObject({
      status: 'new',
      findings: { [old.finding_key]: {} },
    });
    expect(flagsOf(caseId).returned).toContain('款项方向 应追 → 应补');
  });

  test('says in words what was claimed back and came in', () => {
    const caseId = caseOf();
    bringToService(sample, caseId);
    expect(sample.act('chen', caseId, 'receipt', { amount_fen: 6000 }).ok).toBe(true);
    sample.run([now], 2);
    expect(flagsOf(caseId)['wrong-direction']).toBe(
      '“丧葬补助金标准不符”的 60.00 元应补给本人，却按应追办理：已核定 60.00 元，已发 弥人社追〔2022〕1号，已收回 60.00 元。请停止追缴，提请撤销，已收的退还。',
    );
  });

  test('is found and told although no night bears it out any more', () => {
    const caseId = caseOf();
    bringToService(sample, caseId);
    sample.run([], 2);
    expect(flagsOf(caseId)['wrong-direction']).toContain('已核定 60.00 元');
    expect(loadCase(sample.ledger, caseId)?.findings[old.finding_key]).toMatchObject({
      is_withdrawn: true,
      finding: { direction: 'person' },
    });
    const tip = journalTip(sample.ledger);
    sample.run([], 3);
    expect(journalTip(sample.ledger)).toEqual(tip);
  });

  test('leaves cleared findings whose direction is the rule’s own where they are', () => {
    const caseId = sample.caseOf(death);
    expect(sample.act('sun', caseId, 'clear', { reason: '同名同生日的另一人' }).ok).toBe(true);
    expect(sample.run([death], 2)).toMatchObject({ held_back: 1, changed: 0 });
  });

  test('is turned round as well where only the rule was given another direction', () => {
    const caseId = caseOf();
    expect(sample.run([{ ...old, direction: 'person' }], 2)).toMatchObject({ changed: 1 });
    expect(flagsOf(caseId)['evidence-changed']).toContain('款项方向 应追 → 应补');
  });
});

test('findings that differ from their cases in the money are kept out of the ledger, all of them', () => {
  const tip = journalTip(sample.ledger);
  sample.ledger.db.exec(
    `create trigger turn_round after insert on finding_state
     begin update finding_state set direction = 'person' where finding_key = new.finding_key; end`,
  );
  expect(() => sample.run([death])).toThrow(/whose the money is/);
  expect(journalTip(sample.ledger)).toEqual(tip);
});

test.runIf(isLong)('20,000 findings are attached in seconds and recognised again in less', () => {
  const many = Array.from({ length: 20_000 }, (_, n) => sampleFinding({ person_id: `q${n}` }));
  const began = performance.now();
  expect(sample.run(many).opened).toBe(20_000);
  const attached = performance.now();
  expect(sample.run(many, 2).unchanged).toBe(20_000);
  const again = performance.now();
  console.error(
    `attached in ${Math.round(attached - began)} ms, again in ${Math.round(again - attached)} ms`,
  );
  expect(attached - began).toBeLessThan(30_000);
  expect(again - attached).toBeLessThan(10_000);
  expect(checkCasebook(sample.ledger)).toMatchObject({ cases: 20_000, differing: [], totals_tie: true });
});
