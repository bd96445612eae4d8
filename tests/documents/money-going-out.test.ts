import { afterEach, beforeEach, expect, test } from 'vitest';
import { listMoneyGoingOut } from '../../casework/reads/money/money-going-out.ts';
import type { SampleOffice } from '../support/sample-office.ts';
import { act, openOwedCase, openSampleOffice, openWorkedCase, type Step, TO_SERVICE } from './worked-case.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const SIGNED = ['yi', 'er', 'san', 'si'].map((user): Step => [user, 'approve']);
const waiting = () =>
  listMoneyGoingOut(sample.ledger, 'program').map(({ case_id, kind, name, amount_fen }) => [
    ...[case_id, kind, name, amount_fen],
  ]);

test('a refund waits to be paid from its last signature until it went out, and again once it came back', () => {
  const caseId = openWorkedCase(sample);
  act(sample, caseId, [
    ...TO_SERVICE,
    ['chen', 'receipt', { amount_fen: 70_000, surplus: 'due-back' }],
    ['li', 'propose-refund', { reason: '多收' }],
  ]);
  expect(waiting()).toEqual([]);
  act(sample, caseId, SIGNED);
  const refund = [caseId, 'refund', '李桂芬', 4_600];
  expect(waiting()).toEqual([refund]);
  const paid = act(sample, caseId, [['chen', 'pay-refund', { channel: 'bank' }]]);
  expect(waiting()).toEqual([]);
  const entry_id = paid.entries.at(-1)?.entry_id;
  act(sample, caseId, [['chen', 'reverse', { entry_id, reason: '户名不符退回' }]]);
  expect(waiting()).toEqual([refund]);
});

test('a back payment waits likewise, for whoever receives it', () => {
  const caseId = openOwedCase(sample);
  act(sample, caseId, [
    ['sun', 'assign', { assignee: 'li' }],
    ['li', 'substantiate', { reason: '核对发放凭证' }],
    ['li', 'propose-back-payment', { reason: '补足差额', payee: '李桂芬', payee_relation: '配偶' }],
  ]);
  expect(waiting()).toEqual([]);
  act(sample, caseId, SIGNED);
  expect(waiting()).toEqual([[caseId, 'back-payment', '李桂芬', 6_000]]);
  act(sample, caseId, [['chen', 'pay-back', { channel: 'cash' }]]);
  expect(waiting()).toEqual([]);
});
