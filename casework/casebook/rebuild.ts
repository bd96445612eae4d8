import type { Ledger } from '../../storage/ledger/ledger.ts';
import { foldCase } from '../fold.ts';
import { listCaseIds } from '../reads/cases/casebook.ts';
import { loadCaseEvents } from './load-case.ts';
import { projectCase } from './project.ts';
import { projectDays } from './project-days.ts';

/** Every table whose rows follow from the events of cases, each with its case. */
export const CASEBOOK_TABLES = [
  'case_day',
  'case_queue',
  'queue_label',
  'unconfirmed_receipt',
  'finding_state',
  'case_state',
] as const;

/** Builds the casebook again from the events alone, inside the caller's transaction. */
export function rebuildCasebook(ledger: Ledger): number {
  for (const table of CASEBOOK_TABLES) ledger.statement(`delete from ${table}`).run();
  let cases = 0;
  for (const caseId of listCaseIds(ledger)) {
    const events = loadCaseEvents(ledger, caseId);
    const state = foldCase(events);
    if (state !== null) projectCase(ledger, state);
    projectDays(ledger, caseId, events);
    cases += 1;
  }
  return cases;
}
