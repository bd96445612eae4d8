import { TemplateHandler } from 'easy-template-x';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { type IssueResult, issueDocument, voidDocument } from '../../casework/documents/register.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import type { SampleOffice } from '../support/sample-office.ts';
import { caseOf, fillPaper } from './paper-desk.ts';
import { act, openSampleOffice, openWorkedCase, TO_APPROVAL, TO_SERVICE } from './worked-case.ts';

let sample: SampleOffice;
beforeAll(() => {
  sample = openSampleOffice();
});
afterAll(() => sample.close());

let people = 0;

/** A served case into which so many amounts have come. */
function paid(...amounts: number[]): string {
  people += 1;
  const caseId = openWorkedCase(sample, `p${people}`);
  act(sample, caseId, TO_SERVICE);
  act(
    sample,
    caseId,
    amounts.map((amount_fen) => ['chen', 'receipt', { amount_fen }]),
  );
  return caseId;
}

function give(user: string, case_id: string, about?: string): IssueResult {
  const kind = findKind('money-receipt');
  return issueDocument(sample.ledger, sample.office, {
    ...{ key: `${user} ${case_id} ${about}`, user, via: 'test', case_id, about },
    ...{ kind: { ...kind, series: kind.series ?? '' }, on: sample.clock.at.slice(0, 10) },
  });
}

const numberOf = (result: IssueResult): string =>
  result.ok ? result.document.document_number : result.refusal.code;

test('the cashier gives one receipt for each amount that came in, and the investigator none', () => {
  const caseId = paid(10_000, 20_000);
  expect(numberOf(give('li', caseId, `${caseId}-E1`))).toBe('not-your-role');
  expect(numberOf(give('chen', caseId))).toBe('which-entry');
  const first = numberOf(give('chen', caseId, `${caseId}-E1`));
  const second = numberOf(give('chen', caseId, `${caseId}-E2`));
  expect([first, second]).toEqual(['弥人社收〔2022〕1号', '弥人社收〔2022〕2号']);
  expect(numberOf(give('sun', caseId, `${caseId}-E1`))).toBe(first);
});

test('where nothing has come in there is nothing to give a receipt for', () => {
  expect(numberOf(give('chen', paid()))).toBe('no-entry-to-tell');
});

test('an amount whose receipt is with the payer is not reversed before the receipt is void', () => {
  const caseId = paid(10_000);
  const document_number = numberOf(give('chen', caseId));
  const input = { entry_id: `${caseId}-E1`, reason: '记错案件' };
  const refused = sample.act('chen', caseId, 'reverse', input);
  expect(refused.ok ? null : refused.refusal.code).toBe('receipt-paper-stands');
  const asked = { user: 'sun', via: 'test', case_id: caseId, document_number, reason: '记错案件，已收回' };
  expect(voidDocument(sample.ledger, sample.office, asked).ok).toBe(true);
  expect(sample.act('chen', caseId, 'reverse', input).ok).toBe(true);
  expect(loadCase(sample.ledger, caseId)?.money.repaid_fen).toBe(0);
});

test.each([
  ['is not approved yet', TO_APPROVAL.slice(0, -1), '应退回的金额还没有审批确定'],
  ['is approved', TO_APPROVAL, '核定金额654.00元，尚应退回554.00元'],
])(
  'a receipt for money that came while the amount %s says what is known of it',
  async (_when, steps, says) => {
    people += 1;
    const caseId = openWorkedCase(sample, `p${people}`);
    act(sample, caseId, [...steps, ['chen', 'receipt', { amount_fen: 10_000 }]]);
    const { docx } = await fillPaper(sample, 'money-receipt', caseOf(sample, caseId), {
      about: `${caseId}-E1`,
    });
    const text = await new TemplateHandler().getText(docx);
    expect(text).toContain(says);
    expect(text.match(/截至本收据开具之日/g)?.length).toBe(1);
  },
);
