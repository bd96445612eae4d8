import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../tests/support/sample-office.ts';
import { loadCase } from './casebook/load-case.ts';
import { refuseDeadAddressee } from './parties.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

function open(
  facts: Record<string, string | number | boolean>,
  rule_id = 'eligibility/paid-before-sixty',
): string {
  const finding = sampleFinding({ person_id: 'p1', rule_id, facts });
  const caseId = sample.caseOf(finding);
  sample.act('li', caseId, 'take');
  return caseId;
}

function refusalOf(caseId: string): string | null {
  const state = loadCase(sample.ledger, caseId);
  return state && (refuseDeadAddressee(state)?.code ?? null);
}

test.each([
  ['a day of death', { died_on: '2022-05-31' }, 'addressee-dead'],
  ['a month of death', { died_month: 202205 }, 'addressee-dead'],
  ['that the person is dead', { is_dead: true }, 'addressee-dead'],
  ['a death that the list of grants reports', { reported_died_month: 202205 }, 'addressee-dead'],
  ['nothing of a death', { is_dead: false }, null],
])('whether somebody can owe and read: the finding says %s', (_says, facts, code) => {
  expect(refusalOf(open(facts))).toBe(code);
});

test('nobody owes the grant for their own funeral, unless something shows that they drew it', () => {
  const caseId = open({}, 'funeral-grant/without-death');
  expect(refusalOf(caseId)).toBe('addressee-dead');
  const self = { name: '测试甲', relation: '本人', evidence: '本人领取的凭证' };
  sample.act('li', caseId, 'name-debtor', self);
  expect(refusalOf(caseId)).toBe(null);
});

test('whose death is only reported owes what they are shown to have drawn; the dead never do', () => {
  const self = { name: '测试甲', relation: '本人', evidence: '本人领取的凭证' };
  for (const [facts, code] of [
    [{ reported_died_month: 202205 }, null],
    [{ died_month: 202205 }, 'addressee-dead'],
  ] as const) {
    const caseId = open(facts);
    sample.act('li', caseId, 'name-debtor', self);
    expect(refusalOf(caseId)).toBe(code);
    sample.close();
    sample = openSampleOffice();
  }
});

test('nothing is set off against an amount that nobody has signed', () => {
  const caseId = open({});
  for (const move of ['substantiate', 'fix-amount'] as const)
    expect(sample.act('li', caseId, move, move === 'substantiate' ? { reason: '属实' } : {}).ok).toBe(true);
  const referral = { office: '公安机关', reason: '涉嫌诈骗' };
  expect(sample.act('sun', caseId, 'refer', referral)).toMatchObject({
    refusal: { code: 'document-pending' },
  });
  expect(sample.act('yi', caseId, 'reject', { reason: '金额与证据不符，退回' }).ok).toBe(true);
  expect(sample.act('sun', caseId, 'refer', referral).ok).toBe(true);
  const input = { amount_fen: 100, against: 'later-benefits' };
  expect(sample.act('chen', caseId, 'offset', input)).toMatchObject({
    refusal: { code: 'nothing-outstanding' },
  });
});

test('the dead owe under no relation; a namesake is told apart by a number of their own', () => {
  const resident_id = '53252619500203997X';
  const finding = sampleFinding({ person_id: 'p1', resident_id, facts: { died_on: '2022-05-31' } });
  const caseId = sample.caseOf(finding);
  sample.act('li', caseId, 'take');
  const { name = '' } = loadCase(sample.ledger, caseId)?.person ?? {};
  const answer = (input: object) => {
    const outcome = sample.act('li', caseId, 'name-debtor', { name, relation: '子女', ...input });
    return outcome.ok ? 'done' : outcome.refusal.code;
  };
  expect(answer({})).toBe('addressee-dead');
  expect(answer({ name: [...name].join(' ') })).toBe('addressee-dead');
  expect(answer({ resident_id })).toBe('debtor-is-beneficiary');
  expect(answer({ resident_id: '532526195203049963' })).toBe('done');
  expect(refusalOf(caseId)).toBe(null);
});

test('a decision or a change that named the dead before is signed by nobody', () => {
  const caseId = open({ died_on: '2022-05-31' });
  const state = loadCase(sample.ledger, caseId);
  if (state === null) throw new Error('no such case');
  const debtor = { ...state.debtor, relation: '子女', evidence: '取款凭条' };
  expect(refuseDeadAddressee({ ...state, debtor })?.code).toBe('addressee-dead');
  expect(refuseDeadAddressee({ ...state, debtor: { ...debtor, resident_id: null } })?.code).toBe(
    'addressee-dead',
  );
});

test('nobody dead speaks unless somebody says who does', () => {
  const caseId = open({ died_on: '2022-05-31' });
  const heard = (more: object) =>
    sample.act('li', caseId, 'take-statement', { said: '不知情', takers: ['甲', '乙'], ...more });
  expect(heard({})).toMatchObject({ refusal: { code: 'speaker-required' } });
  expect(heard({ speaker: '测试丁' }).ok).toBe(true);
  sample.act('li', caseId, 'name-debtor', { name: '测试丙', relation: '之子' });
  expect(heard({}).ok).toBe(true);
  const speakers = loadCase(sample.ledger, caseId)?.statements.map(({ speaker }) => speaker);
  expect(speakers).toEqual(['测试丁', '测试丙']);
});
