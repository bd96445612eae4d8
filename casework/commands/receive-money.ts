import { formatYuan } from '../../core/money.ts';
import { refuseOwnHands } from '../approval.ts';
import type { CaseEntry } from '../case-state.ts';
import { deathIn } from '../parties.ts';
import { refuse } from '../refusals.ts';
import { defineCommand } from './command.ts';
import { entryFor, statusWithEntry } from './entries.ts';
import { inputShapeOf } from './fields.ts';
import { refuseNothingOutstanding, refuseUnsigned } from './pay-out.ts';

/** Records money that came in, all of it: what is too much is owed back, once somebody says that it is too much. */
export const receipt = defineCommand({
  move: 'receipt',
  input: inputShapeOf('receipt'),
  hinders: (_context, state) => (state.amounts.length === 0 ? refuse('no-amount') : null),
  handle: (context, state, input) => {
    if (input.bank_line_id !== null) {
      const line = context.findStatementLine(input.bank_line_id);
      if (line === null) return refuse('unknown-line', { line: input.bank_line_id });
      if (line.status === 'matched') {
        return refuse('line-already-used', { line: line.line_id, case: line.case_id ?? '' });
      }
      if (line.status === 'split') return refuse('line-split', { line: line.line_id });
      if (line.amount_fen !== input.amount_fen) {
        return refuse('line-amount-differs', { amount: formatYuan(line.amount_fen) });
      }
    }
    const outstanding = Math.max(0, state.money.outstanding_fen);
    if (input.amount_fen > outstanding && input.surplus === 'refused') {
      return refuse('receipt-surplus', {
        amount: formatYuan(input.amount_fen),
        outstanding: formatYuan(outstanding),
      });
    }
    const on = input.on ?? context.today;
    const entry = entryFor(state, { ...input, kind: 'receipt', on });
    return [{ type: 'ReceiptRecorded', payload: { entry, to: statusWithEntry(state, entry) } }];
  },
});

/** A second person confirms a receipt against the statement or the receipt book; it has counted from the first. */
export const confirmReceipt = defineCommand({
  move: 'confirm-receipt',
  input: inputShapeOf('confirm-receipt'),
  hinders: (_context, { entries }) => (entries.some(isUnconfirmed) ? null : refuse('nothing-to-confirm')),
  handle: (context, state, input) => {
    const entry = state.entries.find((one) => one.entry_id === input.entry_id && isUnconfirmed(one));
    if (entry === undefined) return refuse('nothing-to-confirm');
    const hands = [context.actor, ...(context.principal === null ? [] : [context.principal])];
    const own = refuseOwnHands([entry.recorded_by], [], hands);
    if (own !== null) return own;
    return [{ type: 'ReceiptConfirmed', payload: { entry_id: entry.entry_id } }];
  },
});

function isUnconfirmed({ kind, is_reversed, confirmed_by }: CaseEntry): boolean {
  return kind === 'receipt' && !is_reversed && confirmed_by === null;
}

/** Sets what is owed against money the fund would pay out; the law names later benefits and the account only. */
export const offset = defineCommand({
  move: 'offset',
  input: inputShapeOf('offset'),
  hinders: (context, state) => refuseNothingOutstanding(context, state) ?? refuseUnsigned(state),
  handle: (context, state, input) => {
    if (input.against === 'later-benefits' && deathIn(state) !== null) return refuse('no-later-benefits');
    if (input.against === 'funeral-grant' && !input.consent) return refuse('consent-required', {});
    const outstanding = state.money.outstanding_fen;
    if (input.amount_fen > outstanding) {
      return refuse('more-than-outstanding', {
        amount: formatYuan(input.amount_fen),
        outstanding: formatYuan(outstanding),
      });
    }
    const entry = entryFor(state, {
      kind: 'offset',
      amount_fen: input.amount_fen,
      on: input.on ?? context.today,
      channel: input.against,
      note: input.note,
    });
    return [
      { type: 'OffsetMade', payload: { entry, consent: input.consent, to: statusWithEntry(state, entry) } },
    ];
  },
});
