import { formatYuan } from '../../core/money.ts';
import type { Surplus } from '../../core/words/case.ts';
import { findAcknowledged } from '../../storage/ledger/command-keys.ts';
import { appendEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransactionUnlessRefused } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import { carryOut } from '../execute.ts';
import type { Money } from '../money-columns.ts';
import type { Office } from '../office.ts';
import { findStatementLine, type StatementLine } from '../reads/money/statement-lines.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseCashier } from './import-statement.ts';
import { projectLines } from './project-lines.ts';
import { receiptOf } from './receipt-of.ts';

/** One part of what a statement line brought; without a case it waits on, like any line. */
export interface LinePart {
  case_id: string | null;
  amount_fen: number;
}

export interface SplitRequest {
  key: string;
  user: string;
  via: string;
  line_id: string;
  parts: readonly LinePart[];
  /** Whether a part may be more than its case still owes. */
  surplus?: Surplus;
}

/** A part as it was entered in its case, with what the case still owes. */
export interface EnteredPart {
  line_id: string;
  case_id: string;
  amount_fen: number;
  outstanding_fen: Money['outstanding_fen'];
}

export type SplitOutcome =
  | { ok: true; is_repeated: boolean; entered: EnteredPart[]; waiting: string[] }
  | { ok: false; refusal: CommandRefusal };

/**
 * Splits what one line brought over several cases, to the fen, and enters each part in its case: all of it or nothing.
 * The parts are lines of their own from then on; one that is reversed waits again by itself.
 */
export function splitLine(ledger: Ledger, office: Office, request: SplitRequest): SplitOutcome {
  return inTransactionUnlessRefused(ledger, (): SplitOutcome => {
    const line = findStatementLine(ledger, request.line_id);
    if (line === null) return { ok: false, refusal: refuse('unknown-line', { line: request.line_id }) };
    const parts = request.parts.map((part, place) => ({ ...part, line_id: `${line.line_id}-${place + 1}` }));
    const receipts = parts.filter(isForCase);
    const isRepeated = receipts.some((part) => findAcknowledged(ledger, keyOf(request, part)) !== null);
    if (!isRepeated) {
      const refusal = refuseCashier(ledger, request.user) ?? refuseSplit(line, request.parts);
      if (refusal !== null) return { ok: false, refusal };
      writeParts(ledger, office, request, line, parts);
    }
    const entered: EnteredPart[] = [];
    for (const part of receipts) {
      const { user, via, surplus } = request;
      const { case_id } = part;
      const asked = { key: keyOf(request, part), user, via, case_id, surplus };
      const outcome = carryOut(ledger, office, receiptOf(asked, { ...line, ...part }));
      if (!outcome.ok) return outcome;
      entered.push({ ...part, outstanding_fen: outcome.state.money.outstanding_fen });
    }
    const waiting = parts.filter((part) => !isForCase(part)).map(({ line_id }) => line_id);
    return { ok: true, is_repeated: isRepeated, entered, waiting };
  });
}

type Part = LinePart & { line_id: string };
type CasePart = Part & { case_id: string };

const isForCase = (part: Part): part is CasePart => part.case_id !== null;

const keyOf = (request: SplitRequest, part: Part): string => `${request.key}#${part.line_id}`;

function refuseSplit(line: StatementLine, parts: readonly LinePart[]): CommandRefusal | null {
  const { line_id: id, amount_fen: amount } = line;
  if (line.status === 'matched') return refuse('line-already-used', { line: id, case: line.case_id ?? '' });
  if (line.status === 'split') return refuse('line-split', { line: id });
  const sum = parts.reduce((total, part) => total + part.amount_fen, 0);
  if (sum !== amount || parts.some((part) => part.amount_fen <= 0)) {
    return refuse('parts-differ', { parts: formatYuan(sum), amount: formatYuan(amount) });
  }
  if (parts.length < 2 || parts.every((part) => part.case_id === null)) return refuse('too-few-parts', {});
  return null;
}

function writeParts(
  ledger: Ledger,
  office: Office,
  request: SplitRequest,
  line: StatementLine,
  parts: readonly Part[],
): void {
  const author = authorOf(office, request);
  const event = appendEvent(ledger, author, {
    stream: 'bank',
    subject_id: line.statement_id,
    type: 'LineSplit',
    payload: {
      line_id: line.line_id,
      parts: parts.map(({ line_id, amount_fen }) => ({ line_id, amount_fen })),
    },
  });
  projectLines(ledger, event);
}
