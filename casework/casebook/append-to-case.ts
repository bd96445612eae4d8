import { type Author, appendEvents, type CommandSeal } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { settleStatementLines } from '../bank/settle-lines.ts';
import type { CaseEvent, NewCaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { applyEvent } from '../fold.ts';
import { recordNoticeNumbers } from '../notice-numbers.ts';
import { loadCaseEvents, toCaseEvent } from './load-case.ts';
import { projectCase } from './project.ts';
import { projectDays } from './project-days.ts';

/**
 * Appends events to a case, folds them, and brings the casebook, the register of numbers and the bank's lines to what
 * they add up to, inside the caller's transaction. Nothing is written into a case in any other way.
 */
export function appendToCase(
  ledger: Ledger,
  author: Author,
  caseId: string,
  before: CaseState | null,
  events: readonly NewCaseEvent[],
  command?: CommandSeal,
): { state: CaseState; events: CaseEvent[] } {
  const stored = appendEvents(
    ledger,
    author,
    events.map((event) => ({ ...event, stream: 'case' as const, subject_id: caseId })),
    command,
  ).map(toCaseEvent);
  const state = stored.reduce<CaseState | null>(applyEvent, before);
  if (state === null) throw new Error('a case has at least one event');
  projectCase(ledger, state, before ?? undefined);
  projectDays(ledger, caseId, before === null ? stored : loadCaseEvents(ledger, caseId));
  recordNoticeNumbers(ledger, stored);
  if (before !== null) settleStatementLines(ledger, before, stored);
  return { state, events: stored };
}
