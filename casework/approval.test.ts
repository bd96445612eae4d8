import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grant, openSampleOffice, type SampleOffice, sampleFinding } from '../tests/support/sample-office.ts';
import { chainFor, loadShippedChains } from './approval-chain.ts';
import { addUser, delegate } from './users/manage-users.ts';

let sample: SampleOffice;
let caseId: string;

beforeEach(() => {
  sample = openSampleOffice();
  const finding = sampleFinding({ person_id: 'p1', facts: {} });
  caseId = sample.caseOf(finding);
  sample.act('sun', caseId, 'assign', { assignee: 'li' });
});
afterEach(() => sample.close());

function hire(user_id: string, ...roles: Parameters<typeof grant>[0][]) {
  const grants = roles.map((role) => grant(role, { level: 4 }));
  const outcome = addUser(
    sample.ledger,
    sample.office,
    { user: 'admin', via: 'test' },
    { user_id, display_name: user_id, grants },
  );
  if (!outcome.ok) throw new Error(outcome.refusal.en);
}

function proposeDecision(by = 'li', total_fen = 600_000) {
  sample.act(by, caseId, 'substantiate', { reason: '属实' });
  const outcome = sample.act(by, caseId, 'fix-amount', { total_fen, ground: '核定' });
  if (!outcome.ok) throw new Error(outcome.refusal.en);
}

describe.each(['command-line', 'web', 'import'])('by the door %s', (via) => {
  test('nobody approves an amount they fixed, whatever other roles they hold', () => {
    hire('both', 'investigator', 'approver');
    sample.act('sun', caseId, 'assign', { assignee: 'both' });
    proposeDecision('both');
    expect(sample.act('both', caseId, 'approve', {}, { via })).toMatchObject({
      ok: false,
      refusal: { code: 'own-work' },
    });
  });

  test('whoever decided the case does not approve the amount another fixed', () => {
    hire('decider', 'investigator', 'approver');
    sample.act('sun', caseId, 'assign', { assignee: 'decider' });
    sample.act('decider', caseId, 'substantiate', { reason: '属实' });
    sample.act('li', caseId, 'fix-amount', {});
    expect(sample.act('decider', caseId, 'approve', {}, { via })).toMatchObject({
      refusal: { code: 'own-work' },
    });
  });

  test('nobody takes two steps of one chain', () => {
    proposeDecision();
    expect(sample.act('si', caseId, 'approve', {}, { via }).ok).toBe(true);
    expect(sample.act('si', caseId, 'approve', {}, { via })).toMatchObject({
      refusal: { code: 'second-step' },
    });
    expect(sample.act('si', caseId, 'reject', { reason: '?' }, { via })).toMatchObject({
      refusal: { code: 'second-step' },
    });
  });

  test('the administrator signs nothing', () => {
    proposeDecision();
    expect(sample.act('admin', caseId, 'approve', {}, { via }).ok).toBe(false);
  });
});

test('an approver of a lower level cannot take a higher step', () => {
  proposeDecision();
  expect(sample.act('yi', caseId, 'approve').ok).toBe(true);
  hire('low', 'manager');
  expect(sample.act('er', caseId, 'approve').ok).toBe(true);
  expect(sample.act('zhen', caseId, 'approve').ok).toBe(false);
  expect(sample.act('si', caseId, 'approve').ok).toBe(true);
  // The last step asks for level 4, and the only one who has it has signed already.
  expect(sample.act('san', caseId, 'approve')).toMatchObject({ refusal: { code: 'not-your-step' } });
});

