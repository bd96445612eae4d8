import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCase } from '../casebook/load-case.ts';
import { bringToService, openSampleOffice, type SampleOffice, sampleFinding } from '../sample-office.ts';

let sample: SampleOffice;
let caseId: string;
beforeEach(() => {
  sample = openSampleOffice();
  const finding = sampleFinding({ person_id: 'p1' });
  caseId = sample.run([finding]).case_of.get(finding.finding_key) ?? '';
  bringToService(sample, caseId);
  sample.act('chen', caseId, 'receipt', { amount_fen: 5000 });
});
afterEach(() => sample.close());

function confirm(user: string, entry_id = `${caseId}-E1`): string {
  const outcome = sample.act(user, caseId, 'confirm-receipt', { entry_id });
  return outcome.ok ? 'done' : outcome.refusal.code;
}

test('a receipt counts from the first, and a second person confirms it without moving money', () => {
  const before = loadCase(sample.ledger, caseId);
  expect(before?.entries).toMatchObject([{ recorded_by: 'chen', confirmed_by: null }]);
  expect(before?.money.repaid_fen).toBe(5000);
  expect(confirm('sun')).toBe('done');
  const after = loadCase(sample.ledger, caseId);
  expect(after?.entries).toMatchObject([{ recorded_by: 'chen', confirmed_by: 'sun' }]);
  expect({ money: after?.money, status: after?.status }).toEqual({
    money: before?.money,
    status: before?.status,
  });
});

test('nobody confirms what they entered themselves, twice, or after it was reversed', () => {
  expect(confirm('chen')).toBe('own-work');
  expect(confirm('li')).toBe('not-your-role');
  expect(confirm('sun')).toBe('done');
  expect(confirm('sun')).toBe('nothing-to-confirm');
  sample.act('chen', caseId, 'receipt', { amount_fen: 100 });
  sample.act('chen', caseId, 'reverse', { entry_id: `${caseId}-E2`, reason: '记错案件' });
  expect(confirm('sun', `${caseId}-E2`)).toBe('nothing-to-confirm');
});
