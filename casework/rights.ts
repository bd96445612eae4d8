import type { Move } from '../core/words/moves.ts';
import type { CaseState } from './case-state.ts';
import { maySee } from './reads/scope.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { refuseRole } from './refuse-role.ts';
import { grantsFor, ROLE_TITLES, type Role, type User } from './roles.ts';
import { STATUS_TITLES } from './states.ts';
import { legalMoves, type Transition, transitionOf } from './transitions.ts';
import { nextStepTo } from './way-to.ts';

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

/**
 * Whether the case is in a state from which this move leads on; if not, says the one step that comes next on the way to it,
 * or, where none leads there, what its reader can do instead.
 */
export function refuseState(state: CaseState, move: Move, reader: User): CommandRefusal | null {
  const transition = transitionOf(move);
  if (transition.from.includes(state.status)) return null;
  const step = nextStepTo(state, move);
  const [next, next_en] = step === null ? instead(state, reader) : comesNext(step, state, reader);
  return refuse('illegal-move', {
    status: STATUS_TITLES[state.status].zh,
    status_en: STATUS_TITLES[state.status].en,
    move: transition.zh,
    move_en: move,
    ...{ next, next_en },
  });
}

function comesNext({ zh, en, roles }: Transition, state: CaseState, reader: User): [string, string] {
  const needed: readonly Role[] = roles.length === 0 ? ['approver'] : roles;
  if (grantsFor(reader, needed, state.person.township).length > 0) return [`下一步：${zh}`, `next: ${en}`];
  const titles = needed.map((role) => ROLE_TITLES[role]);
  return [
    `下一步：${zh}，由 ${titles.map((one) => one.zh).join('、')} 办理`,
    `next: ${en}, by ${titles.map((one) => one.en).join(' or ')}`,
  ];
}

function instead(state: CaseState, reader: User): [string, string] {
  const legal = legalMoves(state.status).filter(
    ({ roles }) => grantsFor(reader, roles, state.person.township).length > 0,
  );
  if (legal.length === 0) return ['您现在可以：查看', 'you can: read it'];
  return [
    `您现在可以：${legal.map((one) => one.zh).join('、')}`,
    `you can: ${legal.map((one) => one.en).join(', ')}`,
  ];
}

export function refuseSight(state: Pick<CaseState, 'person'>, viewer: User): CommandRefusal | null {
  return maySee(viewer, state.person.township)
    ? null
    : refuse('not-your-township', { user: viewer.display_name });
}
