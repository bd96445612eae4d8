import type { Origin } from '../../../core/words/case.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { MONEY_COLUMNS } from '../../money-columns.ts';
import type { Status } from '../../states.ts';
import { oneOf } from '../conditions.ts';
import { firstOf, rowsOf } from '../rows.ts';

/** The number that the next case gets; asked inside the transaction that opens it. */
export function nextCaseNumber(ledger: Ledger): number {
  const sql = 'select coalesce(max(case_number), 0) as number from case_state';
  return (firstOf<{ number: number }>(ledger, sql)?.number ?? 0) + 1;
}

/** The person's open case, the oldest first; null where there is none. */
export function findOpenCase(ledger: Ledger, personId: string): string | null {
  const sql = 'select case_id from case_state where person_id = ? and is_finished = 0 order by case_number';
  return firstOf<{ case_id: string }>(ledger, sql, personId)?.case_id ?? null;
}

/** Every case that the journal knows, whatever the casebook says. */
export function listCaseIds(ledger: Ledger): string[] {
  const sql = `select distinct subject_id as case_id from event where stream = 'case' order by subject_id`;
  return rowsOf<{ case_id: string }>(ledger, sql).map(({ case_id }) => case_id);
}

/** The cases in one of these states, by number. */
export function listCasesIn(ledger: Ledger, statuses: readonly Status[]): string[] {
  const condition = oneOf('status', statuses);
  const sql = `select case_id from case_state where ${condition?.where} order by case_number`;
  return rowsOf<{ case_id: string }>(ledger, sql, ...(condition?.values ?? [])).map(({ case_id }) => case_id);
}

/** The day on which the first case was opened; null where there is none. */
export function firstOpenedOn(ledger: Ledger): string | null {
  return firstOf<{ day: string | null }>(ledger, 'select min(opened_on) as day from case_state')?.day ?? null;
}

/** What every case owes and has paid, as the casebook says it: the case and its columns of money, a list in JSON on each line. */
export function caseMoneyLines(ledger: Ledger): string {
  const sql = `select group_concat(json_array(case_id, ${MONEY_COLUMNS.join(', ')}), char(10)) as lines from case_state`;
  return firstOf<{ lines: string | null }>(ledger, sql)?.lines ?? '';
}

/** Who has a case under a resident number, of several cases under it the oldest; null where nobody has. */
export function findNumberHolder(ledger: Ledger, number: string): string | null {
  const sql = 'select person_id from case_state where resident_id = ? order by case_number limit 1';
  return firstOf<{ person_id: string }>(ledger, sql, number)?.person_id ?? null;
}

/** A case as figures by source ask for it. */
export interface OpenedCase {
  case_id: string;
  person_id: string;
  origin: Origin;
  opened_on: string;
  opened_seq: number;
}

/** Every case with whose it is, when it was opened and how the office came upon it. */
export function listOpenedCases(ledger: Ledger): OpenedCase[] {
  const sql = 'select case_id, person_id, origin, opened_on, opened_seq from case_state order by case_number';
  return rowsOf(ledger, sql);
}
