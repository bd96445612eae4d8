import { atRisk, claimOf, owedToPerson, wholeOf } from '../core/claim.ts';
import { formatYuan } from '../core/money.ts';
import type { Move } from '../core/words/moves.ts';
import type { OwedStep } from '../core/words/owed-steps.ts';
import type { CaseState } from './case-state.ts';
import { refuseOutdated, refuseUnseenChange } from './changed-since.ts';
import { liveFindings, shownFindings } from './main-finding.ts';
import { approvedVersion, versionInForce } from './money.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import type { Status } from './states.ts';

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

/** Of these the ones that go on with an amount that was signed and told. */
const PRESSING: ReadonlySet<Move> = new Set([
  'serve',
  'offset',
  'plan-instalments',
  'overdue',
  'remind',
  'enforce',
  'refer',
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

/** What the fund still owes the person after what was signed for them already, in fen. */
export function owedStill({
  findings,
  back_payments,
}: Pick<CaseState, 'findings' | 'back_payments'>): number {
  const live = liveFindings({ findings });
  const standing = new Set(live.map(({ finding_key }) => finding_key));
  const covering = back_payments.filter((one) => one.findings.some((key) => standing.has(key)));
  const covered = covering.reduce((sum, { amount_fen }) => sum + amount_fen, 0);
  return Math.max(0, wholeOf(owedToPerson(live)) - covered);
}

/** A part of what is owed to the person, at the one step that it has come to. */
export interface OwedPart {
  step: OwedStep;
  on: string | null;
  amount_fen: number;
}

/** All that is owed to the person, or was, each part at its step. */
export function partsOwed(state: CaseState): OwedPart[] {
  const still = owedStill(state);
  const found: OwedPart[] = still > 0 ? [{ step: 'found', on: null, amount_fen: still }] : [];
  const signed = state.back_payments.map(({ amount_fen, signed_on, paid, acknowledged }): OwedPart => {
    if (acknowledged !== null) return { step: 'acknowledged', on: acknowledged.on, amount_fen };
    return paid === null
      ? { step: 'signed', on: signed_on, amount_fen }
      : { step: 'paid', on: paid.on, amount_fen };
  });
  return [...found, ...signed];
}

/** Whether the case is about nothing but money owed to its person. */
export const isOwedAlone = (state: CaseState): boolean =>
  state.amounts.length === 0 && state.money.claimed_fen === 0 && partsOwed(state).length > 0;

/** Where a case stands once this back payment is acknowledged: finished, if it was about nothing but money owed to the person. */
export function statusWhenMadeGood(state: CaseState, documentId: string): Status {
  const isAllOver = state.back_payments.every(
    ({ document_id, acknowledged }) => document_id === documentId || acknowledged !== null,
  );
  const hasClaim = state.amounts.length > 0 || state.money.claimed_fen > 0;
  return isAllOver && owedStill(state) === 0 && !hasClaim && state.status === 'substantiated'
    ? 'made_good'
    : state.status;
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
  // how much may be fixed is asked of the amount, and a statement is taken whatever it is; where nothing can be claimed there is
  // no amount to fix, and nothing to answer
  if (move === 'fix-amount' || move === 'take-statement') return refuseAmount(state, 0);
  if (!CLAIMING.has(move)) return null;
  return refuseClaiming(state) ?? (PRESSING.has(move) ? refusePressing(state) : null);
}

/** Nobody is pressed for an amount of which a night took something back: it is fixed and signed anew, or revoked. */
export function refusePressing(state: CaseState): CommandRefusal | null {
  return refuseUnseenChange(state) ?? refuseOutdated(state, approvedVersion(state.amounts));
}
