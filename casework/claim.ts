import type { Finding } from '../core/finding.ts';
import type { AmountLine } from './case-events.ts';

/**
 * What is owed to the person: per line and month the largest, because one line can stand for the rate of several
 * months that were left out.
 */
export function owedToPerson(findings: readonly Finding[]): number {
  const largest = new Map<string, number>();
  for (const finding of findings) {
    if (finding.direction !== 'person') continue;
    for (const line of finding.lines) {
      const key = `${line.line_id} ${line.month ?? ''}`;
      largest.set(key, Math.max(largest.get(key) ?? 0, line.amount_fen ?? 0));
    }
  }
  return [...largest.values()].reduce((sum, amount) => sum + amount, 0);
}

/**
 * Money that may turn out unpayable and that nobody claims. Such findings speak of the same payments, so the
 * largest counts, never the sum; and it is never added to a claim.
 */
export function atRisk(findings: readonly Finding[]): number {
  const risks = findings
    .filter((finding) => finding.direction === 'none')
    .map((finding) => Number(finding.facts.at_risk_fen ?? finding.amount_fen ?? 0));
  return Math.max(0, ...risks.filter(Number.isSafeInteger));
}

/**
 * What several findings about one person claim together. One settled line can break several rules, so per
 * line the largest claim counts, never the sum; money owed to the person and mere questions claim nothing.
 */
export function claimOf(findings: readonly Finding[]): { amount_fen: number; lines: AmountLine[] } {
  const largest = new Map<
    string,
    { month: number | null; amount_fen: number; components: Record<string, number> }
  >();
  const inOrder = [...findings].sort((one, other) => (one.finding_key < other.finding_key ? -1 : 1));
  for (const finding of inOrder) {
    if (finding.direction !== 'fund') continue;
    for (const line of finding.lines) {
      const amount = line.amount_fen ?? 0;
      if (amount <= 0 || amount <= (largest.get(line.line_id)?.amount_fen ?? 0)) continue;
      largest.set(line.line_id, { month: line.month, amount_fen: amount, components: line.components });
    }
  }
  const sums = new Map<string, AmountLine>();
  let total = 0;
  for (const claim of largest.values()) {
    total += claim.amount_fen;
    for (const [component, amount_fen] of splitByComponent(claim.amount_fen, claim.components)) {
      const key = `${claim.month ?? ''}\u0000${component}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { month: claim.month, component, amount_fen });
      else sum.amount_fen += amount_fen;
    }
  }
  const lines = [...sums.values()].sort(
    (one, other) => (one.month ?? 0) - (other.month ?? 0) || (one.component < other.component ? -1 : 1),
  );
  return { amount_fen: total, lines };
}

/** The components of a claim always add up to it: what no component explains is called `unsplit`. */
function splitByComponent(amountFen: number, components: Record<string, number>): [string, number][] {
  const parts = Object.entries(components).filter(([, part]) => part !== 0);
  const rest = amountFen - parts.reduce((sum, [, part]) => sum + part, 0);
  return rest === 0 ? parts : [...parts, ['unsplit', rest]];
}
