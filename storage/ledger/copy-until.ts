import type { Ledger } from './ledger.ts';
import { openScratch } from './scratch.ts';
import { inTransaction } from './transaction.ts';

/** The events of a ledger that were entered before an instant, in a ledger of their own that only memory holds. */
export function copyUntil(ledger: Ledger, before: string): Ledger {
  const copy = openScratch();
  // what was entered by then may leave gaps: a record bears the time of its writer's clock
  copy.db.exec('drop trigger event_follows_the_last');
  const columns = 'seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, previous_hash, hash';
  const insert = copy.statement(`insert into event (${columns}) values (${columns.replaceAll(/\w+/g, '?')})`);
  const rows = ledger.statement(`select ${columns} from event where at < ? order by seq`);
  inTransaction(copy, () => {
    for (const row of rows.iterate(before)) insert.run(...Object.values(row));
  });
  return copy;
}
