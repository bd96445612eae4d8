import type { SelectionMove } from '../../core/words/views.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type CaseOutcome, executeTogether } from '../execute.ts';
import type { Office } from '../office.ts';
import { LARGEST_SELECTION } from '../reads/queue/selection.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';

export interface SelectionRequest {
  key: string;
  user: string;
  via: string;
  cases: readonly { case_id: string; seq: number }[];
  move: SelectionMove;
  input?: unknown;
}

/** A case that was left alone, and why. */
export interface Skipped {
  case_id: string;
  code: CommandRefusal['code'];
  zh: string;
  en: string;
}

export interface SelectionOutcome {
  done: string[];
  skipped: Skipped[];
  /** What to name to take it back; null where nothing was done. */
  undo: { key: string; until: string } | null;
}

export const UNDO_MINUTES = 10;

/**
 * Makes one move on each of the selected cases, in one transaction. A case that has gone on since it was selected, or
 * that the move is refused for, is left alone and named; the others are not hindered. Sent again under its key it is
 * answered the same.
 */
export function actOnSelection(ledger: Ledger, office: Office, request: SelectionRequest): SelectionOutcome {
  const { key, user, via, move, input = {} } = request;
  const cases = request.cases.slice(0, LARGEST_SELECTION);
  const outcomes = executeTogether(
    ledger,
    office,
    cases.map(({ case_id, seq }) => ({
      key: partKey(key, case_id),
      user,
      via,
      case_id,
      move,
      input,
      expected_last_seq: seq,
    })),
  );
  const answered = sortOut(
    cases.map(({ case_id }) => case_id),
    outcomes,
  );
  for (const { case_id } of request.cases.slice(LARGEST_SELECTION)) {
    const count = request.cases.length;
    const refusal = refuse('selection-too-large', { count, most: LARGEST_SELECTION });
    answered.skipped.push(skippedBy(case_id, refusal));
  }
  const first = outcomes.find((outcome) => outcome.ok);
  const at = first?.events[0]?.at;
  return { ...answered, undo: at === undefined ? null : { key, until: undoableUntil(at) } };
}

/** The key of one case's part; the sign sorts after every key that could be meant by another request. */
export function partKey(key: string, caseId: string): string {
  return `${key}#${caseId}`;
}

export function undoableUntil(at: string): string {
  return new Date(Date.parse(at) + UNDO_MINUTES * 60_000).toISOString();
}

export function sortOut(
  caseIds: readonly string[],
  outcomes: readonly CaseOutcome[],
): { done: string[]; skipped: Skipped[] } {
  const done: string[] = [];
  const skipped: Skipped[] = [];
  outcomes.forEach((outcome, place) => {
    const caseId = caseIds[place] ?? '';
    if (outcome.ok) done.push(caseId);
    else skipped.push(skippedBy(caseId, outcome.refusal));
  });
  return { done, skipped };
}

export function skippedBy(case_id: string, { code, zh, en }: CommandRefusal): Skipped {
  return { case_id, code, zh, en };
}
