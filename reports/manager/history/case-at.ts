import type { CaseState } from '../../../casework/case-state.ts';
import { applyEvent } from '../../../casework/fold.ts';
import { versionInForce } from '../../../casework/money.ts';
import type { DatedEvent } from './date-events.ts';

/** A case as it stood at the end of a day, with the days on which it became what it is. */
export interface CaseAt {
  state: CaseState;
  /** When the outcome in force was decided. */
  decided_on: string | null;
  /** When an amount was first approved: from then on it is a debt. */
  approved_on: string | null;
  /** When the last of it came in, for a case that is repaid. */
  settled_on: string | null;
}

/** The case at the end of a day; null where it was not yet opened. */
export function caseAt(dated: readonly DatedEvent[], day: string): CaseAt | null {
  let state: CaseState | null = null;
  let decided_on: string | null = null;
  let approved_on: string | null = null;
  let settled_on: string | null = null;
  for (const { on, event } of dated) {
    if (on > day) continue;
    const before: CaseState | null = state;
    state = applyEvent(before, event);
    if (state.decided !== before?.decided) decided_on = state.decided === null ? null : on;
    if (approved_on === null && state.amounts.some((version) => version.status === 'approved'))
      approved_on = on;
    if (state.status === 'repaid') settled_on = latest(settled_on, before?.status === 'repaid' ? null : on);
    else settled_on = null;
  }
  return state === null ? null : { state, decided_on, approved_on, settled_on };
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

/** The rule a case stands under in tables by rule: of its standing findings the one that claims most. */
export function leadingRule(state: CaseState): { rule_id: string; title: string } | null {
  const standing = Object.values(state.findings).filter((held) => !held.is_withdrawn);
  const held = (standing.length > 0 ? standing : Object.values(state.findings)).map(({ finding }) => finding);
  const [first] = held.sort(
    (one, other) => claimed(other) - claimed(one) || (one.finding_key < other.finding_key ? -1 : 1),
  );
  return first === undefined ? null : { rule_id: first.rule_id, title: first.title };
}

function claimed(finding: { direction: string; amount_fen: number | null }): number {
  return finding.direction === 'fund' ? (finding.amount_fen ?? 0) : -1;
}
