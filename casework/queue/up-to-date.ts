import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { rebuildQueue } from '../casebook/rebuild.ts';
import { packFingerprint } from '../rule-pack/load.ts';

/** Goes up with every change of what a row of the queue says. */
const ROW_VERSION = 3;

/**
 * Fills the queue of a ledger that an earlier version wrote, from its events. A ledger that is up to date costs
 * one look.
 */
export function bringQueueUpToDate(ledger: Ledger): void {
  // its rows say why a case stands there, in the words of the rules
  const version = `${ROW_VERSION}:${packFingerprint()}`;
  if (isUpToDate(ledger, version)) return;
  inTransaction(ledger, () => {
    // Another process may have done it while we waited for our turn.
    if (isUpToDate(ledger, version)) return;
    rebuildQueue(ledger);
    ledger
      .statement(
        `insert into ledger_fact (name, value) values ('queue_version', ?)
         on conflict (name) do update set value = excluded.value`,
      )
      .run(version);
  });
}

function isUpToDate(ledger: Ledger, version: string): boolean {
  const fact = ledger.statement(`select value from ledger_fact where name = 'queue_version'`).get();
  return fact?.value === version;
}
