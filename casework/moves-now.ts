import type { Move } from '../core/words/moves.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { businessDay } from './business-day.ts';
import type { CaseState } from './case-state.ts';
import { COMMANDS } from './commands/all.ts';
import type { MoveContext } from './commands/command.ts';
import { nameInRefusal, refuseAssigned } from './commands/take.ts';
import { listDocuments } from './documents/register.ts';
import { lockHolder } from './half-day-lock.ts';
import type { Office } from './office.ts';
import { refuseClaimingMove } from './owed.ts';
import { loadUser } from './reads/users/users.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { refuseHands, refuseState } from './rights.ts';
import { hasRole, type User } from './roles.ts';
import { TRANSITIONS, type Transition, transitionOf } from './transitions.ts';

/**
 * What somebody may do with a case now: their role and township allow it, the case is in a state for it, nobody else has
 * taken it, and there is something for the move to act on. What is typed is judged when the move is made.
 */
export function movesNow(context: MoveContext, state: CaseState): Transition[] {
  return TRANSITIONS.filter(({ move }) => refuseNow(context, state, move) === null);
}

/** Why these hands cannot make this move on the case now; null where they can. */
export function refuseNow(context: MoveContext, state: CaseState, move: Move): CommandRefusal | null {
  return refuseHands(state, move, context.actor, context.principal) ?? refuseAsItStands(context, state, move);
}

/** Why this move cannot be made on the case as it stands, whoever has the role for it. */
export function refuseAsItStands(context: MoveContext, state: CaseState, move: Move): CommandRefusal | null {
  return (
    refuseState(state, move, context.principal ?? context.actor) ??
    (isOpenToAll(move) ? null : refuseTaken(context, state)) ??
    refuseClaimingMove(state, move) ??
    COMMANDS[move].hinders?.(context, state) ??
    null
  );
}

/** Why somebody may read a case and not work on it: another has taken it, or it was given to another. */
export function refuseWork(context: MoveContext, state: CaseState): CommandRefusal | null {
  const taken = refuseTaken(context, state);
  if (taken !== null || hasRole(context.actor, 'supervisor')) return taken;
  return refuseAssigned(context, state);
}

/** Who looks at a case, as the guards ask about them. */
export function contextOfViewer(ledger: Ledger, office: Office, viewer: User): MoveContext {
  const at = office.now();
  return {
    ...{ actor: viewer, principal: null, at, today: businessDay(at) },
    ...{ clocks: office.clocks, prior_notice: office.prior_notice },
    findUser: (userId) => loadUser(ledger, userId),
    papersOf: (caseId) => listDocuments(ledger, caseId),
  };
}

/** Whoever holds a case keeps nobody from telling what they know, nor from signing what is before them. */
function isOpenToAll(move: Move): boolean {
  return move === 'note' || transitionOf(move).roles.length === 0;
}

/** Others may look at a case that somebody has taken, not change it. */
function refuseTaken({ actor, at, findUser }: MoveContext, state: CaseState): CommandRefusal | null {
  const holder = lockHolder(state, at);
  if (holder === null || holder === actor.user_id) return null;
  return refuse('locked-by-another', { who: nameInRefusal(findUser, holder) });
}
