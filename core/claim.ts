import type { Direction, Finding, FindingLine } from './finding.ts';

/**
 * What findings claim for the fund, owe to the person, or put at risk: the only place that says so, beside its twin for
 * the warehouse in `claim-sql.ts`. Whose the money is stands in each finding and is asked of nothing else.
 */

/** What of a finding decides what it claims or owes. */
export type MoneyFinding = Pick<Finding, 'finding_key' | 'direction' | 'lines'>;

/** One part of an amount: what of which month is claimed. */
export interface AmountLine {
  month: number | null;
  component: string;
  amount_fen: number;
}

/**
 * Whose a finding's money is: as the rule says, but a rule that claims for the fund may find that too little was paid, and
 * that is owed to the person. Asked where findings are gathered, and of findings kept from before it was asked there.
 */
export function settleDirection(ofRule: Direction, facts: Finding['facts']): Direction {
  return ofRule === 'fund' && facts.is_short === true ? 'person' : ofRule;
}

/**
 * The lines of some findings, each line and month once, with the largest amount that any of the findings names. Without
 * a line to share, the lines of two findings are two.
 */
export function linesOnce(
  findings: readonly MoneyFinding[],
  amountOf: (line: FindingLine) => number | null = (line) => line.amount_fen,
): (FindingLine & { amount_fen: number })[] {
  const largest = new Map<string, FindingLine & { amount_fen: number }>();
  const inOrder = [...findings].sort((one, other) => (one.finding_key < other.finding_key ? -1 : 1));
  for (const { finding_key, lines } of inOrder) {
    for (const line of lines) {
      const amount_fen = amountOf(line);
      if (amount_fen === null) continue;
      const key = `${line.line_id === '' ? finding_key : line.line_id} ${line.month ?? ''}`;
      const known = largest.get(key);
      if (known === undefined || amount_fen > known.amount_fen) largest.set(key, { ...line, amount_fen });
    }
  }
  return [...largest.values()];
}

/**
 * What several findings about one person claim together. One settled line can break several rules, so per line the
 * largest claim counts, never the sum; a line that took money back lessens the claim; money owed to the person and mere
 * questions claim nothing.
 */
export function claimOf(findings: readonly MoneyFinding[]): { amount_fen: number; lines: AmountLine[] } {
  const sums = new Map<string, AmountLine>();
  let total = 0;
  for (const { month, amount_fen: amount, components } of linesOnce(ofDirection(findings, 'fund'))) {
    total += amount;
    for (const [component, amount_fen] of splitByComponent(amount, components)) {
      const key = `${month ?? ''}\u0000${component}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { month, component, amount_fen });
      else sum.amount_fen += amount_fen;
    }
  }
  const lines = [...sums.values()].sort(
    (one, other) => (one.month ?? 0) - (other.month ?? 0) || (one.component < other.component ? -1 : 1),
  );
  return { amount_fen: total, lines };
}

/** What is owed to the person, each line and month once. */
export function owedToPerson(findings: readonly MoneyFinding[]): number {
  return linesOnce(ofDirection(findings, 'person')).reduce((sum, line) => sum + line.amount_fen, 0);
}

/**
 * Money that may turn out unpayable and that nobody claims. Such findings speak of the same payments, so the
 * largest counts, never the sum; and it is never added to a claim.
 */
export function atRisk(findings: readonly Finding[]): number {
  const risks = ofDirection(findings, 'none').map(({ facts, amount_fen }) =>
    Number(facts.at_risk_fen ?? amount_fen ?? 0),
  );
  return Math.max(0, ...risks.filter(Number.isSafeInteger));
}

/** What findings about many people claim and owe, each person by themselves. */
export function sumOverPeople(findings: readonly (MoneyFinding & Pick<Finding, 'person_id'>)[]): {
  claimed_fen: number;
  owed_fen: number;
} {
  let claimed_fen = 0;
  let owed_fen = 0;
  for (const ofPerson of Map.groupBy(findings, ({ person_id }) => person_id).values()) {
    claimed_fen += claimOf(ofPerson).amount_fen;
    owed_fen += owedToPerson(ofPerson);
  }
  return { claimed_fen, owed_fen };
}

function ofDirection<Some extends MoneyFinding>(findings: readonly Some[], wanted: Direction): Some[] {
  return findings.filter(({ direction }) => direction === wanted);
}

/** The components of a claim always add up to it: what no component explains is called `unsplit`. */
function splitByComponent(amountFen: number, components: Record<string, number>): [string, number][] {
  const parts = Object.entries(components).filter(([, part]) => part !== 0);
  const rest = amountFen - parts.reduce((sum, [, part]) => sum + part, 0);
  return rest === 0 ? parts : [...parts, ['unsplit', rest]];
}
