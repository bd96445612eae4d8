import { z } from 'zod';
import { namedIn } from '../approval-chain.ts';
import { type CaseState, pendingDocument } from '../case-state.ts';
import { halfDayEnd, refuseLocked } from '../lock.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { hasRole } from '../roles.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { optionalText } from './fields.ts';

/** Takes a case that nobody holds and keeps others from changing it until the half-day at the office ends. */
export const take = defineCommand({
  move: 'take',
  input: z.strictObject({}),
  handle: (context, state) =>
    refuseHeld(context, state) ?? [
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
  input: z.strictObject({ reason: optionalText }),
  handle: (context, state, input) => {
    const pending = pendingDocument(state);
    if (pending !== null) return refuse('document-pending', namedIn(pending.kind));
    if (state.assignee !== context.actor.user_id && !hasRole(context.actor, 'supervisor')) {
      return refuse('not-assigned-to-you', { assignee: state.assignee ?? '—' });
    }
    return [{ type: 'CasePutBack', payload: { reason: input.reason, to: 'new' } }];
  },
});

export const prioritise = defineCommand({
  move: 'prioritise',
  input: z.strictObject({}),
  handle: (_context, state) =>
    state.is_priority
      ? refuse('already-priority', {})
      : [{ type: 'CasePrioritised', payload: { is_priority: true } }],
});

export const unprioritise = defineCommand({
  move: 'unprioritise',
  input: z.strictObject({}),
  handle: (_context, state) =>
    state.is_priority
      ? [{ type: 'CasePrioritised', payload: { is_priority: false } }]
      : refuse('no-priority', {}),
});

/** A case that was assigned stays with its investigator; one that was taken is free once the lock has run out. */
function refuseHeld(context: CommandContext, state: CaseState): CommandRefusal | null {
  if (state.status !== 'investigating' || state.assignee === null) return null;
  if (state.assignee === context.actor.user_id) return null;
  const locked = refuseLocked(context, state);
  if (locked !== null) return locked;
  return state.locked_until === null ? refuse('not-assigned-to-you', { assignee: state.assignee }) : null;
}
