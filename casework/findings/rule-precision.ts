import { wilsonInterval } from '../../core/wilson.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseState } from '../case-state.ts';
import { loadCase } from '../casebook/load-case.ts';

/** Below so many decided cases a share says more about chance than about the rule. */
export const ENOUGH_DECIDED = 20;

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

/** Precision of every rule that has a decided case, in the order of their ids. */
export function measurePrecision(cases: readonly DecidedCase[]): RulePrecision[] {
  return [...Map.groupBy(cases, ({ rule_id }) => rule_id)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule_id, ofRule]) => {
      const decided = ofRule.length;
      const substantiated = ofRule.filter(({ is_substantiated }) => is_substantiated).length;
      const isEnough = decided >= ENOUGH_DECIDED;
      const interval = isEnough ? wilsonInterval(substantiated, decided) : null;
      return {
        rule_id,
        title: ofRule.at(-1)?.title ?? rule_id,
        decided,
        substantiated,
        unfounded: decided - substantiated,
        precision_ratio: isEnough ? substantiated / decided : null,
        low_ratio: interval?.low ?? null,
        high_ratio: interval?.high ?? null,
      };
    });
}

/** The same over all cases of the ledger as they stand now. */
export function rulePrecision(ledger: Ledger): RulePrecision[] {
  const rows = ledger.db
    .prepare(
      "select case_id from case_state where status not in ('new', 'investigating') order by case_number",
    )
    .all();
  return measurePrecision(
    rows.flatMap(({ case_id }) => {
      const state = loadCase(ledger, String(case_id));
      const decided = state === null ? null : decidedCase(state);
      return decided === null ? [] : [decided];
    }),
  );
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
  const rule = leadingRule(state);
  if (rule === null || (outcome !== 'substantiated' && outcome !== 'unfounded')) return null;
  return { ...rule, is_substantiated: outcome === 'substantiated' };
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
