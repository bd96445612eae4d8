import type { CaseState } from '../../../../casework/case-state.ts';
import { openCaseFor } from '../../../../casework/casebook/open-case.ts';
import type { Asking } from '../../desk.ts';

/** The case of an address, for whoever asks for it. */
export function openAskedCase({ desk, user }: Asking, caseId: string): CaseState {
  return openCaseFor(desk.ledger, caseId, user);
}