describe('a delegate', () => {
  test('has the signature for no term in another age', () => {
    const term = { to_user: 'hu', from_on: '2022-10-01', until_on: '2999-12-31' };
    expect(delegate(sample.ledger, sample.office, { user: 'yi', via: 'test' }, term)).toMatchObject({
      refusal: { code: 'day-too-far' },
    });
  });

  test('has it for no term that is none', () => {
    for (const term of [
      { from_on: '明天', until_on: '2022-10-14' },
      { from_on: '2022-10-10', until_on: '2022-10-32' },
    ]) {
      const lent = delegate(
        sample.ledger,
        sample.office,
        { user: 'yi', via: 'test' },
        { to_user: 'hu', ...term },
      );
      expect(lent).toMatchObject({ refusal: { code: 'invalid-input' } });
    }
  });

  const week = { from_on: '2022-10-10', until_on: '2022-10-14' };

  test('signs in another’s name for the time lent, and is recorded as such', () => {
    proposeDecision();
    expect(sample.act('hu', caseId, 'approve', {}, { delegate_for: 'yi' })).toMatchObject({
      refusal: { code: 'no-delegation' },
    });
    delegate(sample.ledger, sample.office, { user: 'yi', via: 'test' }, { to_user: 'hu', ...week });
    const outcome = sample.act('hu', caseId, 'approve', {}, { delegate_for: 'yi' });
    expect(outcome).toMatchObject({
      ok: true,
      events: [{ payload: { signed_by: 'hu', delegate_for: 'yi' } }],
    });
    expect(sample.act('yi', caseId, 'approve')).toMatchObject({ refusal: { code: 'second-step' } });
  });

  test('cannot sign for somebody what they made themselves, nor for its maker', () => {
    hire('maker', 'investigator', 'approver');
    sample.act('sun', caseId, 'assign', { assignee: 'maker' });
    proposeDecision('maker');
    delegate(sample.ledger, sample.office, { user: 'yi', via: 'test' }, { to_user: 'maker', ...week });
    delegate(sample.ledger, sample.office, { user: 'maker', via: 'test' }, { to_user: 'hu', ...week });
    expect(sample.act('maker', caseId, 'approve', {}, { delegate_for: 'yi' })).toMatchObject({
      refusal: { code: 'own-work' },
    });
    expect(sample.act('hu', caseId, 'approve', {}, { delegate_for: 'maker' })).toMatchObject({
      refusal: { code: 'own-work' },
    });
  });

  test('has no right left when the time is over', () => {
    proposeDecision();
    delegate(sample.ledger, sample.office, { user: 'yi', via: 'test' }, { to_user: 'hu', ...week });
    sample.clock.at = '2022-10-15T01:00:00.000Z';
    expect(sample.act('hu', caseId, 'approve', {}, { delegate_for: 'yi' })).toMatchObject({
      refusal: { code: 'no-delegation' },
    });
  });
});

test('a decision keeps the chain it was put before, though the office changes its chains', () => {
  proposeDecision();
  const steps = sample.act('yi', caseId, 'approve');
  Object.assign(sample.office, { chains: [] });
  expect(steps.ok).toBe(true);
  expect(sample.act('er', caseId, 'approve').ok).toBe(true);
});

test('without a chain for its kind a document is refused, not waved through', () => {
  Object.assign(sample.office, { chains: [] });
  sample.act('li', caseId, 'substantiate', { reason: '属实' });
  expect(sample.act('li', caseId, 'fix-amount', {})).toMatchObject({ refusal: { code: 'no-chain' } });
});

test('an office may ask a second signature for clearing a case', () => {
  const [small] = sample.office.chains.filter((chain) => chain.chain_id === 'small-decision');
  if (small === undefined) throw new Error('chain missing');
  Object.assign(sample.office, { chains: [{ ...small, documents: ['clearing'] }] });
  expect(sample.act('li', caseId, 'clear', { reason: '同名' })).toMatchObject({
    state: { status: 'investigating' },
  });
  expect(sample.act('li', caseId, 'substantiate', { reason: '属实' })).toMatchObject({
    refusal: { code: 'document-pending' },
  });
  expect(sample.act('yi', caseId, 'approve')).toMatchObject({
    state: { status: 'unfounded', decided: { by: 'li', reason: '同名' } },
  });
});

test('the bureau’s chains have four signatures after the making, and small decisions one', () => {
  const chains = loadShippedChains();
  expect(chainFor(chains, 'decision', 500_000)?.steps.map((step) => step.title)).toEqual([
    '稽核人员制单',
    '副主任审核',
    '中心负责人复核',
    '基金监督科复核',
    '局分管领导审核',
  ]);
  expect(chainFor(chains, 'decision', 499_999)?.steps).toHaveLength(2);
  expect(chainFor(chains, 'refund', 1)?.steps).toHaveLength(5);
});
