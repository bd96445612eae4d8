import type { Direction, Finding, FindingLine } from './finding.ts';
import { groupBy } from './lists.ts';

/**
 * What findings claim for the fund, owe to the person, or put at risk: the only place that says so, beside its twin for
 * the warehouse in `claim-sql.ts`. Whose the money is stands in each finding and is asked of nothing else.
 */

/** What of a finding decides what it claims or owes. */
export type MoneyFinding = Pick<Finding, 'finding_key' | 'direction' | 'match_strength' | 'lines'>;

/** Money of findings: what counts in a total, and beside it what is merely possible and counts in none. */
export interface Counted {
  amount_fen: number;
  possible_fen: number;
}

/** What a person decides on, or what bounds an amount: counted or not. */
export function wholeOf({ amount_fen, possible_fen }: Counted): number {
  return amount_fen + possible_fen;
}

/** A finding on a merely possible link is worth a look; its money stands apart and enters no total. */
export function isCounted({ match_strength }: Pick<Finding, 'match_strength'>): boolean {
  return match_strength !== 'possible';
}

/** A confirmed link, and nothing that speaks against it: who was seen in person after a death may not be dead. */
export function isCertain({ match_strength, facts }: Pick<Finding, 'match_strength' | 'facts'>): boolean {
  return match_strength === 'confirmed' && facts.is_contradicted !== true;
}

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
 * The lines of some findings, each line and month once, with the largest amount that any of the findings names and that finding. Without
 * a line to share, the lines of two findings are two.
 */
export function linesOnce(
  findings: readonly MoneyFinding[],
  amountOf: (line: FindingLine) => number | null = (line) => line.amount_fen,
): (FindingLine & { amount_fen: number; finding_key: string })[] {
  const largest = new Map<string, FindingLine & { amount_fen: number; finding_key: string }>();
  const inOrder = [...findings].sort((one, other) => (one.finding_key < other.finding_key ? -1 : 1));
  for (const { finding_key, lines } of inOrder) {
    for (const line of lines) {
      const amount_fen = amountOf(line);
      if (amount_fen === null) continue;
      const key = `${line.line_id === '' ? finding_key : line.line_id} ${line.month ?? ''}`;
      const known = largest.get(key);
      if (known === undefined || amount_fen > known.amount_fen)
        largest.set(key, { ...line, amount_fen, finding_key });
    }
  }
  return [...largest.values()];
}

/**
 * What several findings about one person claim together. One settled line can break several rules, so per line the
 * largest claim counts, never the sum; a line that took money back lessens the claim; money owed to the person and mere
 * questions claim nothing. `lines` name all that a person may decide on, what is merely possible too.
 */
export function claimOf(findings: readonly MoneyFinding[]): Counted & { lines: AmountLine[] } {
  const sums = new Map<string, AmountLine>();
  const claiming = ofDirection(findings, 'fund');
  for (const { month, amount_fen: amount, components } of linesOnce(claiming)) {
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
  return { ...counted(claiming), lines };
}

/** What is owed to the person, each line and month once. */
export function owedToPerson(findings: readonly MoneyFinding[]): Counted {
  return counted(ofDirection(findings, 'person'));
}

function counted(findings: readonly MoneyFinding[]): Counted {
  const sum = (some: readonly MoneyFinding[]): number =>
    linesOnce(some).reduce((total, line) => total + line.amount_fen, 0);
  const amount_fen = sum(findings.filter(isCounted));
  return { amount_fen, possible_fen: sum(findings) - amount_fen };
}

/**
 * Money that may turn out unpayable and that nobody claims. Such findings speak of the same payments, so the
 * largest counts, never the sum; and it is never added to a claim.
 */
export function atRisk(findings: readonly Finding[]): Counted {
  const largest = (some: readonly Finding[]): number => {
    const risks = some.map(({ facts, amount_fen }) => Number(facts.at_risk_fen ?? amount_fen ?? 0));
    return Math.max(0, ...risks.filter(Number.isSafeInteger));
  };
  const asking = ofDirection(findings, 'none');
  const amount_fen = largest(asking.filter(isCounted));
  return { amount_fen, possible_fen: largest(asking) - amount_fen };
}

/** What findings about many people claim and owe, each person by themselves. */
export function sumOverPeople(findings: readonly (MoneyFinding & Pick<Finding, 'person_id'>)[]): {
  claimed_fen: number;
  owed_fen: number;
  possible_fen: number;
} {
  let claimed_fen = 0;
  let owed_fen = 0;
  let possible_fen = 0;
  for (const ofPerson of groupBy(findings, ({ person_id }) => person_id).values()) {
    const claimed = claimOf(ofPerson);
    claimed_fen += claimed.amount_fen;
    possible_fen += claimed.possible_fen;
    owed_fen += owedToPerson(ofPerson).amount_fen;
  }
  return { claimed_fen, owed_fen, possible_fen };
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
