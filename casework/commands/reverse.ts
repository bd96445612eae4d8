import { DOCUMENT_TITLES } from '../../core/words/documents.ts';
import { MOVE_TITLES } from '../../core/words/moves.ts';
import { isEntitled, signerOf } from '../approval.ts';
import type { ApprovalStep } from '../approval-chain.ts';
import type { CaseEntry, CaseState } from '../case-state.ts';
import { findStanding } from '../documents/issued-document.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { refuseRole } from '../refuse-role.ts';
import { grantsFor } from '../roles.ts';
import { defineCommand, type MoveContext } from './command.ts';
import { statusWithoutEntry } from './entries.ts';
import { inputShapeOf } from './fields.ts';

/**
 * Takes an entry back by a second one; nothing is erased, and its statement line is free again. What the cashier entered
 * the cashier takes back; what the last signature of a document put into effect, only who may give that signature.
 */
export const reverse = defineCommand({
  move: 'reverse',
  input: inputShapeOf('reverse'),
  hinders: (context, state) => {
    const standing = state.entries.filter((entry) => !entry.is_reversed);
    const [first] = standing;
    if (first === undefined) return refuse('nothing-to-reverse');
    const refusals = standing.map((entry) => refuseEntry(context, state, entry));
    return refusals.includes(null) ? null : refuseEntry(context, state, first);
  },
  handle: (context, state, input) => {
    const entry = state.entries.find((one) => one.entry_id === input.entry_id && !one.is_reversed);
    if (entry === undefined) return refuse('no-such-entry', { entry: input.entry_id });
    const refusal = refuseEntry(context, state, entry);
    if (refusal !== null) return refusal;
    const to = statusWithoutEntry(state, entry.entry_id);
    return [
      {
        type: 'EntryReversed',
        payload: { entry_id: entry.entry_id, reason: input.reason, on: input.on ?? context.today, to },
      },
    ];
  },
});

function refuseEntry(context: MoveContext, state: CaseState, entry: CaseEntry): CommandRefusal | null {
  const given = findStanding(context.papersOf(state.case_id), 'money-receipt', entry.entry_id);
  if (given !== null) return refuse('receipt-paper-stands', { number: given.document_number });
  const hand = context.principal ?? context.actor;
  const { township } = state.person;
  const step = signedBy(state, entry);
  if (step === null) {
    const isCashier = grantsFor(hand, ['cashier'], township).length > 0;
    return isCashier ? null : refuseRole(MOVE_TITLES.reverse, ['cashier']);
  }
  if (isEntitled(hand, step, township)) return null;
  const { kind, kind_en } = DOCUMENT_TITLES[entry.kind === 'refund' ? 'refund' : 'write-off'];
  return refuse('signed-entry', { kind, kind_en, step: step.title, ...signerOf(step) });
}

/** The signature by which an entry took effect; null for one that was merely entered. */
function signedBy(state: CaseState, entry: CaseEntry): ApprovalStep | null {
  const { entry_id, kind, amount_fen, note } = entry;
  if (kind !== 'write-off' && kind !== 'refund') return null;
  if (state.refunds.some((refund) => refund.entry_id === entry_id)) return null;
  const document = state.documents.find(
    (one) =>
      one.status === 'approved' && one.kind === kind && one.amount_fen === amount_fen && one.ground === note,
  );
  const step = document?.steps.at(-1);
  if (step === undefined) throw new Error(`a ${kind} of ${state.case_id} stands without its document`);
  return step;
}
