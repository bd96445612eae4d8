import type { Move } from '../core/words/moves.ts';
import type { CaseState } from './case-state.ts';
import { maySee } from './reads/scope.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { refuseRole } from './refuse-role.ts';
import { grantsFor, type User } from './roles.ts';
import { STATUS_TITLES } from './states.ts';
import { legalMoves, transitionOf } from './transitions.ts';

/** Whether these hands may make this move. Scope comes first: outside one's townships even the state of a case is not told. */
export function refuseHands(
  state: CaseState,
  move: Move,
  actor: User,
  principal: User | null,
): CommandRefusal | null {
  const scope = refuseSight(state, actor) ?? (principal === null ? null : refuseSight(state, principal));
  if (scope !== null) return scope;
  const transition = transitionOf(move);
  const isByChain = transition.roles.length === 0;
  if (isByChain) return null;
  const grants = grantsFor(principal ?? actor, transition.roles, state.person.township);
  return grants.length > 0 ? null : refuseRole(transition, transition.roles);
}

/** Whether the case is in a state from which this move leads on. */
export function refuseState(state: CaseState, move: Move): CommandRefusal | null {
  const transition = transitionOf(move);
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
