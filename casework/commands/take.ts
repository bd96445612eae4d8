import type { CaseState } from '../case-state.ts';
import { halfDayEnd, lockHolder } from '../half-day-lock.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { hasRole } from '../roles.ts';
import { defineCommand, type MoveContext } from './command.ts';
import { inputShapeOf } from './fields.ts';
import { refusePending } from './propose.ts';

/** Takes a case that nobody holds and keeps others from changing it until the half-day at the office ends. */
export const take = defineCommand({
  move: 'take',
  input: inputShapeOf('take'),
  hinders: (context, state) => refuseAssigned(context, state) ?? refuseOwn(context, state),
  handle: (context) => [
    {
      type: 'CaseTaken',
      payload: {
        assignee: context.actor.user_id,
        locked_until: halfDayEnd(context.at),
        to: 'investigating',
      },
    },
  ],
});

/** Gives a case back to the queue: whoever has it, or a supervisor. */
export const putBack = defineCommand({
  move: 'put-back',
  input: inputShapeOf('put-back'),
  hinders: ({ actor, findUser }, state) => {
    const pending = refusePending(state);
    if (pending !== null || state.assignee === actor.user_id || hasRole(actor, 'supervisor')) return pending;
    return refuse('not-assigned-to-you', { assignee: nameInRefusal(findUser, state.assignee) });
  },
  handle: (_context, _state, input) => [
    { type: 'CasePutBack', payload: { reason: input.reason, to: 'new' } },
  ],
});

export const prioritise = defineCommand({
  move: 'prioritise',
  input: inputShapeOf('prioritise'),
  hinders: (_context, state) => (state.is_priority ? refuse('already-priority') : null),
  handle: () => [{ type: 'CasePrioritised', payload: { is_priority: true } }],
});

export const unprioritise = defineCommand({
  move: 'unprioritise',
  input: inputShapeOf('unprioritise'),
  hinders: (_context, state) => (state.is_priority ? null : refuse('no-priority')),
  handle: () => [{ type: 'CasePrioritised', payload: { is_priority: false } }],
});

/** A case that was assigned stays with its investigator; one that was taken is free once the lock has run out. */
export function refuseAssigned({ actor, findUser }: MoveContext, state: CaseState): CommandRefusal | null {
  const { status, assignee, locked_until } = state;
  const isAnothers = status === 'investigating' && assignee !== null && assignee !== actor.user_id;
  return isAnothers && locked_until === null
    ? refuse('not-assigned-to-you', { assignee: nameInRefusal(findUser, assignee) })
    : null;
}

/** Somebody takes up their own case again when their half-day is over; before that they have it. */
function refuseOwn({ actor, at }: MoveContext, state: CaseState): CommandRefusal | null {
  if (state.status !== 'investigating' || state.assignee !== actor.user_id) return null;
  const isOver = state.locked_until !== null && lockHolder(state, at) === null;
  return isOver ? null : refuse('already-yours');
}

/** A person as a refusal names them. */
export function nameInRefusal(findUser: MoveContext['findUser'], userId: string | null): string {
  return userId === null ? '—' : (findUser(userId)?.display_name ?? userId);
}
