import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseState } from '../case-state.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import { refuseSight } from '../rights.ts';
import type { User } from '../roles.ts';
import { loadCase } from './load-case.ts';

/** The case of an id; refused where there is none. */
export function openCase(ledger: Ledger, caseId: string): CaseState {
  return standing(loadCase(ledger, caseId), caseId);
}

/** The same for somebody who may see it: of other townships not even the state is told. */
export function openCaseFor(ledger: Ledger, caseId: string, viewer: User): CaseState {
  return showTo(viewer, loadCase(ledger, caseId), caseId);
}

/** The same of a case that was folded from events its reader goes on with. */
export function showTo(viewer: User, state: CaseState | null, caseId: string): CaseState {
  const shown = standing(state, caseId);
  const blind = refuseSight(shown, viewer);
  if (blind !== null) throwRefusal(blind);
  return shown;
}

function standing(state: CaseState | null, caseId: string): CaseState {
  if (state === null) throwRefusal(refuse('unknown-case', { case: caseId }));
  return state;
}
