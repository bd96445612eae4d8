import type { Surplus } from '../../core/words/case.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type CaseOutcome, execute } from '../execute.ts';
import type { Office } from '../office.ts';
import { findStatementLine } from '../reads/money/statement-lines.ts';
import { refuse } from '../refusals.ts';
import { receiptOf } from './receipt-of.ts';

export interface EnterRequest {
  /** The same on every retry. */
  key: string;
  user: string;
  via: string;
  line_id: string;
  case_id: string;
  /** Whether it may be more than the case still owes. */
  surplus?: Surplus;
}

/** Enters a whole line of a statement as a receipt of a case. */
export function enterLine(ledger: Ledger, office: Office, request: EnterRequest): CaseOutcome {
  const line = findStatementLine(ledger, request.line_id);
  if (line === null) return { ok: false, refusal: refuse('unknown-line', { line: request.line_id }) };
  return execute(ledger, office, receiptOf(request, line));
}
