import { z } from 'zod';
import { formatYuan } from '../../core/money.ts';
import { SHORTEST_RETURN } from '../../core/words/documents.ts';
import { isLastStep, nextStep, refuseSignature } from '../approval.ts';
import type { Entry } from '../case-events.ts';
import { type CaseDocument, type CaseState, pendingDocument } from '../case-state.ts';
import { refuseOutdated, refuseUnseenChange } from '../changed-since.ts';
import { addUpMoney, statusByMoney } from '../money.ts';
import { owedStill, refuseAmount, refuseClaiming } from '../owed.ts';
import { refuseDeadAddressee } from '../parties.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { Status } from '../states.ts';
import { defineCommand, type MoveContext } from './command.ts';
import { entryFor, statusWithEntry } from './entries.ts';
import { inputShapeOf } from './fields.ts';
import { refuseUnheard } from './hear.ts';
import { dueBack } from './pay-out.ts';

/** Signs the next step of the document that waits; the last signature puts it into effect. */
export const approve = defineCommand({
  move: 'approve',
  input: inputShapeOf('approve').extend({
    /** The version of the amount that the signer has read, by its place in the journal. */
    version_seq: z.int().positive().optional(),
  }),
  hinders: (context, state) =>
    refuseHand(context, state) ?? refuseUntold(context, state) ?? refuseChanged(state),
  handle: (context, state, input) => {
    const document = waiting(state, input.document_id);
    if (document === null) return refuse('no-document', {});
    const changed = refuseUnread(state, document, input.version_seq);
    if (changed !== null) return changed;
    const refusal = refuseOwed(state, document);
    if (refusal !== null) return refusal;
    const step = nextStep(document)?.number ?? 0;
    const isFinal = isLastStep(document, step);
    const effect = isFinal ? takeEffect(state, document, context.today) : { entry: null, to: state.status };
    if ('code' in effect) return effect;
    return [
      {
        type: 'StepApproved',
        payload: {
          document_id: document.document_id,
          step,
          signed_by: context.actor.user_id,
          delegate_for: context.principal?.user_id ?? null,
          is_final: isFinal,
          ...effect,
        },
      },
    ];
  },
});

/** Sends the waiting document back to its maker; whoever may sign the step may refuse to. */
export const reject = defineCommand({
  move: 'reject',
  input: inputShapeOf('reject'),
  hinders: refuseHand,
  handle: (context, state, input) => {
    const document = waiting(state, input.document_id);
    if (document === null) return refuse('no-document', {});
    if (Array.from(input.reason).length < SHORTEST_RETURN) {
      return refuse('reason-too-short', { length: SHORTEST_RETURN });
    }
    return [
      {
        type: 'DocumentRejected',
        payload: {
          document_id: document.document_id,
          step: nextStep(document)?.number ?? 0,
          signed_by: context.actor.user_id,
          reason: input.reason,
          to: statusAfterRejection(state, document),
        },
      },
    ];
  },
});

/** Whether anything waits, and for this hand. */
function refuseHand({ actor, principal }: MoveContext, state: CaseState): CommandRefusal | null {
  const document = pendingDocument(state);
  if (document === null) return refuse('no-document');
  return refuseSignature(document, actor, principal, state.person.township);
}

function refuseUntold(context: MoveContext, state: CaseState): CommandRefusal | null {
  const document = pendingDocument(state);
  return document && refuseUnheard(context, state, document);
}

/** An amount is signed for what the data show, and against somebody who lives. */
function refuseChanged(state: CaseState): CommandRefusal | null {
  const document = pendingDocument(state);
  if (document?.kind !== 'decision') return null;
  const version = state.amounts.find((one) => one.version === document.version) ?? null;
  return (
    refuseUnseenChange(state) ??
    refuseAmount(state, document.amount_fen) ??
    refuseOutdated(state, version) ??
    refuseDeadAddressee(state)
  );
}

/** Nobody signs another amount than the one they read. */
function refuseUnread(
  state: CaseState,
  document: CaseDocument,
  readSeq: number | undefined,
): CommandRefusal | null {
  if (readSeq === undefined || document.version === null) return null;
  const version = state.amounts.find((one) => one.version === document.version);
  return version?.seq === readSeq ? null : refuse('version-changed', { version: document.version });
}

/** A debt is made good or written off only as far as there is one: the findings may have changed since. */
function refuseOwed(state: CaseState, document: CaseDocument): CommandRefusal | null {
  if (document.kind === 'back-payment' && document.amount_fen > owedStill(state)) {
    const owed = formatYuan(owedStill(state));
    return refuse('more-than-owed', { amount: formatYuan(document.amount_fen), owed });
  }
  return document.kind === 'write-off' ? refuseClaiming(state) : null;
}

function waiting(state: CaseState, documentId: string | null): CaseDocument | null {
  const document = pendingDocument(state);
  return documentId === null || document?.document_id === documentId ? document : null;
}

interface Effect {
  entry: Entry | null;
  to: Status;
}

function takeEffect(state: CaseState, document: CaseDocument, on: string): Effect | CommandRefusal {
  switch (document.kind) {
    case 'decision': {
      const amounts = state.amounts.map((version) => ({
        ...version,
        status: version.version === document.version ? ('approved' as const) : ('superseded' as const),
      }));
      const money = addUpMoney(state.money.claimed_fen, amounts, state.entries);
      return { entry: null, to: statusByMoney('approved', money) };
    }
    case 'write-off':
      return writeOff(state, document, on);
    case 'refund':
      return refuseMoreThanDue(state, document) ?? { entry: null, to: state.status };
    case 'back-payment':
      return { entry: null, to: state.status };
    case 'revocation':
      return { entry: null, to: 'revoked' };
    case 'clearing':
      return { entry: null, to: 'unfounded' };
  }
}

/** Money may have come in since the document was made: the last signature must not overdraw the case. */
function writeOff(state: CaseState, document: CaseDocument, on: string): Effect | CommandRefusal {
  const { outstanding_fen } = state.money;
  if (document.amount_fen > outstanding_fen) {
    const outstanding = formatYuan(outstanding_fen);
    return refuse('more-than-outstanding', { amount: formatYuan(document.amount_fen), outstanding });
  }
  const { amount_fen, ground: note } = document;
  const entry = entryFor(state, { kind: 'write-off', amount_fen, on, channel: 'write-off', note });
  return { entry, to: statusWithEntry(state, entry) };
}

/** Nor does the one of a refund send out more than is due back; the money goes when the cashier pays it. */
function refuseMoreThanDue(state: CaseState, { amount_fen }: CaseDocument): CommandRefusal | null {
  const due = dueBack(state);
  if (amount_fen <= due) return null;
  return refuse('more-than-refund-due', { amount: formatYuan(amount_fen), due: formatYuan(due) });
}

/** A refused correction leaves the earlier decision, and the state it had reached, as they were. */
function statusAfterRejection(state: CaseState, document: CaseDocument): Status {
  if (document.kind !== 'decision') return state.status;
  const hasEarlier = state.amounts.some((version) => version.status === 'approved');
  return hasEarlier ? statusByMoney(document.status_before, state.money) : state.status;
}
