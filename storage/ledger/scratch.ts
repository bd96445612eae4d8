import { type Ledger, openLedger } from './ledger.ts';
import type { LedgerCell } from './upsert-row.ts';

/** A ledger that only memory holds, into which single tables are made without those they refer to. */
export function openScratch(): Ledger {
  const scratch = openLedger(':memory:');
  scratch.db.exec('pragma foreign_keys = off');
  return scratch;
}

/** Puts other rows in the place of all that these tables hold, inside the caller's transaction. */
export function replaceRows(
  ledger: Ledger,
  tables: ReadonlyMap<string, readonly Record<string, LedgerCell>[]>,
): void {
  ledger.db.exec('pragma defer_foreign_keys = on');
  for (const table of tables.keys()) ledger.statement(`delete from ${table}`).run();
  for (const [table, rows] of tables) {
    for (const row of rows) {
      const names = Object.keys(row);
      ledger
        .statement(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`)
        .run(...Object.values(row));
    }
  }
}
