import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { StatementLineState } from '../../commands/command.ts';
import { firstOf, rowsOf } from '../rows.ts';

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

const LINE = `line_id, statement_id, row, booked_on, amount_fen, payer, payer_account, remark, status, case_id, entry_id,
  split_from, reason`;

export function findStatementLine(ledger: Ledger, lineId: string): StatementLine | null {
  return firstOf(ledger, `select ${LINE} from bank_line where line_id = ?`, lineId);
}

export function listStatementLines(ledger: Ledger, status?: StatementLine['status']): StatementLine[] {
  const order = 'order by booked_on, statement_id, row';
  if (status === undefined) return rowsOf(ledger, `select ${LINE} from bank_line ${order}`);
  return rowsOf(ledger, `select ${LINE} from bank_line where status = ? ${order}`, status);
}

/** The last day booked on any statement. */
export function lastBookedOn(ledger: Ledger): string | null {
  return firstOf<{ day: string | null }>(ledger, 'select max(booked_on) as day from bank_line')?.day ?? null;
}

/** The lines that were entered as receipts, each with its case. */
export function listMatchedLines(ledger: Ledger): { line_id: string; amount_fen: number; case_id: string }[] {
  return rowsOf(ledger, `select line_id, amount_fen, case_id from bank_line where status = 'matched'`);
}
