import type { CaseState } from './case-state.ts';
import { maySee } from './reads/scope.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { refuseRole } from './refuse-role.ts';
import { grantsFor, type User } from './roles.ts';
import { STATUS_TITLES } from './states.ts';
import { legalMoves, transitionOf } from './transitions.ts';
import type { Move } from './words/moves.ts';

/**
 * Whether this person may make this move on this case now. Scope comes first: outside one's townships even
 * the state of a case is not told.
 */
export function refuseMove(
  state: CaseState,
  move: Move,
  actor: User,
  principal: User | null,
): CommandRefusal | null {
  const scope = refuseSight(state, actor) ?? (principal === null ? null : refuseSight(state, principal));
  if (scope !== null) return scope;
  const transition = transitionOf(move);
  const isByChain = transition.roles.length === 0;
  if (!isByChain) {
    const rightful = principal ?? actor;
    if (grantsFor(rightful, transition.roles, state.person.township).length === 0) {
      return refuseRole(transition, transition.roles);
    }
  }
  if (transition.from.includes(state.status)) return null;
  const legal = legalMoves(state.status);
  return refuse('illegal-move', {
    status: STATUS_TITLES[state.status].zh,
    status_en: STATUS_TITLES[state.status].en,
    move: transition.zh,
    move_en: move,
    legal: legal.map((one) => one.zh).join('、'),
    legal_en: legal.map((one) => one.move).join(', '),
  });
}

export function refuseSight(state: Pick<CaseState, 'person'>, viewer: User): CommandRefusal | null {
  return maySee(viewer, state.person.township) ? null : refuse('not-your-township', { user: viewer.user_id });
}
