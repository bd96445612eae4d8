import { holdsTable } from '../../../storage/ledger/beside-lists.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { loadCase, loadCaseEvents } from '../../casebook/load-case.ts';
import { caseRow, findingRow, unconfirmedRows } from '../../casebook/project.ts';
import { CASEBOOK_TABLES } from '../../casebook/rebuild.ts';
import { foldCase } from '../../fold.ts';
import { caseDays } from '../../history/case-days.ts';
import { MONEY_COLUMNS } from '../../money-columns.ts';
import { queueRows } from '../../queue/queue-row.ts';
import { listCaseDays } from '../cases/case-days.ts';
import { listCaseIds } from '../cases/casebook.ts';
import { rowsOf } from '../rows.ts';

export interface CasebookCheck {
  cases: number;
  /** Cases whose rows say something else than their events. */
  differing: string[];
  /** Whether the sums over the casebook equal the sums over the events. */
  totals_tie: boolean;
}

/** Folds every case again and compares it with the casebook, row by row and in sum. */
export function checkCasebook(ledger: Ledger, caseIds = listCaseIds(ledger)): CasebookCheck {
  if (!holdsTable(ledger, 'case_state')) return foldOnly(ledger, caseIds);
  const sums = new Map<string, number>();
  const differing: string[] = [];
  let cases = 0;
  const readCase = ledger.statement('select * from case_state where case_id = ?');
  const readQueue = ledger.statement('select * from case_queue where case_id = ?');
  const readLabel = ledger.statement('select * from queue_label where case_id = ?');
  const readUnconfirmed = ledger.statement(
    'select * from unconfirmed_receipt where case_id = ? order by seq',
  );
  const readFinding = ledger.statement('select * from finding_state where finding_key = ?');
  const countFindings = ledger.statement('select count(*) as n from finding_state where case_id = ?');
  for (const caseId of caseIds) {
    const events = loadCaseEvents(ledger, caseId);
    const state = foldCase(events);
    if (state === null) continue;
    cases += 1;
    for (const name of MONEY_COLUMNS) sums.set(name, (sums.get(name) ?? 0) + state.money[name]);
    const findings = Object.values(state.findings);
    const { queue, label } = queueRows(state);
    const isSame =
      equalRow(readCase.get(caseId), caseRow(state)) &&
      equalRow(readQueue.get(caseId), queue) &&
      equalRow(readLabel.get(caseId), label) &&
      equalRows(readUnconfirmed.all(caseId), unconfirmedRows(state)) &&
      equalRows(listCaseDays(ledger, caseId), caseDays(events)) &&
      Number(countFindings.get(caseId)?.n) === findings.length &&
      findings.every((held) => equalRow(readFinding.get(held.finding.finding_key), findingRow(state, held)));
    if (!isSame) differing.push(caseId);
  }
  const stored = ledger
    .statement(
      `select count(*) as cases, ${MONEY_COLUMNS.map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(', ')} from case_state`,
    )
    .get();
  differing.push(...strayRows(ledger));
  const totals_tie =
    Number(stored?.cases) === cases &&
    MONEY_COLUMNS.every((name) => Number(stored?.[name]) === (sums.get(name) ?? 0));
  return { cases, differing, totals_tie };
}

/** A sealed copy has no casebook of its own: what can be asked of it is that its cases fold. */
function foldOnly(ledger: Ledger, caseIds: readonly string[]): CasebookCheck {
  const cases = caseIds.filter((caseId) => loadCase(ledger, caseId) !== null).length;
  return { cases, differing: [], totals_tie: true };
}

/** Rows of the casebook that no event made: of cases, findings or receipts that the journal does not know. */
function strayRows(ledger: Ledger): string[] {
  return CASEBOOK_TABLES.flatMap((table) =>
    rowsOf<{ case_id: string }>(
      ledger,
      `select distinct case_id from ${table}
       where not exists (select 1 from event where stream = 'case' and subject_id = ${table}.case_id)`,
    ).map(({ case_id }) => `${table} ${case_id}`),
  );
}

function equalRow(stored: Record<string, unknown> | undefined, expected: Record<string, unknown>): boolean {
  if (stored === undefined) return false;
  return Object.entries(expected).every(([name, value]) => stored[name] === value);
}

function equalRows(stored: readonly object[], expected: readonly object[]): boolean {
  return (
    stored.length === expected.length &&
    expected.every((row, place) => equalRow(stored[place] as Record<string, unknown>, { ...row }))
  );
}
