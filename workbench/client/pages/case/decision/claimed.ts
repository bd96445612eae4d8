import { cite, claimWithout } from '../../../../../casework/decision-guard.ts';
import type { CaseEvidence } from '../../../../../explanation/case-explanation.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import type { Draft } from './draft.ts';

/** What would be claimed: the findings' claim without the months struck out. */
export function claimedBy(
  claim: CaseAnswer['claim'],
  struck: Draft['struck'],
): { fen: number; months: number } {
  const left = claimWithout(claim, struck);
  return {
    fen: left.reduce((sum, { amount_fen: fen }) => sum + fen, 0),
    months: new Set(left.flatMap(({ month }) => (month === null ? [] : [month]))).size,
  };
}

export function basisOf(evidence: CaseEvidence | null): string[] {
  return (evidence?.basis ?? []).map(cite);
}
