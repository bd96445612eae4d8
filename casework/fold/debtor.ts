import type { CasePayloads } from '../case-events.ts';
import { type CaseState, NO_MILESTONES, type Owing } from '../case-state.ts';
import { approvedVersion } from '../money.ts';
import { isSameDebtor } from '../parties.ts';

/**
 * Folds who owes. Of the same person one learns more; another one starts from nothing: what was told to the former, and what
 * they said, was told to and said by somebody else. Whoever is named again finds what was told to them before. While an amount
 * stands approved, whoever it was approved against is kept aside, and comes back whole where the chain sends another one back.
 */
export function foldDebtor(
  state: CaseState,
  { debtor }: CasePayloads['DebtorNamed'],
  seq: number,
): CaseState {
  if (isSameDebtor(state.debtor, debtor)) return { ...state, debtor };
  const approved = state.approved_debtor ?? (approvedVersion(state.amounts) === null ? null : owingIn(state));
  if (approved !== null && isSameDebtor(approved.debtor, debtor))
    return withOwing(state, { ...approved, debtor }, seq);
  const is_other_heard = state.milestones.hearing_on !== null || state.is_other_heard;
  const untold = { debtor_seq: seq, hearing_on: null, hearing_told_fen: null, hearings: [] };
  const known = state.former_debtors.find((one) => isSameDebtor(one.debtor, debtor)) ?? untold;
  return {
    ...withOwing(state, { ...known, debtor, is_other_heard }, seq),
    approved_debtor: approved,
  };
}

/** A correction that was sent back leaves who owes as they were approved. */
export function restoreDebtor(state: CaseState, seq: number): CaseState {
  return state.approved_debtor === null ? state : withOwing(state, state.approved_debtor, seq);
}

/** A decision that was revoked takes with it what was told of it, to whomever. */
export const NOBODY_TOLD = { milestones: NO_MILESTONES, former_debtors: [] } satisfies Partial<CaseState>;

function owingIn({ debtor, debtor_seq, is_other_heard, milestones }: CaseState): Owing {
  const { hearing_on, hearing_told_fen, hearings } = milestones;
  return { debtor, debtor_seq, is_other_heard, hearing_on, hearing_told_fen, hearings };
}

/** Puts somebody in the place of whoever was to owe, who is remembered. */
function withOwing(state: CaseState, owing: Owing, seq: number): CaseState {
  const { hearing_on, hearing_told_fen, hearings, ...who } = owing;
  const milestones = { ...state.milestones, hearing_on, hearing_told_fen, hearings };
  const others = [...state.former_debtors, owingIn(state)].filter(
    ({ debtor_seq }) => debtor_seq !== who.debtor_seq,
  );
  const namings = [...state.namings, { seq, debtor_seq: who.debtor_seq }];
  return { ...state, ...who, milestones, approved_debtor: null, former_debtors: others, namings };
}
