import { z } from 'zod';
import { chainFor } from '../approval-chain.ts';
import { type CaseState, pendingDocument } from '../case-state.ts';
import { refuse } from '../refusals.ts';
import { hasRole, maySee } from '../roles.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { day, optionalText, reason } from './fields.ts';
import { proposeDocument } from './propose.ts';

export const assign = defineCommand({
  move: 'assign',
  input: z.strictObject({ assignee: z.string().min(1) }),
  handle: (context, state, input) => {
    const assignee = context.findUser(input.assignee);
    if (assignee === null) return refuse('unknown-user', { user: input.assignee });
    if (!hasRole(assignee, 'investigator')) return refuse('not-an-investigator', { user: input.assignee });
    if (!maySee(assignee, state.person.township))
      return refuse('not-your-township', { user: input.assignee });
    return [{ type: 'CaseAssigned', payload: { assignee: input.assignee, to: 'investigating' } }];
  },
});

const outcome = z.strictObject({ reason, on: day.optional() });

export const substantiate = defineCommand({
  move: 'substantiate',
  input: outcome,
  handle: (context, state, input) =>
    refuseStranger(context, state) ?? [
      {
        type: 'CaseSubstantiated',
        payload: { reason: input.reason, on: input.on ?? context.today, to: 'substantiated' },
      },
    ],
});

export const leaveUnverifiable = defineCommand({
  move: 'leave-unverifiable',
  input: outcome,
  handle: (context, state, input) =>
    refuseStranger(context, state) ?? [
      {
        type: 'CaseLeftUnverifiable',
        payload: { reason: input.reason, on: input.on ?? context.today, to: 'unverifiable' },
      },
    ],
});

/** Clears a case at once, or by a second signature where the office has laid down a chain for it. */
export const clear = defineCommand({
  move: 'clear',
  input: outcome,
  handle: (context, state, input) => {
    if (!hasRole(context.actor, 'supervisor')) {
      const stranger = refuseStranger(context, state);
      if (stranger !== null) return stranger;
    }
    if (chainFor(context.chains, 'clearing', state.money.claimed_fen) !== null) {
      return proposeDocument(context, state, {
        kind: 'clearing',
        amount_fen: state.money.claimed_fen,
        ground: input.reason,
      });
    }
    const on = input.on ?? context.today;
    return [{ type: 'CaseCleared', payload: { reason: input.reason, on, to: 'unfounded' } }];
  },
});

export const nameDebtor = defineCommand({
  move: 'name-debtor',
  input: z.strictObject({
    name: z.string().trim().min(1),
    relation: z.string().trim().min(1),
    resident_id: optionalText,
    address: optionalText,
    evidence: optionalText,
  }),
  handle: (_context, _state, input) => [{ type: 'DebtorNamed', payload: { debtor: input } }],
});

export const hear = defineCommand({
  move: 'hear',
  input: z.strictObject({ on: day.optional() }),
  handle: (context, _state, input) => [
    { type: 'HearingOffered', payload: { on: input.on ?? context.today } },
  ],
});

export const reopen = defineCommand({
  move: 'reopen',
  input: z.strictObject({ reason }),
  handle: (_context, state, input) => [
    {
      type: 'CaseReopened',
      payload: { reason: input.reason, to: state.assignee === null ? 'new' : 'investigating' },
    },
  ],
});

export const note = defineCommand({
  move: 'note',
  input: z.strictObject({ text: reason }),
  handle: (_context, _state, input) => [{ type: 'NoteAdded', payload: { text: input.text } }],
});

export const acknowledge = defineCommand({
  move: 'acknowledge',
  input: z.strictObject({ note: reason }),
  handle: (_context, _state, input) => [{ type: 'ChangesAcknowledged', payload: { note: input.note } }],
});

/** Only the investigator in charge decides, and not while a signature on another outcome is awaited. */
function refuseStranger(context: CommandContext, state: CaseState) {
  const pending = pendingDocument(state);
  if (pending !== null) return refuse('document-pending', { kind: pending.kind });
  if (state.assignee === null || state.assignee === context.actor.user_id) return null;
  return refuse('not-assigned-to-you', { assignee: state.assignee });
}
