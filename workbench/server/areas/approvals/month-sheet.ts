import type { AmountVersion } from '../../../../casework/case-state.ts';
import { COMPONENT_WORDS } from '../../../../explanation/component-words.ts';
import type { ApprovalDocument } from '../../../contract/approvals.ts';

type Sheet = NonNullable<ApprovalDocument['sheet']>;

/** One version of an amount month by month and part by part; it adds up to what is signed, or says that it does not. */
export function monthSheet(version: AmountVersion): Sheet {
  const byMonth = new Map<number | null, Map<string, number>>();
  const sums = new Map<string, number>();
  for (const { month, component, amount_fen } of version.lines) {
    const parts = byMonth.get(month) ?? new Map<string, number>();
    byMonth.set(month, parts);
    parts.set(component, (parts.get(component) ?? 0) + amount_fen);
    sums.set(component, (sums.get(component) ?? 0) + amount_fen);
  }
  const rows = [...byMonth]
    .map(([month, parts]) => ({ month, parts: Object.fromEntries(parts), amount_fen: total(parts.values()) }))
    .sort((one, other) => (one.month ?? Infinity) - (other.month ?? Infinity));
  const adjusted = total(version.adjustments.map(({ amount_fen }) => amount_fen));
  const amount = total(rows.map(({ amount_fen }) => amount_fen)) + adjusted;
  return {
    columns: [...sums.keys()].sort((one, other) => orderOf(one) - orderOf(other)),
    rows,
    adjustments: [...version.adjustments],
    struck: [...version.struck],
    parts: Object.fromEntries(sums),
    amount_fen: amount,
    ties: amount === version.assessed_fen,
  };
}

const ORDER = Object.keys(COMPONENT_WORDS);

function orderOf(component: string): number {
  const place = ORDER.indexOf(component);
  return place < 0 ? ORDER.length : place;
}

function total(parts: Iterable<number>): number {
  let sum = 0;
  for (const part of parts) sum += part;
  return sum;
}
