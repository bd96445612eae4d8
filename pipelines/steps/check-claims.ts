import { sumOverPeople } from '../../core/claim.ts';
import type { Finding } from '../../core/finding.ts';
import type { ClaimTotals } from '../rules/claim-totals.ts';
import type { CheckResult } from './check-build.ts';

/**
 * Compares the night's totals, worked out in the warehouse, with what cases and pages will make of the same findings,
 * person by person. A night that fails this is not published.
 */
export function checkClaims(findings: readonly Finding[], totals: ClaimTotals): CheckResult[] {
  const { claimed_fen, owed_fen, possible_fen } = sumOverPeople(findings);
  return [
    tie({
      name: 'claims-add-up-over-people',
      zh: '可追合计 = 逐人可追之和',
      en: 'the total claimed is the sum of what is claimed of each person',
      wanted: totals.amount_fen,
      got: claimed_fen,
    }),
    tie({
      name: 'owed-adds-up-over-people',
      zh: '应补合计 = 逐人应补之和',
      en: 'the total owed to people is the sum of what is owed to each',
      wanted: totals.owed_to_people_fen,
      got: owed_fen,
    }),
    tie({
      name: 'possible-adds-up-over-people',
      zh: '仅属可能的合计 = 逐人仅属可能之和，不在任何合计中',
      en: 'what is merely possible is the sum over people, and stands in no other total',
      wanted: totals.possible_fen,
      got: possible_fen,
    }),
  ];
}

function tie(check: Omit<CheckResult, 'holds'>): CheckResult {
  return { ...check, holds: check.wanted === check.got };
}
