import type { z } from 'zod';
import { formatYuan } from '../../core/money.ts';
import { isValidResidentId } from '../../core/resident-id/index.ts';
import type { Payee } from '../case-events.ts';
import { type BackPayment, type CaseState, unpaidBackPayments } from '../case-state.ts';
import { owedStill, statusWhenMadeGood } from '../owed.ts';
import { isKnownDead } from '../parties.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { defineCommand } from './command.ts';
import { inputShapeOf } from './fields.ts';
import { proposeDocument, refusePending } from './propose.ts';

/** Money that the fund owes a person goes its own way: proposed, signed, paid, acknowledged. It is part of no claim. */

const proposal = inputShapeOf('propose-back-payment');

/** Asks to pay a person what the findings show was not paid; takes effect with the last signature. */
export const proposeBackPayment = defineCommand({
  move: 'propose-back-payment',
  input: proposal,
  hinders: (_context, state) =>
    refusePending(state) ?? (owedStill(state) > 0 ? null : refuse('nothing-to-make-good')),
  handle: (context, state, input) => {
    const still = owedStill(state);
    const amount_fen = input.amount_fen ?? still;
    if (amount_fen > still)
      return refuse('more-than-owed', { amount: formatYuan(amount_fen), owed: formatYuan(still) });
    const payee = payeeOf(state, input);
    if ('code' in payee) return payee;
    return proposeDocument(context, state, { kind: 'back-payment', amount_fen, ground: input.reason, payee });
  },
});

/** The person themselves, unless somebody else is named; the dead are paid nothing. */
function payeeOf(state: CaseState, input: z.output<typeof proposal>): Payee | CommandRefusal {
  const { payee, payee_relation, payee_id, payee_account: account } = input;
  if (payee === null) {
    if (isKnownDead(state)) return refuse('payee-required');
    const { name, resident_id } = state.person;
    return { name, relation: 'self', resident_id, account };
  }
  if (payee_relation === null) return refuse('payee-relation-required');
  if (payee_id !== null && !isValidResidentId(payee_id)) return refuse('payee-number-wrong');
  return { name: payee, relation: payee_relation, resident_id: payee_id, account };
}

/** Records that signed money went out, whole and by another hand than those who asked for it. */
export const payBack = defineCommand({
  move: 'pay-back',
  input: inputShapeOf('pay-back'),
  hinders: ({ actor, principal }, state) => {
    const waiting = unpaid(state);
    if (waiting === null) return refuse('nothing-signed-to-pay');
    const own = [actor.user_id, principal?.user_id].find(
      (hand) => hand !== undefined && waiting.makers.includes(hand),
    );
    return own === undefined ? null : refuse('own-work', { user: own });
  },
  handle: (context, state, { on = context.today, channel, reference }) => {
    const waiting = unpaid(state);
    if (waiting === null) return refuse('nothing-signed-to-pay');
    const { document_id, amount_fen, signed_on } = waiting;
    if (on < signed_on) return refuse('date-before', { on, earlier: signed_on });
    return [{ type: 'BackPaymentMade', payload: { document_id, amount_fen, on, channel, reference } }];
  },
});

/** The money came back, or was booked by mistake: it is to be paid again. */
export const returnBackPayment = defineCommand({
  move: 'return-back-payment',
  input: inputShapeOf('return-back-payment'),
  hinders: (_context, state) => (unacknowledged(state) === null ? refuse('nothing-paid-to-person') : null),
  handle: (context, state, { on = context.today, reason }) => {
    const paid = unacknowledged(state);
    if (paid === null) return refuse('nothing-paid-to-person');
    return [{ type: 'BackPaymentReturned', payload: { document_id: paid.document_id, on, reason } }];
  },
});

/** Records that the person has the money, and what shows it. */
export const acknowledgeBackPayment = defineCommand({
  move: 'acknowledge-back-payment',
  input: inputShapeOf('acknowledge-back-payment'),
  hinders: (_context, state) => (unacknowledged(state) === null ? refuse('nothing-paid-to-person') : null),
  handle: (context, state, { on = context.today, receiver, evidence }) => {
    const paid = unacknowledged(state);
    if (paid?.paid == null) return refuse('nothing-paid-to-person');
    if (on < paid.paid.on) return refuse('date-before', { on, earlier: paid.paid.on });
    const { document_id, payee } = paid;
    const payload = { document_id, on, receiver: receiver ?? payee.name, evidence };
    return [
      {
        type: 'BackPaymentAcknowledged',
        payload: { ...payload, to: statusWhenMadeGood(state, document_id) },
      },
    ];
  },
});

function unpaid(state: CaseState): BackPayment | null {
  return unpaidBackPayments(state)[0] ?? null;
}

function unacknowledged({ back_payments }: CaseState): BackPayment | null {
  return back_payments.find(({ paid, acknowledged }) => paid !== null && acknowledged === null) ?? null;
}
