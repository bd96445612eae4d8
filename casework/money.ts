import type { AmountVersion, CaseEntry, CaseState } from './case-state.ts';
import type { Money } from './money-columns.ts';
import { moneyDecides, type Status } from './states.ts';

/** Adds up a case. Reversed entries count for nothing. */
export function addUpMoney(
  claimedFen: number,
  amounts: readonly AmountVersion[],
  entries: readonly CaseEntry[],
): Money {
  const assessed = versionInForce(amounts)?.assessed_fen ?? 0;
  const sum = (kind: CaseEntry['kind']) =>
    entries.reduce(
      (total, entry) => (entry.kind === kind && !entry.is_reversed ? total + entry.amount_fen : total),
      0,
    );
  const offset = sum('offset');
  const repaid = sum('receipt');
  const writtenOff = sum('write-off');
  const refunded = sum('refund');
  const outstanding = assessed - offset - repaid - writtenOff + refunded;
  return {
    claimed_fen: claimedFen,
    assessed_fen: assessed,
    offset_fen: offset,
    repaid_fen: repaid,
    written_off_fen: writtenOff,
    refunded_fen: refunded,
    outstanding_fen: outstanding,
    refund_due_fen: Math.max(0, -outstanding),
  };
}

/** The debtor owes what was last approved; until there is such a decision, what was last proposed stands. */
export function versionInForce(amounts: readonly AmountVersion[]): AmountVersion | null {
  return approvedVersion(amounts) ?? amounts.findLast(({ status }) => status === 'proposed') ?? null;
}

/** The amount that was signed, of which alone anybody is told and from which alone anything is set off. */
export function approvedVersion(amounts: readonly AmountVersion[]): AmountVersion | null {
  return amounts.findLast(({ status }) => status === 'approved') ?? null;
}

/** The case as it would be once the amount that is proposed is signed; as it is where none is. */
export function asProposed(state: CaseState): CaseState {
  const proposed = state.amounts.filter(({ status }) => status === 'proposed');
  if (proposed.length === 0) return state;
  return { ...state, amounts: proposed, money: addUpMoney(state.money.claimed_fen, proposed, state.entries) };
}

/** The state that money leads to. Write-offs end a case as such, so that no report counts them as paid. */
export function statusByMoney(status: Status, money: Money): Status {
  if (!moneyDecides(status)) return status;
  if (money.outstanding_fen <= 0) {
    if (money.assessed_fen === 0) return status;
    return money.written_off_fen > 0 ? 'written_off' : 'repaid';
  }
  const hasComeIn = money.repaid_fen + money.offset_fen > 0;
  if (status === 'repaid' || status === 'written_off') return hasComeIn ? 'part_repaid' : 'served';
  if (status === 'served') return hasComeIn ? 'part_repaid' : 'served';
  if (status === 'part_repaid') return hasComeIn ? 'part_repaid' : 'served';
  return status;
}
