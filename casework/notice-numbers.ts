import type { StoredEvent } from '../storage/ledger/journal.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import type { CaseEvent } from './case-events.ts';
import { lastNoticeNumber } from './reads/papers/notice-numbers.ts';

/**
 * The next number of a notice, such as 弥人社追〔2022〕5号: six-cornered brackets, no leading zero, one
 * unbroken series a year. Called inside the transaction that uses the number, so none is lost.
 */
export function takeNoticeNumber(ledger: Ledger, prefix: string, issuedOn: string): string {
  const year = Number(issuedOn.slice(0, 4));
  return `${prefix}〔${year}〕${lastNoticeNumber(ledger, prefix, year) + 1}号`;
}

/** Enters what was given out or made void into the register of numbers. */
export function recordNoticeNumbers(ledger: Ledger, events: readonly CaseEvent[]): void {
  for (const event of events) {
    // of a paper that several cases share, the first keeps the number
    const isShared =
      event.type === 'NoticeIssued' && (event.payload.joint?.[0] ?? event.case_id) !== event.case_id;
    if (isShared) continue;
    if (event.type === 'NoticeIssued') enterNumber(ledger, event.payload.notice_number, event.case_id);
    if (event.type === 'NoticeVoided') voidNumber(ledger, event.payload.notice_number);
  }
}

/** The same for a paper beside the recovery notice, by an event of the stream `document`. */
export function recordDocumentNumber(ledger: Ledger, { type, payload, subject_id }: StoredEvent): void {
  const { document_number, joint } = payload as { document_number: string; joint?: readonly string[] };
  if ((joint?.[0] ?? subject_id) !== subject_id) return;
  if (type === 'DocumentIssued') enterNumber(ledger, document_number, subject_id);
  if (type === 'DocumentVoided') voidNumber(ledger, document_number);
}

function enterNumber(ledger: Ledger, number: string, caseId: string): void {
  const parts = /^(.*)〔(\d{4})〕(\d+)号$/u.exec(number);
  if (parts === null) throw new Error('a notice number has lost its form');
  ledger
    .statement(
      'insert into notice_number (prefix, year, number, notice_number, case_id, is_void) values (?, ?, ?, ?, ?, 0)',
    )
    .run(String(parts[1]), Number(parts[2]), Number(parts[3]), number, caseId);
}

/** A number that was made void stays in its series. */
function voidNumber(ledger: Ledger, number: string): void {
  ledger.statement('update notice_number set is_void = 1 where notice_number = ?').run(number);
}
