import type { CasePayloads } from '../case-events.ts';
import type { CaseState, Owing } from '../case-state.ts';
import { approvedVersion } from '../money.ts';
import { isSameDebtor } from '../parties.ts';

/**
 * Folds who owes. Of the same person one learns more; another one starts from nothing: what was told to the former, and what
 * they said, was told to and said by somebody else. While an amount stands approved, whoever it was approved against is kept
 * aside, and comes back whole where the chain sends another one back, or where they are named again.
 */
export function foldDebtor(
  state: CaseState,
  { debtor }: CasePayloads['DebtorNamed'],
  seq: number,
): CaseState {
  if (isSameDebtor(state.debtor, debtor)) return { ...state, debtor };
  const approved = state.approved_debtor ?? (approvedVersion(state.amounts) === null ? null : owingIn(state));
  if (approved !== null && isSameDebtor(approved.debtor, debtor))
    return withOwing(state, { ...approved, debtor });
  const wasHeard = state.milestones.hearing_on !== null || state.is_other_heard;
  const untold = { debtor, debtor_seq: seq, hearing_on: null, hearing_told_fen: null };
  return { ...withOwing(state, { ...untold, is_other_heard: wasHeard }), approved_debtor: approved };
}

/** A correction that was sent back leaves who owes as they were approved. */
export function restoreDebtor(state: CaseState): CaseState {
  return state.approved_debtor === null ? state : withOwing(state, state.approved_debtor);
}

function owingIn({ debtor, debtor_seq, is_other_heard, milestones }: CaseState): Owing {
  const { hearing_on, hearing_told_fen } = milestones;
  return { debtor, debtor_seq, is_other_heard, hearing_on, hearing_told_fen };
}

function withOwing(state: CaseState, owing: Owing): CaseState {
  const { hearing_on, hearing_told_fen, ...who } = owing;
  const milestones = { ...state.milestones, hearing_on, hearing_told_fen };
  return { ...state, ...who, milestones, approved_debtor: null };
}
