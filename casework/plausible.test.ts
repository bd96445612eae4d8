import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Move } from '../core/words/moves.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../tests/support/sample-office.ts';

let sample: SampleOffice;
let caseId: string;
beforeEach(() => {
  sample = openSampleOffice();
  const finding = sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 6_000 }]] });
  caseId = sample.caseOf(finding);
});
afterEach(() => sample.close());

function code(user: string, move: Move, input: unknown): string {
  const outcome = sample.act(user, caseId, move, input);
  return outcome.ok ? 'done' : outcome.refusal.code;
}

test('nothing of a case happened before its first month', () => {
  bringToService(sample, caseId);
  const cash = { amount_fen: 100, channel: 'cash' };
  expect(code('chen', 'receipt', { ...cash, on: '0001-01-01' })).toBe('day-before-case');
  expect(code('chen', 'receipt', { ...cash, on: '2022-05-31' })).toBe('day-before-case');
  expect(code('chen', 'receipt', { ...cash, on: '2022-06-01' })).toBe('done');
  expect(code('chen', 'receipt', { ...cash, on: '2022-10-13' })).toBe('day-ahead');
});

const TYPED: Readonly<Record<string, object>> = {
  'name-debtor': { name: '测试丁', relation: '之子' },
  substantiate: { reason: '属实' },
};

test('a notice bears a day within thirty days, and the number of no other year', () => {
  for (const [user, move] of [
    ['li', 'take'],
    ['li', 'name-debtor'],
    ['li', 'substantiate'],
    ['li', 'fix-amount'],
    ['yi', 'approve'],
  ] as const) {
    sample.act(user, caseId, move, TYPED[move] ?? {});
  }
  expect(code('li', 'notify', { on: '9999-12-31' })).toBe('day-too-far');
  expect(code('li', 'notify', { on: '2022-11-10' })).toBe('day-too-far');
  expect(code('li', 'notify', { on: '2022-05-31' })).toBe('day-before-case');
  expect(code('li', 'notify', { on: '2022-11-09' })).toBe('done');
});

test('no amount is beyond what an office sees, and none settles more than is owed unsaid', () => {
  bringToService(sample, caseId);
  expect(code('chen', 'receipt', { amount_fen: 1_000_000_000_000 })).toBe('amount-implausible');
  expect(code('li', 'fix-amount', { total_fen: 100_000_001 })).toBe('amount-implausible');
  expect(code('chen', 'receipt', { amount_fen: 6_001 })).toBe('receipt-surplus');
  expect(code('chen', 'receipt', { amount_fen: 6_001, surplus: 'due-back' })).toBe('done');
});

test('a term may lie ahead, but not in another age', () => {
  bringToService(sample, caseId);
  const plan = (due_on: string) => ({ plan: [{ due_on, amount_fen: 6_000 }] });
  expect(code('li', 'plan-instalments', plan('2099-01-01'))).toBe('day-too-far');
  expect(code('li', 'plan-instalments', plan('2023-01-01'))).toBe('done');
});
