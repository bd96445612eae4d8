import { type Interval, wilsonInterval } from '../../core/wilson.ts';
import type { CaseState } from '../case-state.ts';
import { decisionInForce } from '../main-finding.ts';

/** Below so many decided cases a share says more about chance than about the rule. */
const ENOUGH_DECIDED = 20;

/** How often people found that what was said holds: by a rule, or by a source of leads. */
export interface Precision {
  decided: number;
  substantiated: number;
  /** What share of the decided held; null while too few are decided. */
  ratio: number | null;
  /** The interval of Wilson, 95 %; null like the share. */
  low: number | null;
  high: number | null;
}

export function precisionOf(substantiated: number, decided: number): Precision {
  const { ratio, interval } = shareOf(substantiated, decided);
  return { decided, substantiated, ratio, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** What share of the decided held, with its interval; both null where too few are decided to say. */
export function shareOf(
  substantiated: number,
  decided: number,
): { ratio: number | null; interval: Interval | null } {
  if (decided < ENOUGH_DECIDED) return { ratio: null, interval: null };
  return { ratio: substantiated / decided, interval: wilsonInterval(substantiated, decided) };
}

/** Whether the lead held: null where nobody has decided, or it could not be found out, or no finding stood behind it. */
export function isSubstantiated(state: CaseState): boolean | null {
  const decision = decisionInForce(state);
  if (decision === null || decision.rule_id === null || decision.outcome === 'unverifiable') return null;
  return decision.outcome === 'substantiated';
}
