import type { Ledger } from '../../storage/ledger/ledger.ts';

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
  const cases = new Map<string, CaseOfPerson[]>();
  const rows = ledger
    .statement(
      `select case_state.person_id, case_state.case_id, case_state.status, label.decided_rule, label.decided_outcome
       from case_state inner join queue_label as label on label.case_id = case_state.case_id
       order by case_state.case_number`,
    )
    .iterate();
  for (const row of rows) {
    const person = String(row.person_id);
    if (!people.has(person)) continue;
    const text = (value: unknown) => (value === null ? null : String(value));
    const one = {
      case_id: String(row.case_id),
      status: String(row.status),
      decided_rule: text(row.decided_rule),
      decided_outcome: text(row.decided_outcome),
    };
    cases.set(person, [...(cases.get(person) ?? []), one]);
  }
  return cases;
}

/** States in which nobody stood by the findings of a case, or no longer does. */
const NOT_CONFIRMED = new Set(['new', 'investigating', 'unfounded', 'unverifiable', 'revoked']);

/** Of these cases, those that a person has substantiated. */
export function confirmedCases(ledger: Ledger, caseIds: readonly string[]): Set<string> {
  const status = ledger.statement('select status from case_state where case_id = ?');
  return new Set(
    caseIds.filter((caseId) => {
      const row = status.get(caseId);
      return row !== undefined && !NOT_CONFIRMED.has(String(row.status));
    }),
  );
}
