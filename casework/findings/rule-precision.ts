import { type Interval, wilsonInterval } from '../../core/wilson.ts';
import type { CaseState } from '../case-state.ts';
import { countedFinding } from '../main-finding.ts';

/** Below so many decided cases a share says more about chance than about the rule. */
const ENOUGH_DECIDED = 20;

/** A case that a person decided, under the rule it stands for. */
export interface DecidedCase {
  rule_id: string;
  title: string;
  is_substantiated: boolean;
}

/** How often people found that what a rule says holds. */
export interface RulePrecision {
  rule_id: string;
  title: string;
  decided: number;
  substantiated: number;
  unfounded: number;
  /** Share and interval as ratios; null while too few are decided. */
  precision_ratio: number | null;
  low_ratio: number | null;
  high_ratio: number | null;
}

/** What share of the decided held, with its interval; both null where too few are decided to say. */
export function shareOf(
  substantiated: number,
  decided: number,
): { ratio: number | null; interval: Interval | null } {
  if (decided < ENOUGH_DECIDED) return { ratio: null, interval: null };
  return { ratio: substantiated / decided, interval: wilsonInterval(substantiated, decided) };
}

/** Precision of every rule that has a decided case, in the order of their ids. */
export function measurePrecision(cases: readonly DecidedCase[]): RulePrecision[] {
  return [...Map.groupBy(cases, ({ rule_id }) => rule_id)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule_id, ofRule]) => {
      const decided = ofRule.length;
      const substantiated = ofRule.filter(({ is_substantiated }) => is_substantiated).length;
      const { ratio, interval } = shareOf(substantiated, decided);
      return {
        rule_id,
        title: ofRule.at(-1)?.title ?? rule_id,
        decided,
        substantiated,
        unfounded: decided - substantiated,
        precision_ratio: ratio,
        low_ratio: interval?.low ?? null,
        high_ratio: interval?.high ?? null,
      };
    });
}

/** A precision in words; says how many there are where they are too few. */
export function sayPrecision({ decided, precision_ratio, low_ratio, high_ratio }: RulePrecision): string {
  if (precision_ratio === null || low_ratio === null || high_ratio === null)
    return `样本不足（${decided} 条）`;
  const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)}%`;
  return `${percent(precision_ratio)}（95% 区间 ${percent(low_ratio)}–${percent(high_ratio)}，${decided} 条）`;
}

/**
 * The case as a person decided it; null where nobody has, where it could not be found out, where the decision was taken
 * back, and where no finding stands behind it.
 */
export function decidedCase(state: CaseState): DecidedCase | null {
  const outcome = state.status === 'revoked' ? null : (state.decided?.outcome ?? null);
  const finding = countedFinding(state);
  if (finding === null || (outcome !== 'substantiated' && outcome !== 'unfounded')) return null;
  const { rule_id, title } = finding;
  return { rule_id, title, is_substantiated: outcome === 'substantiated' };
}
