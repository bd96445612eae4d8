import type { CaseAnswer } from '../../../../contract/case.ts';
import type { CaseEvidence } from '../../../../contract/case-evidence.ts';
import type { Draft } from './draft.ts';

/** What would be claimed: the findings' claim without the months struck out. */
export function claimedBy(
  claim: CaseAnswer['claim'],
  struck: Draft['struck'],
): { fen: number; months: number } {
  const out = new Set(struck.map(({ month }) => month));
  const left = claim.filter(({ month }) => month === null || !out.has(month));
  return {
    fen: left.reduce((sum, { amount_fen: fen }) => sum + fen, 0),
    months: new Set(left.flatMap(({ month }) => (month === null ? [] : [month]))).size,
  };
}

/** After a death somebody else drew the money: then nobody is proposed as the debtor. */
export function isAfterDeath(evidence: CaseEvidence | null): boolean {
  return (
    evidence?.sentence.parts.some(({ about, direction }) => direction === 'fund' && about === 'death') ??
    false
  );
}

export function basisOf(evidence: CaseEvidence | null): string[] {
  return (evidence?.basis ?? []).map(({ text, article }) => `${text}${article ?? ''}`);
}
