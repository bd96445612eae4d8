import type { CaseState } from '../../../../casework/case-state.ts';
import { lockHolder } from '../../../../casework/half-day-lock.ts';
import { contextOfViewer, movesNow, refuseWork } from '../../../../casework/moves-now.ts';
import type { CommandRefusal } from '../../../../casework/refusals.ts';
import type { User } from '../../../../casework/roles.ts';
import type { Transition } from '../../../../casework/transitions.ts';
import type { Desk } from '../../desk.ts';

/** How somebody stands to a case: whose it is, who locks it, what they may do with it now. */
export interface CaseStanding {
  isMine: boolean;
  holder: string | null;
  readOnly: CommandRefusal | null;
  moves: Transition[];
}

/** Signing has a page of its own. */
const BY_THEIR_OWN_PAGE: ReadonlySet<string> = new Set(['approve', 'reject']);

export function standingOf({ ledger, office }: Desk, state: CaseState, user: User): CaseStanding {
  const context = contextOfViewer(ledger, office, user);
  return {
    isMine: state.status === 'investigating' && state.assignee === user.user_id,
    holder: lockHolder(state, context.at),
    readOnly: refuseWork(context, state),
    moves: movesNow(context, state).filter(({ move }) => !BY_THEIR_OWN_PAGE.has(move)),
  };
}
