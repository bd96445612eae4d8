import type { AmountVersion } from '../../casework/case-state.ts';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { fillSentence } from '../../casework/rule-pack/sentence.ts';
import type { Finding } from '../../core/finding.ts';
import type { NoticeKind } from './kinds.ts';

/** A rule as far as it can say its findings anew. */
export type SayingRule = Pick<RuleDefinition, 'rule_id' | 'sentence' | 'words'>;

/**
 * What the findings say, of the months that are claimed: a paper that says that a month is not claimed does not name it among
 * the facts, and a finding of which every month was struck out is no fact of a paper that claims.
 */
export function factsOf(
  kind: NoticeKind,
  findings: readonly Finding[],
  version: AmountVersion | null,
  rules: readonly SayingRule[],
): { text: string }[] {
  const struck = new Set(kind.claims ? version?.struck.map(({ month }) => month) : []);
  return findings
    .flatMap((finding) => reasonOf(finding, struck, rules) ?? [])
    .map((reason) => ({ text: factText(reason, kind) }));
}

/** Null where nothing of it is claimed. Of a rule that is gone or says it otherwise by now, what it said stands whole. */
function reasonOf(
  finding: Finding,
  struck: ReadonlySet<number>,
  rules: readonly SayingRule[],
): string | null {
  const isStruck = ({ month }: Finding['lines'][number]): boolean => month !== null && struck.has(month);
  if (finding.direction !== 'fund' || !finding.lines.some(isStruck)) return finding.reason;
  const byMonth = Map.groupBy(
    finding.lines.filter((line) => !isStruck(line)),
    ({ month }) => month,
  );
  const claimed = [...byMonth].map(([month, lines]) => ({
    month,
    fen: lines.reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0),
  }));
  // a month whose money was taken back by a line of its own is not counted
  const counted = claimed.filter(({ fen }) => fen !== 0);
  if (counted.length === 0) return null;
  const rule = rules.find(({ rule_id }) => rule_id === finding.rule_id);
  if (rule === undefined || fillSentence(rule.sentence, finding, 'zh', rule.words) !== finding.reason)
    return finding.reason;
  const months = counted.flatMap(({ month }) => month ?? []).sort((one, other) => one - other);
  const values = {
    ...finding,
    amount_fen: counted.reduce((sum, { fen }) => sum + fen, 0),
    months: months.length,
    first_month: months.at(0) ?? null,
    last_month: months.at(-1) ?? null,
  };
  return fillSentence(rule.sentence, values, 'zh', rule.words);
}

/** A finding asks; what an approved paper tells no longer does. */
function factText(reason: string, kind: NoticeKind): string {
  return kind.asks ? reason : reason.replace(/[，,；;]?请核实[^。]*。?$/, '。').replace(/应核实后?/g, '应');
}
