import { formatYuan } from '../../core/money.ts';
import { type CaseState, unpaidRefunds } from '../case-state.ts';
import { approvedVersion } from '../money.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { defineCommand, type MoveContext } from './command.ts';
import { inputShapeOf } from './fields.ts';
import { proposeDocument, refusePending } from './propose.ts';

/** Asks to give up what cannot be recovered; takes effect with the last signature. */
export const proposeWriteOff = defineCommand({
  move: 'propose-write-off',
  input: inputShapeOf('propose-write-off'),
  hinders: (context, state) => refusePending(state) ?? refuseNothingOutstanding(context, state),
  handle: (context, state, input) => {
    const outstanding = state.money.outstanding_fen;
    const amount = input.amount_fen ?? outstanding;
    if (amount > outstanding) {
      return refuse('more-than-outstanding', {
        amount: formatYuan(amount),
        outstanding: formatYuan(outstanding),
      });
    }
    return proposeDocument(context, state, { kind: 'write-off', amount_fen: amount, ground: input.reason });
  },
});

/** Asks to pay back what came in too much. */
export const proposeRefund = defineCommand({
  move: 'propose-refund',
  input: inputShapeOf('propose-refund'),
  hinders: (_context, state) =>
    refusePending(state) ?? (dueBack(state) > 0 ? null : refuse('nothing-due-back')),
  handle: (context, state, input) => {
    const due = dueBack(state);
    const amount = input.amount_fen ?? due;
    if (amount > due) {
      return refuse('more-than-refund-due', { amount: formatYuan(amount), due: formatYuan(due) });
    }
    return proposeDocument(context, state, { kind: 'refund', amount_fen: amount, ground: input.reason });
  },
});

/** What is due back beyond what was signed to go back already, in fen. */
export function dueBack(state: CaseState): number {
  const signed = unpaidRefunds(state).reduce((sum, { amount_fen }) => sum + amount_fen, 0);
  return Math.max(0, state.money.refund_due_fen - signed);
}

/** Asks to take a decision back altogether. */
export const proposeRevocation = defineCommand({
  move: 'propose-revocation',
  input: inputShapeOf('propose-revocation'),
  hinders: (_context, state) => refusePending(state),
  handle: (context, state, input) =>
    proposeDocument(context, state, {
      kind: 'revocation',
      amount_fen: state.money.assessed_fen,
      ground: input.reason,
    }),
});

/** A debtor is written to, and money set off, for what was signed; never for an amount that is merely proposed. */
export function refuseUnsigned({ amounts }: Pick<CaseState, 'amounts'>): CommandRefusal | null {
  return approvedVersion(amounts) === null ? refuse('no-amount') : null;
}

export function refuseNothingOutstanding(_context: MoveContext, { money }: CaseState): CommandRefusal | null {
  return money.outstanding_fen > 0 ? null : refuse('nothing-outstanding');
}
