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

/** Whether the case is in a state from which this move leads on; if not, says what its reader can do instead. */
export function refuseState(state: CaseState, move: Move, reader: User): CommandRefusal | null {
  const transition = transitionOf(move);
  if (transition.from.includes(state.status)) return null;
  const legal = legalMoves(state.status).filter(
    ({ roles }) => grantsFor(reader, roles, state.person.township).length > 0,
  );
  return refuse('illegal-move', {
    status: STATUS_TITLES[state.status].zh,
    status_en: STATUS_TITLES[state.status].en,
    move: transition.zh,
    move_en: move,
    legal: legal.length === 0 ? '查看' : legal.map((one) => one.zh).join('、'),
    legal_en: legal.length === 0 ? 'read it' : legal.map((one) => one.en).join(', '),
  });
}

export function refuseSight(state: Pick<CaseState, 'person'>, viewer: User): CommandRefusal | null {
  return maySee(viewer, state.person.township)
    ? null
    : refuse('not-your-township', { user: viewer.display_name });
}
