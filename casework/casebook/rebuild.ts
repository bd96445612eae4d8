import type { Ledger } from '../../storage/ledger/ledger.ts';
import { listCaseIds } from '../reads/casebook.ts';
import { loadCase } from './load-case.ts';
import { projectCase } from './project.ts';

const TABLES = ['case_queue', 'queue_label', 'unconfirmed_receipt', 'finding_state', 'case_state'] as const;

/** Builds the casebook again from the events alone, inside the caller's transaction. */
export function rebuildCasebook(ledger: Ledger): number {
  for (const table of TABLES) ledger.statement(`delete from ${table}`).run();
  let cases = 0;
  for (const caseId of listCaseIds(ledger)) {
    const state = loadCase(ledger, caseId);
    if (state !== null) projectCase(ledger, state);
    cases += 1;
  }
  return cases;
}
