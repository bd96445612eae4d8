import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';

/** A line belongs to the receipt it was confirmed as, until that receipt is reversed. */
export function settleStatementLines(ledger: Ledger, before: CaseState, events: readonly CaseEvent[]): void {
  for (const event of events) {
    settleLine(
      ledger,
      event,
      (entryId) => before.entries.find((one) => one.entry_id === entryId)?.bank_line_id,
    );
  }
}

/** Brings the line of a receipt to what one event of its case says; `lineOf` tells the line that an entry was made from. */
export function settleLine(
  ledger: Ledger,
  event: CaseEvent,
  lineOf: (entryId: string) => string | null | undefined,
): void {
  if (event.type === 'ReceiptRecorded' && event.payload.entry.bank_line_id !== null) {
    const { bank_line_id, entry_id } = event.payload.entry;
    setLine(ledger, bank_line_id, 'matched', { case_id: event.case_id, entry_id, seq: event.seq });
  }
  if (event.type === 'EntryReversed') {
    const line = lineOf(event.payload.entry_id);
    if (line) {
      setLine(ledger, line, 'open', { case_id: null, entry_id: null, seq: event.seq });
    }
  }
}

function setLine(
  ledger: Ledger,
  lineId: string,
  status: 'matched' | 'open',
  to: { case_id: string | null; entry_id: string | null; seq: number },
): void {
  ledger
    .statement(
      'update bank_line set status = ?, case_id = ?, entry_id = ?, reason = null, last_seq = ? where line_id = ?',
    )
    .run(status, to.case_id, to.entry_id, to.seq, lineId);
}
