import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import type { Finding, FindingLine } from '../../core/finding.ts';
import { countFindings, type FoundByRule, moneyOf } from './count-findings.ts';

/** By township, and by the month whose money it is; money of merely possible links left out. */
export interface SumsOfTrial {
  townships: { township: string | null; before: FoundByRule; after: FoundByRule }[];
  months: { month: number; before_fen: number; after_fen: number }[];
}

type Asked = Pick<RuleDefinition, 'direction'>;

type Tried = Pick<Finding, 'person_id' | 'amount_fen' | 'direction' | 'match_strength' | 'township'> & {
  lines: Pick<FindingLine, 'month' | 'amount_fen'>[];
};

/** What is found in each township, before and after; where most money is, first. */
export function byTownship(
  rule: Asked,
  before: readonly Tried[],
  after: readonly Tried[],
): SumsOfTrial['townships'] {
  const places = new Set([...before, ...after].map(({ township }) => township));
  const of = (findings: readonly Tried[], place: string | null) =>
    countFindings(
      rule,
      findings.filter(({ township }) => township === place),
    );
  return [...places]
    .map((township) => ({ township, before: of(before, township), after: of(after, township) }))
    .sort((one, other) => other.after.amount_fen - one.after.amount_fen);
}

/** The money of each month that is claimed, before and after, in fen. */
export function byMonth(
  rule: Asked,
  before: readonly Tried[],
  after: readonly Tried[],
): SumsOfTrial['months'] {
  const months = new Map<number, { month: number; before_fen: number; after_fen: number }>();
  for (const [findings, key] of [
    [before, 'before_fen'],
    [after, 'after_fen'],
  ] as const) {
    for (const { month, amount_fen } of moneyOf(rule, findings).flatMap(({ lines }) => lines)) {
      if (month === null || amount_fen === null) continue;
      const row = months.get(month) ?? { month, before_fen: 0, after_fen: 0 };
      months.set(month, { ...row, [key]: row[key] + amount_fen });
    }
  }
  return [...months.values()].sort((one, other) => one.month - other.month);
}
