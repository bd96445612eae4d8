import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { issueDocument } from '../../casework/documents/register.ts';
import { serveDocument } from '../../casework/documents/serve-document.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import { passTimeUntil, type SampleOffice } from '../support/sample-office.ts';
import { act, openSampleOffice, openWorkedCase, TO_APPROVAL } from './worked-case.ts';

let sample: SampleOffice;
beforeAll(() => {
  sample = openSampleOffice();
});
afterAll(() => sample.close());

let people = 0;

/** A case whose amount waits for its signature. */
function proposed(): string {
  people += 1;
  const caseId = openWorkedCase(sample, `p${people}`);
  act(sample, caseId, TO_APPROVAL.slice(0, -1));
  return caseId;
}

function tell(caseId: string): string {
  const kind = findKind('prior-notice');
  const issued = issueDocument(sample.ledger, sample.office, {
    ...{ key: `tell ${caseId}`, user: 'li', via: 'test', case_id: caseId },
    ...{ kind: { ...kind, series: kind.series ?? '' }, on: sample.clock.at.slice(0, 10) },
  });
  if (!issued.ok) throw new Error(issued.refusal.en);
  return issued.document.document_number;
}

function serve(caseId: string, document_number: string): void {
  const input = { servers: ['张经办', '李经办'], receiver: '李桂芬' };
  const asked = { user: 'li', via: 'test', case_id: caseId, document_number, input };
  expect(serveDocument(sample.ledger, sample.office, asked)).toBe(null);
}

const sign = (caseId: string): string => {
  const outcome = sample.act('yi', caseId, 'approve');
  return outcome.ok ? outcome.state.status : outcome.refusal.code;
};

const STATEMENT = { takers: ['张经办', '李经办'], said: '2022年8月的养老金已用于办理丧事。' };

const ANSWERED = { ending: 'done', response: '有殡葬发票，不影响认定。' };

test('a decision whose prior notice has reached nobody is not signed', () => {
  const caseId = proposed();
  const number = tell(caseId);
  expect(number).toMatch(/^弥人社告〔2022〕\d+号$/);
  expect(sign(caseId)).toBe('prior-notice-unserved');
});

test('after its service a decision waits for the five working days of the hearing', () => {
  const caseId = proposed();
  serve(caseId, tell(caseId));
  expect(loadCase(sample.ledger, caseId)?.milestones).toMatchObject({
    hearing_on: '2022-10-10',
    hearing_told_fen: 65_400,
  });
  expect(sign(caseId)).toBe('hearing-open');
  passTimeUntil(sample, '2022-10-17');
  expect(sign(caseId)).toBe('hearing-open');
  passTimeUntil(sample, '2022-10-18');
  expect(sign(caseId)).toBe('approved');
});

test('a statement ends the waiting once the speaker has no more to say and was answered, and is written down by two', () => {
  const caseId = proposed();
  serve(caseId, tell(caseId));
  const alone = sample.act('li', caseId, 'take-statement', { ...STATEMENT, takers: ['张经办', '张经办'] });
  expect(alone.ok ? null : alone.refusal.code).toBe('two-takers');
  expect(sample.act('li', caseId, 'take-statement', STATEMENT).ok).toBe(true);
  expect(loadCase(sample.ledger, caseId)?.statements).toMatchObject([{ speaker: '李桂芬' }]);
  expect(sign(caseId)).toBe('hearing-open');
  act(sample, caseId, [['li', 'take-statement', { ...STATEMENT, ending: 'done' }]]);
  expect(sign(caseId)).toBe('hearing-open');
  act(sample, caseId, [['li', 'take-statement', { ...STATEMENT, ...ANSWERED }]]);
  expect(sign(caseId)).toBe('approved');
});

test('a statement from before the person was told ends nothing', () => {
  const caseId = proposed();
  expect(sample.act('li', caseId, 'take-statement', { ...STATEMENT, on: '2022-10-10' }).ok).toBe(true);
  passTimeUntil(sample, '2022-10-19');
  serve(caseId, tell(caseId));
  expect(sign(caseId)).toBe('hearing-open');
});

test('more than was told is not signed before it is told anew', () => {
  const caseId = proposed();
  act(sample, caseId, [['li', 'fix-amount', { total_fen: 60_000, ground: '丧葬费已扣' }]]);
  serve(caseId, tell(caseId));
  act(sample, caseId, [
    ['li', 'take-statement', { ...STATEMENT, ...ANSWERED }],
    ['li', 'fix-amount', {}],
  ]);
  expect(sign(caseId)).toBe('told-less');
});

test('an office that always tells first signs nothing untold; others sign where nobody was told', () => {
  const caseId = proposed();
  sample.office.prior_notice = 'required';
  expect(sign(caseId)).toBe('prior-notice-required');
  sample.office.prior_notice = 'where-given';
  expect(sign(caseId)).toBe('approved');
});
