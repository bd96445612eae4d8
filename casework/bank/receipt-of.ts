import type { Surplus } from '../../core/words/case.ts';
import type { CaseRequest } from '../execute.ts';
import type { StatementLine } from '../reads/money/statement-lines.ts';

/** The receipt that a line of a statement, or a part of one, becomes in its case. */
export function receiptOf(
  request: { key: string; user: string; via: string; case_id: string; surplus?: Surplus | undefined },
  line: Pick<StatementLine, 'line_id' | 'amount_fen' | 'booked_on' | 'payer'>,
): CaseRequest {
  const { key, user, via, case_id, surplus } = request;
  return {
    key,
    user,
    via,
    case_id,
    move: 'receipt',
    input: {
      amount_fen: line.amount_fen,
      on: line.booked_on,
      channel: 'bank',
      payer: line.payer === '' ? null : line.payer,
      bank_line_id: line.line_id,
      ...(surplus === undefined ? {} : { surplus }),
    },
  };
}
