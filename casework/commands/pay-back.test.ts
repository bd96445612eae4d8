import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openSampleOffice,
  passTimeUntil,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import type { CaseState } from '../case-state.ts';
import { loadCase } from '../casebook/load-case.ts';
import type { CaseOutcome } from '../execute.ts';

let sample: SampleOffice;
beforeAll(() => {
  sample = openSampleOffice();
});
afterAll(() => sample.close());

let people = 0;

/** A finding that a living person was paid 60.00 yuan too little; or one of a dead person's grant. */
function owing(facts: Record<string, string> = {}) {
  people += 1;
  return sampleFinding({
    person_id: `p${people}`,
    name: '王补发',
    rule_id: 'land-loss/short-paid',
    direction: 'person',
    title: '被征地补助少发',
    claims: [[202206, { basic: 6_000 }]],
    facts,
  });
}

function substantiated(facts: Record<string, string> = {}): string {
  const finding = owing(facts);
  const caseId = sample.caseOf(finding);
  for (const [user, move, input] of [
    ['sun', 'assign', { assignee: 'li' }],
    ['li', 'substantiate', { reason: '核对发放凭证' }],
  ] as const)
    expect(sample.act(user, caseId, move, input).ok).toBe(true);
  return caseId;
}

const REASON = { reason: '认定名单的标准高于实发' };
const codeOf = (outcome: CaseOutcome): string => (outcome.ok ? outcome.state.status : outcome.refusal.code);
const stateOf = (caseId: string): CaseState => loadCase(sample.ledger, caseId) as CaseState;

function sign(caseId: string): void {
  for (const user of ['yi', 'er', 'san', 'si']) expect(sample.act(user, caseId, 'approve').ok).toBe(true);
}

test('what is owed to a person goes from the finding over five signatures to payment and acknowledgement', () => {
  const caseId = substantiated();
  expect(codeOf(sample.act('chen', caseId, 'pay-back'))).toBe('nothing-signed-to-pay');
  expect(codeOf(sample.act('li', caseId, 'propose-back-payment', REASON))).toBe('substantiated');
  expect(codeOf(sample.act('chen', caseId, 'pay-back'))).toBe('nothing-signed-to-pay');
  sign(caseId);
  expect(stateOf(caseId).back_payments).toMatchObject([{ amount_fen: 6_000, paid: null }]);
  expect(codeOf(sample.act('li', caseId, 'pay-back'))).toBe('not-your-role');
  const receiver = { evidence: '本人签收单' };
  expect(codeOf(sample.act('li', caseId, 'acknowledge-back-payment', receiver))).toBe(
    'nothing-paid-to-person',
  );
  expect(codeOf(sample.act('chen', caseId, 'pay-back', { channel: 'bank' }))).toBe('substantiated');
  expect(codeOf(sample.act('li', caseId, 'acknowledge-back-payment', receiver))).toBe('made_good');
  expect(stateOf(caseId).back_payments).toMatchObject([{ acknowledged: { receiver: '王补发' } }]);
});

test('none of it stands in what is claimed, assessed or repaid', () => {
  const caseId = substantiated();
  sample.act('li', caseId, 'propose-back-payment', REASON);
  sign(caseId);
  sample.act('chen', caseId, 'pay-back');
  const { money } = stateOf(caseId);
  expect(Object.values(money)).toEqual(Object.values(money).map(() => 0));
});

test('more than is owed is not asked for, nor the same a second time', () => {
  const caseId = substantiated();
  const ask = (amount_fen?: number) =>
    codeOf(sample.act('li', caseId, 'propose-back-payment', { ...REASON, amount_fen }));
  expect(ask(6_001)).toBe('more-than-owed');
  expect(ask(4_000)).toBe('substantiated');
  sign(caseId);
  expect(ask(2_001)).toBe('more-than-owed');
  expect(ask()).toBe('substantiated');
  sign(caseId);
  expect(ask()).toBe('nothing-to-make-good');
});

test('the dead are paid nothing: who takes their place is named, with a number that can be', () => {
  const caseId = substantiated({ died_on: '2022-05-31' });
  const ask = (more: object) =>
    codeOf(sample.act('li', caseId, 'propose-back-payment', { ...REASON, ...more }));
  expect(ask({})).toBe('payee-required');
  expect(ask({ payee: '王继承' })).toBe('payee-relation-required');
  expect(ask({ payee: '王继承', payee_relation: '之子', payee_id: '532526197001019' })).toBe(
    'payee-number-wrong',
  );
  expect(ask({ payee: '王继承', payee_relation: '之子' })).toBe('substantiated');
});

test('what the bank sends back is to be paid again', () => {
  const caseId = substantiated();
  sample.act('li', caseId, 'propose-back-payment', REASON);
  sign(caseId);
  sample.act('chen', caseId, 'pay-back');
  passTimeUntil(sample, '2022-10-12');
  expect(sample.act('chen', caseId, 'return-back-payment', { reason: '账户已销户' }).ok).toBe(true);
  expect(stateOf(caseId).back_payments).toMatchObject([{ paid: null }]);
  expect(sample.act('chen', caseId, 'pay-back', { channel: 'cash' }).ok).toBe(true);
});

test('a case that claims nothing has no way to be claimed back', () => {
  const caseId = substantiated();
  for (const move of ['fix-amount', 'hear', 'notify', 'offset'] as const)
    expect(sample.act('li', caseId, move, {}).ok).toBe(false);
});

test('a finding that has gone since owes nothing, and its payment covers nothing new', () => {
  const finding = owing();
  const caseId = sample.run([finding], 5).case_of.get(finding.finding_key) ?? '';
  sample.act('sun', caseId, 'assign', { assignee: 'li' });
  sample.act('li', caseId, 'substantiate', { reason: '核对发放凭证' });
  sample.act('li', caseId, 'propose-back-payment', REASON);
  sign(caseId);
  const other = { ...owing(), person_id: finding.person_id };
  sample.run([{ ...other, finding_key: `${other.finding_key} later` }], 6);
  expect(stateOf(caseId).findings[finding.finding_key]?.is_withdrawn).toBe(true);
  expect(codeOf(sample.act('li', caseId, 'propose-back-payment', REASON))).toBe('substantiated');
});
