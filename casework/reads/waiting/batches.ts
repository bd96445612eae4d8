import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Batch, BatchItem } from '../../batches/items.ts';
import { refuse, throwRefusal } from '../../refusals.ts';
import { allOf, whereGiven } from '../conditions.ts';
import { firstOf, rowsOf } from '../rows.ts';
import { type Viewer, within } from '../scope.ts';

/** Everything of a batch that is shown; `last_seq` is the casebook's own. */
const BATCH = 'batch_id, title, sender, received_on, reply_due_on, file, file_hash, received_seq';

const ITEM = `batch_id, item_number, row, name, resident_id, person_id, township, claimed_fen, status, answer, outcome,
  assignee, case_id, reason`;

export function listBatches(ledger: Ledger): Batch[] {
  return rowsOf(ledger, `select ${BATCH} from batch_state order by received_seq`);
}

export function findBatch(ledger: Ledger, batchId: string): Batch | null {
  return firstOf(ledger, `select ${BATCH} from batch_state where batch_id = ?`, batchId);
}

/** The same; refused where there is none of this id. */
export function openBatch(ledger: Ledger, batchId: string): Batch {
  return findBatch(ledger, batchId) ?? throwRefusal(refuse('unknown-batch', { batch: batchId }));
}

/** The items of a batch, or of all, about people of the viewer's townships, in the sender's order. */
export function listItems(ledger: Ledger, viewer: Viewer, batchId?: string): BatchItem[] {
  const { where, values } = allOf(whereGiven('batch_id = ?', batchId), within(viewer));
  const sql = `select ${ITEM} from batch_item where ${where} order by batch_id, item_number`;
  return rowsOf(ledger, sql, ...values);
}

export function findItem(ledger: Ledger, batchId: string, itemNumber: number): BatchItem | null {
  const sql = `select ${ITEM} from batch_item where batch_id = ? and item_number = ?`;
  return firstOf(ledger, sql, batchId, itemNumber);
}

/** Items that the sender still waits for an answer to. */
export function countUnanswered(ledger: Ledger, batchId: string): number {
  const row = firstOf<{ items: number }>(
    ledger,
    `select count(*) as items from batch_item where batch_id = ? and status not in ('fed_back', 'rectifying', 'closed_out')`,
    batchId,
  );
  return row?.items ?? 0;
}

/** Batches with somebody whose outcome nobody has verified yet. */
export function countOpenBatches(ledger: Ledger): number {
  const row = firstOf<{ batches: number }>(
    ledger,
    'select count(distinct batch_id) as batches from batch_item where outcome is null',
  );
  return row?.batches ?? 0;
}

/** What is known of the items that somebody was recognised in, or that are in a case. */
export function listKnownItems(
  ledger: Ledger,
): Pick<BatchItem, 'batch_id' | 'item_number' | 'person_id' | 'answer' | 'case_id'>[] {
  const sql = `select batch_id, item_number, person_id, answer, case_id from batch_item
    where person_id is not null or case_id is not null`;
  return rowsOf(ledger, sql);
}
