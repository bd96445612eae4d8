import type { CaseState } from '../../../../casework/case-state.ts';
import { pendingDocument } from '../../../../casework/case-state.ts';
import { lockHolder } from '../../../../casework/lock.ts';
import { loadUser } from '../../../../casework/reads/users.ts';
import { type CommandRefusal, refuse } from '../../../../casework/refusals.ts';
import { refuseMove } from '../../../../casework/rights.ts';
import { hasRole, type User } from '../../../../casework/roles.ts';
import { legalMoves, type Transition } from '../../../../casework/transitions.ts';
import type { Desk } from '../../desk.ts';

/** How somebody stands to a case: whose it is, who locks it, what they may do with it now. */
export interface Standing {
  isMine: boolean;
  holder: string | null;
  readOnly: CommandRefusal | null;
  moves: Transition[];
}

export function standingOf(desk: Desk, state: CaseState, user: User): Standing {
  const holder = lockHolder(state, desk.office.now());
  const isMine = state.status === 'investigating' && state.assignee === user.user_id;
  const readOnly = refusalToWork(desk, state, user, holder);
  const isLocked = holder !== null && holder !== user.user_id;
  const moves = legalMoves(state.status).filter(
    ({ move }) =>
      !BY_THEIR_OWN_PAGE.has(move) &&
      (!isLocked || OPEN_TO_ALL.has(move)) &&
      refuseMove(state, move as Parameters<typeof refuseMove>[1], user, null) === null &&
      hasOccasion(state, user, move),
  );
  return { isMine, holder, readOnly, moves };
}

/** Signing has a page of its own; deciding has its panel. */
const BY_THEIR_OWN_PAGE: ReadonlySet<string> = new Set(['approve', 'reject']);
/** Whoever holds a case keeps nobody from telling what they know. */
const OPEN_TO_ALL: ReadonlySet<string> = new Set(['note']);

function refusalToWork(
  desk: Desk,
  state: CaseState,
  user: User,
  holder: string | null,
): CommandRefusal | null {
  const nameOf = (id: string) => loadUser(desk.ledger, id)?.display_name ?? id;
  if (holder !== null && holder !== user.user_id) return refuse('locked-by-another', { who: nameOf(holder) });
  const isAnothers =
    state.status === 'investigating' && state.assignee !== null && state.assignee !== user.user_id;
  // one that was taken and whose half-day is over is free again
  if (isAnothers && state.locked_until === null && !hasRole(user, 'supervisor')) {
    return refuse('not-assigned-to-you', { assignee: nameOf(state.assignee ?? '') });
  }
  return null;
}

/** Whether there is anything for the move to act on; the move itself decides again when it is made. */
function hasOccasion(state: CaseState, user: User, move: string): boolean {
  const { money, entries, flags, assignee, is_priority } = state;
  const isPending = pendingDocument(state) !== null;
  switch (move) {
    case 'take':
      return assignee !== user.user_id && (assignee === null || state.locked_until !== null);
    case 'put-back':
      return !isPending && (assignee === user.user_id || hasRole(user, 'supervisor'));
    case 'prioritise':
      return !is_priority;
    case 'unprioritise':
      return is_priority;
    case 'reverse':
      return entries.some((entry) => !entry.is_reversed && entry.kind !== 'write-off');
    case 'propose-refund':
      return money.refund_due_fen > 0 && !isPending;
    case 'propose-write-off':
      return money.outstanding_fen > 0 && !isPending;
    case 'propose-revocation':
      return !isPending;
    case 'offset':
    case 'plan-instalments':
      return money.outstanding_fen > 0;
    case 'receipt':
      return state.amounts.length > 0;
    case 'acknowledge':
      return flags.length > 0;
    default:
      return true;
  }
}
