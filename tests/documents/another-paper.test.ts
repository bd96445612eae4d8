import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCaseEvents } from '../../casework/casebook/load-case.ts';
import { addresseeOf } from '../../casework/documents/addressee.ts';
import { issueDocument, listDocuments } from '../../casework/documents/register.ts';
import { serveDocument } from '../../casework/documents/serve-document.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import { servedPaper } from '../../reports/notices/served-paper.ts';
import type { SampleOffice } from '../support/sample-office.ts';
import { textOf } from './contradictions.ts';
import { caseOf, fillPaper, preparePaper } from './paper-desk.ts';
import { WAYS } from './ways-to-papers.ts';
import { act, openOwedCase, openSampleOffice, openWorkedCase, type Step, TO_SERVICE } from './worked-case.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

let keys = 0;

/** Gives a paper its number, as `notice issue` does; the number of an earlier one where nothing new is to be told. */
function issue(caseId: string, kindName: string): string {
  const { series, ...kind } = findKind(kindName);
  keys += 1;
  const result = issueDocument(sample.ledger, sample.office, {
    ...{ key: `paper ${keys}`, user: 'sun', via: 'test', case_id: caseId },
    kind: { ...kind, series: series ?? '' },
    on: sample.clock.at.slice(0, 10),
  });
  if (!result.ok) throw new Error(result.refusal.en);
  return result.document.document_number;
}

const lastOf = (caseId: string) => listDocuments(sample.ledger, caseId).at(-1);
const SIGNED = ['yi', 'er', 'san', 'si'].map((user): Step => [user, 'approve']);
const WAY = (kind: string): readonly Step[] => WAYS[kind] ?? [];

test('a decision is revoked once: a refund that is signed afterwards makes no second paper of it', () => {
  const caseId = openWorkedCase(sample);
  act(sample, caseId, [
    ...TO_SERVICE,
    ['chen', 'receipt', { amount_fen: 10_000, on: '2022-10-20' }],
    ['li', 'propose-revocation', { reason: '本人健在' }],
    ['yi', 'approve'],
  ]);
  const revoked = issue(caseId, 'revocation');
  act(sample, caseId, [['li', 'propose-refund', { reason: '撤销退还' }], ...SIGNED]);
  expect(issue(caseId, 'revocation')).toBe(revoked);
});

test('the form of an approval shows a document with all its signatures, and waits while another is being signed', () => {
  const caseId = openWorkedCase(sample);
  act(sample, caseId, [...TO_SERVICE]);
  const decision = issue(caseId, 'approval-form');
  act(sample, caseId, [
    ['li', 'propose-write-off', { reason: '无遗产可供执行' }],
    ['yi', 'approve'],
  ]);
  expect(issue(caseId, 'approval-form')).toBe(decision);
  act(sample, caseId, SIGNED.slice(1));
  expect(issue(caseId, 'approval-form')).not.toBe(decision);
  // it shows another document, and the former form stands
  expect(lastOf(caseId)?.replaces).toBeNull();
});

test('a back payment that came back is told anew, in place of the former paper; another back payment replaces none', async () => {
  const caseId = openOwedCase(sample);
  act(sample, caseId, WAY('back-payment-notice'));
  const first = issue(caseId, 'back-payment-notice');
  act(sample, caseId, [['chen', 'return-back-payment', { reason: '账户已销' }]]);
  issue(caseId, 'back-payment-notice');
  const page = await fillPaper(sample, 'back-payment-notice', caseOf(sample, caseId));
  expect(textOf(page.page)).toContain(`替代${first}`);
});

test('the receipt of a back payment is made out to who is paid, and says of nobody else that they signed', async () => {
  const caseId = openOwedCase(sample);
  act(sample, caseId, WAY('back-payment-notice'));
  const number = issue(caseId, 'back-payment-notice');
  const refusal = serveDocument(sample.ledger, sample.office, {
    ...{ user: 'li', via: 'test', case_id: caseId, document_number: number },
    input: { method: 'in-person', servers: ['张经办', '李经办'], place: '中心办公室' },
  });
  expect(refusal).toBeNull();
  const serving = servedPaper(sample.ledger, caseId, number);
  expect(serving).toMatchObject({ addressee: { name: '李桂芬' }, served: { receiver: '李桂芬' } });
  const { job } = await preparePaper(sample, 'service-receipt', caseOf(sample, caseId), {
    about: number,
    serving,
  });
  expect(job.data).toMatchObject({ debtor_name: '李桂芬', service_receiver: '李桂芬' });
  expect(job.path).toContain(`${number}-${caseId}-送达回证`);
});

test('a referral and an application are handed to the authority, of which nobody is taken to have signed', () => {
  const referred = openWorkedCase(sample, 'p2');
  act(sample, referred, WAY('referral'));
  const number = issue(referred, 'referral');
  const reader = addresseeOf(loadCaseEvents(sample.ledger, referred), {
    kind: 'referral',
    seq: lastOf(referred)?.seq ?? 0,
  });
  expect(reader).toEqual({ name: '弥勒市公安局', resident_id: null, is_authority: true, is_office: false });
  serveDocument(sample.ledger, sample.office, {
    ...{ user: 'li', via: 'test', case_id: referred, document_number: number },
    input: { method: 'in-person', servers: ['张经办', '李经办'], place: '公安局' },
  });
  expect(lastOf(referred)?.served?.receiver).toBe('');
});
