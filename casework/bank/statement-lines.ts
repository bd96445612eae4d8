import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import type { StatementLineState } from '../commands/command.ts';

/** A line of a statement of the recovery account, as the ledger keeps it. */
export interface StatementLine extends StatementLineState {
  statement_id: string;
  row: number;
  booked_on: string;
  payer: string;
  payer_account: string | null;
  remark: string;
  entry_id: string | null;
  /** The line this one is a part of. */
  split_from: string | null;
  reason: string | null;
}

export function findStatementLine(ledger: Ledger, lineId: string): StatementLine | null {
  const row = ledger.statement('select * from bank_line where line_id = ?').get(lineId);
  return row === undefined ? null : toLine(row);
}

export function listStatementLines(ledger: Ledger, status?: StatementLine['status']): StatementLine[] {
  const rows =
    status === undefined
      ? ledger.db.prepare('select * from bank_line order by booked_on, statement_id, row').all()
      : ledger.db
          .prepare('select * from bank_line where status = ? order by booked_on, statement_id, row')
          .all(status);
  return rows.map(toLine);
}

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

function toLine(row: Record<string, unknown>): StatementLine {
  const { last_seq: _last, ...rest } = row;
  return rest as unknown as StatementLine;
}
