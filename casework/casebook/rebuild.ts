import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { MONEY_COLUMNS } from '../money.ts';
import { queueRows } from '../queue/queue-row.ts';
import { loadCase } from './load-case.ts';
import { caseRow, findingRow, projectCase, projectQueue, unconfirmedRows } from './project.ts';

/** Builds the casebook again from the events alone. */
export function rebuildCasebook(ledger: Ledger): number {
  return inTransaction(ledger, () => {
    clearQueue(ledger);
    ledger.db.exec('delete from unconfirmed_receipt');
    ledger.db.exec('delete from finding_state');
    ledger.db.exec('delete from case_state');
    let cases = 0;
    for (const caseId of caseIds(ledger)) {
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
  for (const caseId of caseIds(ledger)) {
    const state = loadCase(ledger, caseId);
    if (state !== null) projectQueue(ledger, state);
  }
}

function clearQueue(ledger: Ledger): void {
  ledger.db.exec('delete from case_queue');
  ledger.db.exec('delete from queue_label');
}

export interface CasebookCheck {
  cases: number;
  /** Cases whose rows say something else than their events. */
  differing: string[];
  /** Whether the sums over the casebook equal the sums over the events. */
  totals_tie: boolean;
}

/** Folds every case again and compares it with the casebook, row by row and in sum. */
export function checkCasebook(ledger: Ledger): CasebookCheck {
  const sums = new Map<string, number>();
  const differing: string[] = [];
  let cases = 0;
  const readCase = ledger.db.prepare('select * from case_state where case_id = ?');
  const readQueue = ledger.db.prepare('select * from case_queue where case_id = ?');
  const readLabel = ledger.db.prepare('select * from queue_label where case_id = ?');
  const readUnconfirmed = ledger.db.prepare(
    'select * from unconfirmed_receipt where case_id = ? order by seq',
  );
  const readFinding = ledger.db.prepare('select * from finding_state where finding_key = ?');
  for (const caseId of caseIds(ledger)) {
    const state = loadCase(ledger, caseId);
    if (state === null) continue;
    cases += 1;
    for (const name of MONEY_COLUMNS) sums.set(name, (sums.get(name) ?? 0) + state.money[name]);
    const isSame =
      equalRow(readCase.get(caseId), caseRow(state)) &&
      equalRow(readQueue.get(caseId), queueRows(state).queue) &&
      equalRow(readLabel.get(caseId), queueRows(state).label) &&
      equalRows(readUnconfirmed.all(caseId), unconfirmedRows(state)) &&
      Object.values(state.findings).every((held) =>
        equalRow(readFinding.get(held.finding.finding_key), findingRow(state, held)),
      );
    if (!isSame) differing.push(caseId);
  }
  const stored = ledger.db
    .prepare(
      `select count(*) as cases, ${MONEY_COLUMNS.map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(', ')} from case_state`,
    )
    .get();
  const totals_tie =
    Number(stored?.cases) === cases &&
    MONEY_COLUMNS.every((name) => Number(stored?.[name]) === (sums.get(name) ?? 0));
  return { cases, differing, totals_tie };
}

function caseIds(ledger: Ledger): string[] {
  return ledger.db
    .prepare(`select distinct subject_id from event where stream = 'case' order by subject_id`)
    .all()
    .map((row) => String(row.subject_id));
}

function equalRow(stored: Record<string, unknown> | undefined, expected: Record<string, unknown>): boolean {
  if (stored === undefined) return false;
  return Object.entries(expected).every(([name, value]) => stored[name] === value);
}

function equalRows(
  stored: readonly Record<string, unknown>[],
  expected: readonly Record<string, unknown>[],
): boolean {
  return stored.length === expected.length && expected.every((row, place) => equalRow(stored[place], row));
}
