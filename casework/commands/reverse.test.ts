import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';

let sample: SampleOffice;
let caseId: string;
beforeEach(() => {
  sample = openSampleOffice();
  const finding = sampleFinding({ person_id: 'p1' });
  caseId = sample.caseOf(finding);
  bringToService(sample, caseId);
});
afterEach(() => sample.close());

function reverse(user: string, entry = 1): string {
  const entry_id = `${caseId}-E${entry}`;
  const outcome = sample.act(user, caseId, 'reverse', { entry_id, reason: '查明有遗产' });
  return outcome.ok ? 'done' : outcome.refusal.code;
}

test('a signed write-off is undone by whoever could sign it, not by the cashier alone', () => {
  sample.act('li', caseId, 'propose-write-off', { reason: '无遗产可供清偿' });
  for (const signer of ['yi', 'er', 'san', 'si']) expect(sample.act(signer, caseId, 'approve').ok).toBe(true);
  expect(loadCase(sample.ledger, caseId)?.status).toBe('written_off');
  for (const user of ['chen', 'yi']) expect(reverse(user)).toBe('signed-entry');
  expect(reverse('si')).toBe('done');
  expect(loadCase(sample.ledger, caseId)?.money.outstanding_fen).toBe(11_300);
});

test('a receipt is taken back by the cashier, and by no approver', () => {
  sample.act('chen', caseId, 'receipt', { amount_fen: 5000 });
  expect(reverse('si')).toBe('not-your-role');
  expect(reverse('chen')).toBe('done');
});
