import { listStatementLines } from '../../../../casework/reads/money/statement-lines.ts';
import { maskName, maskText } from '../../../../core/mask.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';
import type { SettledLine } from '../../../contract/recovery.ts';

const STATUS = { entered: 'matched', set_aside: 'set-aside' } as const;

/** As many as anybody looks through; older ones are in the cases and in the audit. */
const MOST = 500;

/** What became of lines that wait no more, the latest first; payers masked. */
export function settledLines(ledger: Ledger, fate: keyof typeof STATUS): SettledLine[] {
  return listStatementLines(ledger, STATUS[fate])
    .toReversed()
    .slice(0, MOST)
    .map(({ line_id, booked_on, amount_fen, payer, remark, case_id, reason }) => ({
      ...{ line_id, booked_on, amount_fen, case_id },
      payer: maskName(payer),
      remark: maskText(remark.replaceAll(payer, maskName(payer))),
      reason: reason === null ? null : maskText(reason),
    }));
}
