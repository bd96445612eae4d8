import type { Ledger } from '../storage/ledger/ledger.ts';
import type { CaseEvent } from './case-events.ts';

/**
 * The next number of a notice, such as 弥人社追〔2022〕5号: six-cornered brackets, no leading zero, one
 * unbroken series a year. Called inside the transaction that uses the number, so none is lost.
 */
export function takeNoticeNumber(ledger: Ledger, prefix: string, issuedOn: string): string {
  const year = Number(issuedOn.slice(0, 4));
  const last = ledger
    .statement('select max(number) as number from notice_number where prefix = ? and year = ?')
    .get(prefix, year);
  return `${prefix}〔${year}〕${Number(last?.number ?? 0) + 1}号`;
}

/** Enters what was given out or made void into the register of numbers. */
export function recordNoticeNumbers(ledger: Ledger, events: readonly CaseEvent[]): void {
  for (const event of events) {
    if (event.type === 'NoticeIssued') {
      const { notice_number } = event.payload;
      const parts = /^(.*)〔(\d{4})〕(\d+)号$/u.exec(notice_number);
      if (parts === null) throw new Error('a notice number has lost its form');
      ledger
        .statement(
          'insert into notice_number (prefix, year, number, notice_number, case_id, is_void) values (?, ?, ?, ?, ?, 0)',
        )
        .run(String(parts[1]), Number(parts[2]), Number(parts[3]), notice_number, event.case_id);
    }
    if (event.type === 'NoticeVoided') {
      ledger
        .statement('update notice_number set is_void = 1 where notice_number = ?')
        .run(event.payload.notice_number);
    }
  }
}
