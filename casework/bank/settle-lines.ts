import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import type { StatementLine } from '../reads/statement-lines.ts';

/** A line belongs to the receipt it was confirmed as, until that receipt is reversed. */
export function settleStatementLines(ledger: Ledger, before: CaseState, events: readonly CaseEvent[]): void {
  for (const event of events) {
    if (event.type === 'ReceiptRecorded' && event.payload.entry.bank_line_id !== null) {
      const { bank_line_id, entry_id } = event.payload.entry;
      setLine(ledger, bank_line_id, 'matched', { case_id: event.case_id, entry_id, seq: event.seq });
    }
    if (event.type === 'EntryReversed') {
      const entry = before.entries.find((one) => one.entry_id === event.payload.entry_id);
      if (entry?.bank_line_id) {
        setLine(ledger, entry.bank_line_id, 'open', { case_id: null, entry_id: null, seq: event.seq });
      }
    }
  }
}

function setLine(
  ledger: Ledger,
  lineId: string,
  status: StatementLine['status'],
  to: { case_id: string | null; entry_id: string | null; seq: number },
): void {
  ledger
    .statement(
      'update bank_line set status = ?, case_id = ?, entry_id = ?, reason = null, last_seq = ? where line_id = ?',
    )
    .run(status, to.case_id, to.entry_id, to.seq, lineId);
}
