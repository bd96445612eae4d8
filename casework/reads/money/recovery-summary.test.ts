import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../../tests/support/sample-office.ts';
import { summariseRecovery } from './recovery-summary.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

function signedCase(
  person_id: string,
): (user: string, move: Parameters<SampleOffice['act']>[2], input?: object) => void {
  const finding = sampleFinding({ person_id, claims: [[202206, { basic: 65_400 }]] });
  const caseId = sample.caseOf(finding);
  const act = (user: string, move: Parameters<SampleOffice['act']>[2], input: object = {}): void => {
    const outcome = sample.act(user, caseId, move, input);
    if (!outcome.ok) throw new Error(outcome.refusal.en);
  };
  act('sun', 'assign', { assignee: 'li' });
  act('li', 'name-debtor', { name: '测试丁', relation: '之子' });
  act('li', 'substantiate', { reason: '入户核实' });
  act('li', 'fix-amount');
  act('yi', 'approve');
  act('li', 'notify', { on: '2022-10-10' });
  act('li', 'serve', { on: '2022-10-10', servers: ['张经办', '李经办'] });
  return act;
}

test('what one person paid too much pays nobody else’s debt', () => {
  signedCase('p1');
  signedCase('p2')('chen', 'receipt', { amount_fen: 75_400, surplus: 'due-back' });
  const { total } = summariseRecovery(sample.ledger, 'program', 'township');
  expect(total).toMatchObject({ owed_fen: 65_400, over_repaid_fen: 10_000, outstanding_fen: 55_400 });
});
