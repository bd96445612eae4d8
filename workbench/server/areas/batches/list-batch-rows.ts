import { businessDay } from '../../../../casework/business-day.ts';
import { totalBatches } from '../../../../casework/marts/batch-totals.ts';
import { listBatches } from '../../../../casework/reads/waiting/batches.ts';
import { daysBetween } from '../../../../core/dates.ts';
import type { BatchRow } from '../../../contract/batches.ts';
import type { Desk } from '../../desk.ts';

/** Every batch with its deadline and what it was worth, the nearest deadline first. */
export async function listBatchRows({ ledger, office }: Desk): Promise<BatchRow[]> {
  const today = businessDay(office.now());
  const totals = new Map((await totalBatches(ledger)).sources.map((source) => [source.batch_id, source]));
  return listBatches(ledger)
    .map((batch) => {
      const worth = totals.get(batch.batch_id);
      const { batch_id, title, sender, received_on, reply_due_on } = batch;
      return {
        batch_id,
        title,
        sender,
        received_on,
        reply_due_on,
        days_left: reply_due_on === null ? null : daysBetween(today, reply_due_on),
        items: worth?.items ?? 0,
        answered: worth?.verified ?? 0,
        substantiated: worth?.substantiated ?? 0,
        unfounded: worth?.unfounded ?? 0,
        unverifiable: worth?.unverifiable ?? 0,
        recovered_fen: worth?.recovered_fen ?? 0,
      };
    })
    .sort((one, other) => ((one.reply_due_on ?? '9') < (other.reply_due_on ?? '9') ? -1 : 1));
}
