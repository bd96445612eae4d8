import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { type CommandRefusal, refuse } from '../../refusals.ts';
import type { Viewer } from '../scope.ts';
import { type QueueTotals, totalQueue } from './list-queue.ts';
import { type QueueFilter, queueCondition } from './queue-filter.ts';

/** More than this nobody looks through, and one transaction would keep others waiting. */
export const LARGEST_SELECTION = 5000;

export type SelectedCases =
  | {
      ok: true;
      case_ids: string[];
      /** The last record of each case when it was selected, in the same order. */
      seqs: number[];
      totals: QueueTotals;
    }
  | { ok: false; refusal: CommandRefusal };

/** Fixes which cases a filter means now, all pages of it: what comes in later is not among them. */
export function fixSelection(ledger: Ledger, viewer: Viewer, filter: QueueFilter): SelectedCases {
  const totals = totalQueue(ledger, viewer, filter);
  if (totals.cases > LARGEST_SELECTION) {
    const refusal = refuse('selection-too-large', { count: totals.cases, most: LARGEST_SELECTION });
    return { ok: false, refusal };
  }
  const { where, values } = queueCondition(viewer, filter);
  const rows = ledger
    .statement(`select case_id, last_seq from case_queue where ${where} order by case_id`)
    .all(...values);
  return {
    ok: true,
    case_ids: rows.map((row) => String(row.case_id)),
    seqs: rows.map((row) => Number(row.last_seq)),
    totals,
  };
}
