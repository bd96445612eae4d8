import { copyUntil } from '../../storage/ledger/copy-until.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { rebuildProjections } from '../casebook/fold-tables.ts';
import { rebuildCasebook } from '../casebook/rebuild.ts';

/** The ledger as it stood at the end of a day, folded again from what was entered by then; close it after use. */
export function ledgerOn(ledger: Ledger, day: string): Ledger {
  const copy = copyUntil(ledger, endOf(day));
  inTransaction(copy, () => {
    rebuildProjections(copy);
    rebuildCasebook(copy);
  });
  return copy;
}

/** The first instant after a day at the office, as the journal writes it. */
export function endOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString();
}
