import { sha256Hex, stableJson } from '../../core/hash.ts';
import { appendEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import { businessDay } from '../business-day.ts';
import type { Office } from '../office.ts';
import { refusePastDay } from '../plausible.ts';
import { findStatementLine } from '../reads/money/statement-lines.ts';
import { loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { hasRole } from '../roles.ts';
import { projectLines } from './project-lines.ts';
import type { ReceivedLine } from './received-line.ts';

/** A row of a statement that is not taken in, and why. */
export interface RefusedLine {
  row: number;
  zh: string;
  en: string;
}

export interface ReceivedStatement {
  /** Hash of the file. */
  statement_id: string;
  file: string;
  lines: readonly ReceivedLine[];
}

export type ImportOutcome =
  | {
      ok: true;
      received: number;
      added: number;
      known: number;
      ignored: number;
      /** Rows booked on a day that cannot be; none of them is among the lines received. */
      refused: RefusedLine[];
    }
  | { ok: false; refusal: CommandRefusal };

/**
 * Takes the lines of a statement into the ledger. Statements overlap when a bank is asked twice, so a line
 * is known by its serial number, or by what it says and how many lines of the file said the same before it:
 * one payment in two files is one line, two equal payments in one file are two.
 */
export function importStatement(
  ledger: Ledger,
  office: Office,
  asker: { user: string; via: string },
  statement: ReceivedStatement,
): ImportOutcome {
  return inTransaction(ledger, (): ImportOutcome => {
    const refusal = refuseCashier(ledger, asker.user);
    if (refusal !== null) return { ok: false, refusal };
    const credits = statement.lines.filter((line) => line.amount_fen > 0);
    const unknown = withLineIds(credits).filter(({ line_id }) => findStatementLine(ledger, line_id) === null);
    const today = businessDay(office.now());
    const refused = unknown.flatMap(({ row, booked_on }) => {
      const unfit = refusePastDay(booked_on, today);
      return unfit === null ? [] : [{ row, zh: unfit.zh, en: unfit.en }];
    });
    const fresh = unknown.filter(({ booked_on }) => refusePastDay(booked_on, today) === null);
    const counts = {
      received: statement.lines.length - refused.length,
      added: fresh.length,
      known: credits.length - unknown.length,
      ignored: statement.lines.length - credits.length,
      refused,
    };
    if (fresh.length === 0) return { ok: true, ...counts };
    const { statement_id, file } = statement;
    const author = authorOf(office, asker);
    const event = appendEvent(ledger, author, {
      stream: 'bank',
      subject_id: statement_id,
      type: 'StatementImported',
      payload: { file, lines: fresh },
    });
    projectLines(ledger, event);
    return { ok: true, ...counts };
  });
}

/** Sets a line aside that is no repayment at all, such as interest, and says why. */
export function setLineAside(...told: LineTold): CommandRefusal | null {
  return tellOfLine('LineSetAside', ...told);
}

/** Takes back that a line is no repayment: it waits for the cashier again. One that waits already stays as it is. */
export function takeLineBack(...told: LineTold): CommandRefusal | null {
  return tellOfLine('LineTakenBack', ...told);
}

type LineTold = [
  ledger: Ledger,
  office: Office,
  asker: { user: string; via: string },
  lineId: string,
  reason: string,
];

/** Only of a line that is in no case, and with a reason. */
function tellOfLine(
  type: 'LineSetAside' | 'LineTakenBack',
  ...[ledger, office, asker, lineId, reason]: LineTold
): CommandRefusal | null {
  return inTransaction(ledger, () => {
    const refusal = refuseCashier(ledger, asker.user);
    if (refusal !== null) return refusal;
    const line = findStatementLine(ledger, lineId);
    if (line === null) return refuse('unknown-line', { line: lineId });
    if (line.status === 'matched')
      return refuse('line-already-used', { line: lineId, case: line.case_id ?? '' });
    if (line.status === 'split') return refuse('line-split', { line: lineId });
    if (reason.trim() === '') return refuse('reason-required', {});
    if (type === 'LineTakenBack' && line.status === 'open') return null;
    const author = authorOf(office, asker);
    const payload = { line_id: lineId, reason };
    const told = { stream: 'bank', subject_id: line.statement_id, type, payload } as const;
    projectLines(ledger, appendEvent(ledger, author, told));
    return null;
  });
}

/** The recovery account is the cashier's alone. */
export function refuseCashier(ledger: Ledger, userId: string): CommandRefusal | null {
  const user = loadUser(ledger, userId);
  if (user === null) return refuse('unknown-user', { user: userId });
  if (hasRole(user, 'cashier')) return null;
  return refuseRole({ zh: '银行流水', en: 'bank statement' }, ['cashier']);
}

function withLineIds(lines: readonly ReceivedLine[]): (ReceivedLine & { line_id: string })[] {
  const seen = new Map<string, number>();
  const byId = new Map<string, ReceivedLine & { line_id: string }>();
  for (const line of lines) {
    const { serial, booked_on, amount_fen, payer, payer_account, remark } = line;
    const says =
      serial === null
        ? stableJson([booked_on, amount_fen, payer, payer_account, remark])
        : stableJson([serial, booked_on, amount_fen]);
    const nth = seen.get(says) ?? 0;
    seen.set(says, nth + 1);
    const line_id = `B${sha256Hex(serial === null ? `${says}#${nth}` : says).slice(0, 16)}`;
    // A serial number repeated within a file is one transaction printed twice.
    if (!byId.has(line_id)) byId.set(line_id, { ...line, line_id });
  }
  return [...byId.values()];
}
