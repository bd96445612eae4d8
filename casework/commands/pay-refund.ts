import { formatYuan } from '../../core/money.ts';
import { type CaseState, type SignedRefund, unpaidRefunds } from '../case-state.ts';
import { refuse } from '../refusals.ts';
import { defineCommand } from './command.ts';
import { entryFor, statusWithEntry } from './entries.ts';
import { inputShapeOf } from './fields.ts';

/**
 * Records that money that came in too much went back out, whole and by another hand than those who asked for it. Only now is
 * it refunded; where the bank returns it the entry is reversed, and it is to be paid again.
 */
export const payRefund = defineCommand({
  move: 'pay-refund',
  input: inputShapeOf('pay-refund'),
  hinders: ({ actor, principal }, state) => {
    const waiting = firstUnpaid(state);
    if (waiting === null) return refuse('no-refund-to-pay');
    const own = [actor.user_id, principal?.user_id].find(
      (hand) => hand !== undefined && waiting.makers.includes(hand),
    );
    if (own !== undefined) return refuse('own-work', { user: own });
    const due = state.money.refund_due_fen;
    if (waiting.amount_fen <= due) return null;
    return refuse('more-than-refund-due', { amount: formatYuan(waiting.amount_fen), due: formatYuan(due) });
  },
  handle: (context, state, { on = context.today, channel, reference }) => {
    const waiting = firstUnpaid(state);
    if (waiting === null) return refuse('no-refund-to-pay');
    const { document_id, amount_fen, signed_on } = waiting;
    if (on < signed_on) return refuse('date-before', { on, earlier: signed_on });
    const entry = entryFor(state, { kind: 'refund', amount_fen, on, channel, note: reference });
    return [{ type: 'RefundPaid', payload: { document_id, entry, to: statusWithEntry(state, entry) } }];
  },
});

function firstUnpaid(state: CaseState): SignedRefund | null {
  return unpaidRefunds(state)[0] ?? null;
}
