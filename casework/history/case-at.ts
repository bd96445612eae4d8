import type { CaseState } from '../case-state.ts';
import { applyEvent } from '../fold.ts';
import { versionInForce } from '../money.ts';
import type { DatedEvent } from './date-events.ts';

/** A case as it stood at the end of a day, with the days on which it became what it is. */
export interface CaseAt {
  state: CaseState;
  /** When the outcome in force was decided. */
  decided_on: string | null;
  /** When an amount was first approved: from then on it is a debt. Stays after a revocation, until there is a new decision. */
  approved_on: string | null;
  /** When the last of it came in, for a case that is repaid. */
  settled_on: string | null;
}

/**
 * How a case stood at the end of each day on which something of it came about. What was entered late about an earlier day is
 * folded where the journal has it, with what had come about by that day.
 */
export function caseByDay(dated: readonly DatedEvent[]): { on: string; at: CaseAt }[] {
  const days = [...new Set(dated.map(({ on }) => on))].sort();
  // so many of the events, as they were entered, had come about by the day before
  let taken = 0;
  let before: CaseAt | null = null;
  return days.map((day) => {
    for (let next = dated[taken]; next !== undefined && next.on <= day; next = dated[taken]) {
      before = takeIn(before, next);
      taken += 1;
    }
    const at = dated
      .slice(taken)
      .filter(({ on }) => on <= day)
      .reduce<CaseAt | null>(takeIn, before);
    if (at === null) throw new Error('a day without an event');
    return { on: day, at };
  });
}

function takeIn(at: CaseAt | null, { on, event }: DatedEvent): CaseAt {
  const before = at?.state ?? null;
  const state = applyEvent(before, event);
  const decided_on = state.decided === null ? null : on;
  const settled_on = before?.status === 'repaid' ? (at?.settled_on ?? null) : on;
  return {
    state,
    decided_on: state.decided === before?.decided ? (at?.decided_on ?? null) : decided_on,
    // a decision after one that was taken back is a debt of its own
    approved_on: isApproved(state) && !isApproved(before) ? on : (at?.approved_on ?? null),
    settled_on: state.status === 'repaid' ? settled_on : null,
  };
}

function isApproved(state: CaseState | null): boolean {
  return state?.amounts.some(({ status }) => status === 'approved') ?? false;
}

/** How many months the amount in force claims. */
export function overpaidMonths(state: CaseState): number {
  const lines = versionInForce(state.amounts)?.lines ?? [];
  return new Set(
    lines.filter(({ month, amount_fen }) => month !== null && amount_fen > 0).map(({ month }) => month),
  ).size;
}
