import { areListsCurrent, noteListsMade } from '../../storage/ledger/beside-lists.ts';
import { readFact, writeFact } from '../../storage/ledger/facts.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { packFingerprint } from '../rule-pack/load.ts';
import { rebuildProjections } from './fold-tables.ts';
import { rebuildCasebook } from './rebuild.ts';

/** Goes up with every change of what a row of the casebook, of its queue or of its days says. */
const ROW_VERSION = 9;

/**
 * Fills the casebook of a ledger that an earlier version wrote, from its events, and all tables of people where they are kept in
 * memory and went with it. A ledger that is up to date costs one look.
 */
export function bringCasebookUpToDate(ledger: Ledger): void {
  // the rows of its queue say why a case stands there, in the words of the rules
  const version = `${ROW_VERSION}:${packFingerprint()}`;
  if (isUpToDate(ledger, version)) return;
  inTransaction(ledger, () => {
    // Another process may have done it while we waited for our turn.
    if (isUpToDate(ledger, version)) return;
    rebuildCasebook(ledger);
    if (!areListsCurrent(ledger)) {
      rebuildProjections(ledger);
      noteListsMade(ledger);
    }
    writeFact(ledger, 'queue_version', version);
  });
}

function isUpToDate(ledger: Ledger, version: string): boolean {
  return readFact(ledger, 'queue_version') === version && areListsCurrent(ledger);
}
