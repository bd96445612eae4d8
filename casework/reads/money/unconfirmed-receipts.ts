import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { EVERYTHING, type QueryCondition } from '../conditions.ts';
import { keptFirst, keptRows } from '../kept-rows.ts';
import { type Viewer, within } from '../scope.ts';

/** A receipt that counts and that no second person has looked at yet. */
export interface UnconfirmedReceipt {
  entry_id: string;
  case_id: string;
  debtor_name: string;
  seq: number;
  amount_fen: number;
  received_on: string;
  channel: string;
  payer: string | null;
  bank_line_id: string | null;
  /** What the bank said with the money; null for money that came another way. */
  remark: string | null;
  note: string | null;
  recorded_by: string;
  /** When it was entered, as an ISO instant. */
  recorded_at: string;
}

/** The receipts that wait for a second person, in cases a viewer may see, the oldest first, and what they add up to. */
export function listUnconfirmedReceipts(
  ledger: Ledger,
  { limit = 100, viewer = 'program' }: { limit?: number; viewer?: Viewer } = {},
): { receipts: UnconfirmedReceipt[]; total: { count: number; amount_fen: number } } {
  const { where, values } = inSight(viewer);
  const receipts = keptRows<UnconfirmedReceipt>(
    ledger,
    `with oldest as (select * from unconfirmed_receipt where ${where} order by seq limit ?)
     select oldest.*, debtor_name, remark, event.at as recorded_at
       from oldest
       inner join case_state using (case_id)
       inner join event on event.seq = oldest.seq
       left join bank_line on bank_line.line_id = oldest.bank_line_id
       order by oldest.seq`,
    ...values,
    limit,
  );
  const total = keptFirst<{ count: number; amount_fen: number }>(
    ledger,
    `select count(*) as count, coalesce(sum(amount_fen), 0) as amount_fen from unconfirmed_receipt where ${where}`,
    ...values,
  );
  return { receipts, total: total ?? { count: 0, amount_fen: 0 } };
}

/** Receipts in cases a viewer may see; whoever may see all asks no case. */
function inSight(viewer: Viewer): QueryCondition {
  const scope = within(viewer);
  if (scope === EVERYTHING) return EVERYTHING;
  const { where, values } = scope;
  return { where: `case_id in (select case_id from case_state where ${where})`, values };
}
