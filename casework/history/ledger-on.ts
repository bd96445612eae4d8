import { copyUntil } from '../../storage/ledger/copy-until.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { officeMidnight } from '../business-day.ts';
import { rebuildProjections } from '../casebook/fold-tables.ts';
import { rebuildCasebook } from '../casebook/rebuild.ts';

/** The ledger as it stood at the end of a day, folded again from what was entered by then; close it after use. */
export function ledgerOn(ledger: Ledger, day: string): Ledger {
  const copy = copyUntil(ledger, officeMidnight(day, 1));
  inTransaction(copy, () => {
    rebuildProjections(copy);
    rebuildCasebook(copy);
  });
  return copy;
}
