import { z } from 'zod';
import { claimOf, wholeOf } from '../../core/claim.ts';
import { CLEAR_GROUNDS, NATURES } from '../../core/words/case.ts';
import { chainFor } from '../approval-chain.ts';
import type { LookedAtExplanation } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { refuseUnseenChange } from '../changed-since.ts';
import { cite, type Evidence, refuseUnseen } from '../decision-guard.ts';
import { liveFindings } from '../main-finding.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { canInvestigate, hasOneOf, hasRole, INVESTIGATORS } from '../roles.ts';
import { defineCommand, type MoveContext } from './command.ts';
import { day, inputShapeOf, optionalText, reason } from './fields.ts';
import { proposeDocument, refusePending } from './propose.ts';
import { nameInRefusal } from './take.ts';

export const assign = defineCommand({
  move: 'assign',
  input: inputShapeOf('assign'),
  handle: (context, state, input) => {
    const assignee = context.findUser(input.assignee);
    if (assignee === null) return refuse('unknown-user', { user: input.assignee });
    if (!hasOneOf(assignee, INVESTIGATORS))
      return refuse('not-an-investigator', { user: assignee.display_name });
    if (!canInvestigate(assignee, state.person.township))
      return refuse('not-your-township', { user: assignee.display_name });
    return [{ type: 'CaseAssigned', payload: { assignee: input.assignee, to: 'investigating' } }];
  },
});

const outcome = z.strictObject({ reason, on: day.optional() });

export const substantiate = defineCommand({
  move: 'substantiate',
  input: outcome.extend({
    looked: z.array(z.string()).max(500).default([]),
    nature: z.enum(NATURES).nullable().optional(),
    basis: z.array(reason).max(50).optional(),
    contrary_reason: optionalText.optional(),
  }),
  hinders: refuseStranger,
  handle: (context, state, { looked, ...input }) => {
    const { evidence, today } = context;
    const { basis = null, contrary_reason = null } = input;
    const refusal =
      refuseBlind(evidence, state) ??
      refuseUnseenChange(state) ??
      (evidence && refuseUnseen(evidence, { looked, basis, contrary_reason }));
    if (refusal !== null) return refusal;
    const weighed =
      evidence === null
        ? {}
        : { explanations: explanationsOf(evidence), basis: basis ?? evidence.basis.map(cite) };
    const payload = { ...given(input), ...weighed, on: input.on ?? today, to: 'substantiated' as const };
    return [{ type: 'CaseSubstantiated', payload }];
  },
});

export const leaveUnverifiable = defineCommand({
  move: 'leave-unverifiable',
  input: outcome.extend({ missing: optionalText.optional(), review_on: day.nullable().optional() }),
  hinders: refuseStranger,
  handle: (context, _state, input) => [
    {
      type: 'CaseLeftUnverifiable',
      payload: { ...given(input), on: input.on ?? context.today, to: 'unverifiable' },
    },
  ],
});

/** Clears a case at once, or by a second signature where the office has laid down a chain for it. */
export const clear = defineCommand({
  move: 'clear',
  input: outcome.extend({
    ground: z.enum(CLEAR_GROUNDS).nullable().optional(),
  }),
  hinders: (context, state) =>
    refuseInForce(state) ??
    (hasRole(context.actor, 'supervisor') ? refusePending(state) : refuseStranger(context, state)),
  handle: (context, state, input) => {
    const amount_fen = wholeOf(claimOf(liveFindings(state)));
    if (chainFor(context.chains, 'clearing', amount_fen) !== null) {
      return proposeDocument(context, state, {
        kind: 'clearing',
        amount_fen,
        ground: input.reason,
        ...(input.ground === undefined ? {} : { clear_ground: input.ground }),
      });
    }
    const on = input.on ?? context.today;
    return [{ type: 'CaseCleared', payload: { ...given(input), on, to: 'unfounded' } }];
  },
});

export const reopen = defineCommand({
  move: 'reopen',
  input: inputShapeOf('reopen'),
  handle: (_context, state, input) => [
    {
      type: 'CaseReopened',
      payload: { reason: input.reason, to: state.assignee === null ? 'new' : 'investigating' },
    },
  ],
});

export const note = defineCommand({
  move: 'note',
  input: inputShapeOf('note'),
  handle: (_context, _state, input) => [{ type: 'NoteAdded', payload: { text: input.text } }],
});

export const acknowledge = defineCommand({
  move: 'acknowledge',
  input: inputShapeOf('acknowledge'),
  hinders: (_context, { flags }) => (flags.length === 0 ? refuse('nothing-to-acknowledge') : null),
  handle: (_context, _state, input) => [{ type: 'ChangesAcknowledged', payload: { note: input.note } }],
});

/** What was filled in; a question nobody answered leaves no trace, so that earlier events read the same. */
function given<Input extends { on?: string | undefined }>(input: Input): Given<Omit<Input, 'on'>> {
  const { on: _on, ...rest } = input;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Given<
    Omit<Input, 'on'>
  >;
}

type Given<Input> = { [Key in keyof Input]: Exclude<Input[Key], undefined> };

/** Findings that nobody can read the evidence of are not decided on. */
function refuseBlind(evidence: Evidence | null, state: CaseState): CommandRefusal | null {
  return evidence === null && liveFindings(state).length > 0 ? refuse('evidence-missing') : null;
}

/** What was weighed, as the decision keeps it: the data ruled it out, or a person looked. */
function explanationsOf({ explanations }: Evidence): LookedAtExplanation[] {
  return explanations.map(({ finding_key, text, verdict, looked_at }) => ({
    finding_key,
    text,
    finding: verdict === 'unsupported' ? looked_at : null,
  }));
}

/** What was signed is not decided anew; it is revoked. */
function refuseInForce({ amounts }: CaseState): CommandRefusal | null {
  return amounts.some(({ status }) => status === 'approved') ? refuse('amount-in-force') : null;
}

/** Only the investigator in charge decides, and not while a signature on another outcome is awaited. */
function refuseStranger({ actor, findUser }: MoveContext, state: CaseState): CommandRefusal | null {
  const pending = refuseInForce(state) ?? refusePending(state);
  if (pending !== null || state.assignee === null || state.assignee === actor.user_id) return pending;
  return refuse('not-assigned-to-you', { assignee: nameInRefusal(findUser, state.assignee) });
}
