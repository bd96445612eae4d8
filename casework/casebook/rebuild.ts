import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { listCaseIds } from '../reads/casebook.ts';
import { loadCase } from './load-case.ts';
import { projectCase, projectQueue } from './project.ts';

/** Builds the casebook again from the events alone. */
export function rebuildCasebook(ledger: Ledger): number {
  return inTransaction(ledger, () => {
    clearQueue(ledger);
    ledger.statement('delete from unconfirmed_receipt').run();
    ledger.statement('delete from finding_state').run();
    ledger.statement('delete from case_state').run();
    let cases = 0;
    for (const caseId of listCaseIds(ledger)) {
      const state = loadCase(ledger, caseId);
      if (state !== null) projectCase(ledger, state);
      cases += 1;
    }
    return cases;
  });
}

/** Builds only the queue again, inside the caller's transaction. */
export function rebuildQueue(ledger: Ledger): void {
  clearQueue(ledger);
  for (const caseId of listCaseIds(ledger)) {
    const state = loadCase(ledger, caseId);
    if (state !== null) projectQueue(ledger, state);
  }
}

function clearQueue(ledger: Ledger): void {
  ledger.statement('delete from case_queue').run();
  ledger.statement('delete from queue_label').run();
}
