import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { LedgerCell } from '../../storage/ledger/upsert-row.ts';
import { rowsOf } from './rows.ts';

/** Every row of a table with all its columns, as it is copied or compared. */
export function wholeTable(ledger: Ledger, table: string): Record<string, LedgerCell>[] {
  return rowsOf(ledger, `select * from ${table}`);
}
