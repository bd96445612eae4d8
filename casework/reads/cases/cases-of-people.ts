import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Status } from '../../states.ts';
import { rowsOf } from '../rows.ts';

/** A case of somebody, and what a person decided in it. */
export interface CaseOfPerson {
  case_id: string;
  status: string;
  /** The rule it was known by when it was decided; null where nobody has. */
  decided_rule: string | null;
  decided_outcome: string | null;
}

/** The cases of these people, the oldest first. */
export function casesOfPeople(ledger: Ledger, people: ReadonlySet<string>): Map<string, CaseOfPerson[]> {
  const rows = rowsOf<CaseOfPerson & { person_id: string }>(
    ledger,
    `select case_state.person_id, case_state.case_id, case_state.status, label.decided_rule, label.decided_outcome
     from case_state inner join queue_label as label on label.case_id = case_state.case_id
     where case_state.person_id in (select value from json_each(?))
     order by case_state.case_number`,
    JSON.stringify([...people]),
  );
  const cases = new Map<string, CaseOfPerson[]>();
  for (const { person_id, ...one } of rows) {
    const own = cases.get(person_id);
    if (own === undefined) cases.set(person_id, [one]);
    else own.push(one);
  }
  return cases;
}

/** States in which nobody stood by the findings of a case, or no longer does. */
const NOT_CONFIRMED: ReadonlySet<Status> = new Set([
  'new',
  'investigating',
  'unfounded',
  'unverifiable',
  'revoked',
]);

/** Of these cases, those that a person has substantiated. */
export function confirmedCases(ledger: Ledger, caseIds: readonly string[]): Set<string> {
  const rows = rowsOf<{ case_id: string; status: Status }>(
    ledger,
    'select case_id, status from case_state where case_id in (select value from json_each(?))',
    JSON.stringify(caseIds),
  );
  return new Set(rows.filter(({ status }) => !NOT_CONFIRMED.has(status)).map(({ case_id }) => case_id));
}
