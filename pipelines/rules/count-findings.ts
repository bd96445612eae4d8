import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { isCounted } from '../../core/claim.ts';
import type { Finding } from '../../core/finding.ts';

type Found = Pick<Finding, 'person_id' | 'amount_fen' | 'direction' | 'match_strength'>;

/** What a rule found, in all. */
export interface FoundByRule {
  findings: number;
  people: number;
  /** As a night tells it of a rule: what it claims for the fund, or, of a rule about money owed to people, what it owes them. */
  amount_fen: number;
}

/** Whose money a figure about this rule is about: a finding that goes the other way is counted, and its money is not. */
export function moneyOf<One extends Found>(
  { direction }: Pick<RuleDefinition, 'direction'>,
  findings: readonly One[],
): One[] {
  const isOwed = direction === 'person';
  return findings.filter((finding) => isCounted(finding) && (finding.direction === 'person') === isOwed);
}

export function countFindings(
  rule: Pick<RuleDefinition, 'direction'>,
  findings: readonly Found[],
): FoundByRule {
  return {
    findings: findings.length,
    people: new Set(findings.map(({ person_id }) => person_id)).size,
    amount_fen: moneyOf(rule, findings).reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0),
  };
}
