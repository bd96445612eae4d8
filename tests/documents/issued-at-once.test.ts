import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findKept } from '../../casework/documents/kept-paper.ts';
import { listIssued } from '../../casework/documents/list-issued.ts';
import { ended, Office } from '../night/office.ts';
import { isLong } from '../support/is-long.ts';
import { openSampleOffice, type SampleOffice } from '../support/sample-office.ts';
import { laidOut, runningNumbers, settleLetterhead } from './paper-desk.ts';
import { approveMany } from './worked-case.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
  settleLetterhead(sample);
});
afterEach(() => sample.close());

describe('two people who issue the same cases at once', () => {
  test('give each case one number, none twice, and one paper', async () => {
    const cases = approveMany(sample, isLong ? 30 : 10);
    const office = new Office({ root: sample.home, home: sample.home });
    const both = ['li', 'sun'].map((user) =>
      ended(office.start('--json', 'notice', 'issue', '--as', user, '--all-approved', '--pdf')),
    );
    for (const { code, stderr, stdout } of await Promise.all(both)) {
      // whoever comes second is told so, or finds the papers as they are
      expect([code, stdout, stderr]).toEqual([0, expect.stringContaining('"made"'), '']);
    }
    const issued = cases.map((caseId) => listIssued(sample.ledger, caseId));
    expect(issued.map((papers) => papers.length)).toEqual(cases.map(() => 1));
    const numbers = runningNumbers(issued.map(([paper]) => paper?.document_number ?? ''));
    expect(numbers).toEqual(cases.map((_, index) => index + 1));
    for (const [index, caseId] of cases.entries())
      expect(findKept(sample.ledger, caseId, issued[index]?.[0]?.document_number ?? '')).toHaveLength(2);
    expect(laidOut(sample)).toHaveLength(2 * cases.length);
  });
});
