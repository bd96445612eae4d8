import type { AmountVersion, CaseState } from '../../casework/case-state.ts';
import { liveFindings } from '../../casework/main-finding.ts';
import { versionInForce } from '../../casework/money.ts';
import { claimOf, linesOnce } from '../../core/claim.ts';
import type { Finding, FindingLine } from '../../core/finding.ts';
import { type CountedRule, isOneOff } from './claimed-what.ts';

/** What one finding claims of an amount, each line counted under one finding only. */
interface Part {
  finding: Finding;
  lines: (FindingLine & { amount_fen: number })[];
}

/**
 * The amount in force by finding, each line under the finding that claims most of it. None where it is not made of what
 * the findings claim (somebody typed other lines, or the evidence has changed since), or where one finding claims all.
 */
export function partsOf(state: CaseState, rules: readonly CountedRule[] = []): Part[] {
  const version = versionInForce(state.amounts);
  if (version === null) return [];
  const claiming = liveFindings(state).filter(({ direction }) => direction === 'fund');
  const struck = new Set(version.struck.map(({ month }) => month));
  const counted = linesOnce(claiming).filter(({ month }) => month === null || !struck.has(month));
  const parts = claiming
    .map((finding) => ({
      finding,
      lines: counted
        .filter(({ finding_key, amount_fen }) => finding_key === finding.finding_key && amount_fen !== 0)
        .toSorted((one, other) => (one.month ?? 0) - (other.month ?? 0)),
    }))
    .filter(({ lines }) => lines.length > 0);
  const isApart = parts.length > 1 || parts.some(({ finding }) => isOneOff(finding, rules));
  return isApart && isWhole(claiming, struck, version) ? parts : [];
}

/** Whether the amount is, month by month and part by part, what the findings claim but for what was struck out. */
function isWhole(
  claiming: readonly Finding[],
  struck: ReadonlySet<number>,
  { lines }: AmountVersion,
): boolean {
  const sums = (some: AmountVersion['lines']) => {
    const byPart = new Map<string, number>();
    for (const { month, component, amount_fen } of some) {
      const key = `${month} ${component}`;
      byPart.set(key, (byPart.get(key) ?? 0) + amount_fen);
    }
    return byPart;
  };
  const claimed = sums(claimOf(claiming).lines.filter(({ month }) => month === null || !struck.has(month)));
  const fixed = sums(lines);
  return claimed.size === fixed.size && [...claimed].every(([key, fen]) => fixed.get(key) === fen);
}
