import type { BackPayment, CaseState } from '../case-state.ts';
import type { FoldTable } from './fold-table.ts';

/** Folds the way of money that the fund owes a person. */
export const BACK_PAYMENT_FOLDS = {
  BackPaymentMade: (state, event) => {
    const { document_id, on, channel, reference } = event.payload;
    return withPayment(state, document_id, {
      paid: { on, channel, reference, by: event.actor, seq: event.seq },
    });
  },
  BackPaymentReturned: (state, event) => withPayment(state, event.payload.document_id, { paid: null }),
  BackPaymentAcknowledged: (state, event) => {
    const { document_id, on, receiver, evidence, to } = event.payload;
    return { ...withPayment(state, document_id, { acknowledged: { on, receiver, evidence } }), status: to };
  },
} satisfies Partial<FoldTable>;

function withPayment(state: CaseState, documentId: string, change: Partial<BackPayment>): CaseState {
  const back_payments = state.back_payments.map((one) =>
    one.document_id === documentId ? { ...one, ...change } : one,
  );
  return { ...state, back_payments };
}
