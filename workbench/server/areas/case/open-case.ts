import type { CaseState } from '../../../../casework/case-state.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { refuseSight } from '../../../../casework/rights.ts';
import type { Asking } from '../../desk.ts';
import { refuseWith, throwRefused } from '../../refused.ts';

/** The case of an address, for somebody who may see it: of other townships not even the state is told. */
export function openCase({ desk, user }: Asking, caseId: string): CaseState {
  const state = loadCase(desk.ledger, caseId);
  if (state === null) refuseWith('unknown-case', { case: caseId });
  const blind = refuseSight(state, user);
  if (blind !== null) throwRefused(blind);
  return state;
}
