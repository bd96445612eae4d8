import { atRisk, claimOf, owedToPerson, wholeOf } from '../core/claim.ts';
import { formatYuan } from '../core/money.ts';
import type { Move } from '../core/words/moves.ts';
import type { CaseState } from './case-state.ts';
import { shownFindings } from './main-finding.ts';
import { versionInForce } from './money.ts';
import { type CommandRefusal, refuse } from './refusals.ts';

/** Money owed to a person is never claimed back: every guard that keeps to it, for all doors. */

/**
 * Moves by which money is claimed back. Fixing and signing an amount look at the amount themselves; money that came in
 * is recorded whatever it was paid for, or it could not be refunded.
 */
const CLAIMING: ReadonlySet<Move> = new Set([
  'name-debtor',
  'hear',
  'notify',
  'serve',
  'offset',
  'plan-instalments',
  'overdue',
  'remind',
  'enforce',
  'refer',
  'uphold',
  'propose-write-off',
]);

/**
 * What the fund may ask for in this case, in fen, where money is owed to the person as well: what its findings claim, or
 * put at risk where nothing is claimed; a person decides, so what is merely possible bounds it too. Null where nothing is owed to the person, and only the approval bounds the amount.
 */
export function fundsPart(state: CaseState): { part_fen: number; owed_fen: number } | null {
  const findings = shownFindings(state);
  const owed_fen = wholeOf(owedToPerson(findings));
  if (owed_fen === 0) return null;
  return { part_fen: Math.max(wholeOf(claimOf(findings)), wholeOf(atRisk(findings))), owed_fen };
}

/** Refuses to fix or sign an amount that reaches beyond the fund's part. */
export function refuseAmount(state: CaseState, assessedFen: number): CommandRefusal | null {
  const money = fundsPart(state);
  if (money === null || (money.part_fen > 0 && assessedFen <= money.part_fen)) return null;
  const owed = formatYuan(money.owed_fen);
  if (money.part_fen === 0) return refuse('owed-to-person', { owed });
  return refuse('beyond-funds-part', {
    owed,
    part: formatYuan(money.part_fen),
    amount: formatYuan(assessedFen),
  });
}

/** Refuses whatever claims money back in a case that has none to claim, or in which more was fixed than there is. */
export function refuseClaiming(state: CaseState): CommandRefusal | null {
  return refuseAmount(state, versionInForce(state.amounts)?.assessed_fen ?? 0);
}

export function refuseClaimingMove(state: CaseState, move: Move): CommandRefusal | null {
  return CLAIMING.has(move) ? refuseClaiming(state) : null;
}
