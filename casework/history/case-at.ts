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
 * Tells how a case stood at the end of any day; null where it was not yet opened. Days between which nothing came about
 * are folded once.
 */
export function caseOverTime(dated: readonly DatedEvent[]): (day: string) => CaseAt | null {
  const known = new Map<string, CaseAt | null>();
  return (day) => {
    const last = dated.reduce((latest, { on }) => (on <= day && on > latest ? on : latest), '');
    if (!known.has(last)) known.set(last, caseAt(dated, last));
    return known.get(last) ?? null;
  };
}

function caseAt(dated: readonly DatedEvent[], day: string): CaseAt | null {
  let state: CaseState | null = null;
  let decided_on: string | null = null;
  let approved_on: string | null = null;
  let settled_on: string | null = null;
  for (const { on, event } of dated) {
    if (on > day) continue;
    const before: CaseState | null = state;
    state = applyEvent(before, event);
    if (state.decided !== before?.decided) decided_on = state.decided === null ? null : on;
    // a decision after one that was taken back is a debt of its own
    if (isApproved(state) && !isApproved(before)) approved_on = on;
    if (state.status === 'repaid') settled_on = latest(settled_on, before?.status === 'repaid' ? null : on);
    else settled_on = null;
  }
  return state === null ? null : { state, decided_on, approved_on, settled_on };
}

function isApproved(state: CaseState | null): boolean {
  return state?.amounts.some(({ status }) => status === 'approved') ?? false;
}

function latest(held: string | null, on: string | null): string | null {
  return on ?? held;
}

/** How many months the amount in force claims. */
export function overpaidMonths(state: CaseState): number {
  const lines = versionInForce(state.amounts)?.lines ?? [];
  return new Set(
    lines.filter(({ month, amount_fen }) => month !== null && amount_fen > 0).map(({ month }) => month),
  ).size;
}
