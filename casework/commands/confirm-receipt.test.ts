import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  withoutCaseDays,
  withoutSecondFactors,
  withoutTrustByTownship,
} from '../../tests/support/older-ledger.ts';
import {
  bringToService,
  openSampleOffice,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';
import { rebuildCasebook } from '../casebook/rebuild.ts';
import { openOfficeLedger } from '../office.ts';
import { listUnconfirmedReceipts } from '../reads/money/unconfirmed-receipts.ts';
import { checkCasebook } from '../reads/proof/check-casebook.ts';

let sample: SampleOffice;
let caseId: string;
beforeEach(() => {
  sample = openSampleOffice();
  const finding = sampleFinding({ person_id: 'p1' });
  caseId = sample.caseOf(finding);
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

test('the receipts that wait for a second person are listed, the oldest first, until each was looked at', () => {
  sample.act('chen', caseId, 'receipt', { amount_fen: 100, channel: 'cash', payer: '某某' });
  const listed = () => listUnconfirmedReceipts(sample.ledger);
  expect(listed().total).toEqual({ count: 2, amount_fen: 5100 });
  expect(listed().receipts).toMatchObject([
    { entry_id: `${caseId}-E1`, amount_fen: 5000, recorded_by: 'chen' },
    { entry_id: `${caseId}-E2`, amount_fen: 100, channel: 'cash', payer: '某某' },
  ]);
  confirm('sun');
  sample.act('chen', caseId, 'reverse', { entry_id: `${caseId}-E2`, reason: '记错案件' });
  expect(listed()).toEqual({ receipts: [], total: { count: 0, amount_fen: 0 } });
});

test('a ledger from before the list of unconfirmed receipts fills it when it opens', () => {
  confirm('sun');
  sample.act('chen', caseId, 'receipt', { amount_fen: 100 });
  const before = listUnconfirmedReceipts(sample.ledger);
  withoutSecondFactors(sample.ledger.db);
  withoutCaseDays(sample.ledger.db);
  withoutTrustByTownship(sample.ledger.db);
  sample.ledger.db.exec(
    'drop table unconfirmed_receipt; alter table case_queue drop column possible_fen; pragma user_version = 4',
  );
  sample.ledger.close();
  using ledger = openOfficeLedger(sample.office);
  expect(listUnconfirmedReceipts(ledger)).toEqual(before);
  expect(before.total.count).toBe(1);
  expect(checkCasebook(ledger)).toMatchObject({ differing: [] });
  rebuildCasebook(ledger);
  expect(listUnconfirmedReceipts(ledger)).toEqual(before);
});
