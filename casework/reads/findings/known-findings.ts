import type { Direction, Finding } from '../../../core/finding.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Person } from '../../case-events.ts';
import { nextCaseNumber } from '../cases/casebook.ts';

export interface KnownFinding {
  case_id: string;
  rule_id: string;
  is_withdrawn: boolean;
  is_held_back: boolean;
  evidence_hash: string;
  direction: Direction;
  match_strength: string;
}

interface PersonCase {
  case_id: string;
  is_finished: boolean;
}

/** What the ledger knew before this night, read once, and what the night adds while it goes. */
export class KnownFindings {
  /** Whether the ledger had no case before this night. */
  readonly isEmpty: boolean;
  readonly #ledger: Ledger;
  readonly #byKey = new Map<string, KnownFinding>();
  readonly #casesOfPerson = new Map<string, PersonCase[]>();
  readonly #caseOfOccurrence = new Map<string, string>();
  readonly #personOfCase = new Map<string, Person>();
  #nextCaseNumber: number;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    this.#nextCaseNumber = nextCaseNumber(ledger);
    this.isEmpty = this.#nextCaseNumber === 1;
    this.#readCases();
    this.#readFindings();
  }

  find(findingKey: string): KnownFinding | null {
    return this.#byKey.get(findingKey) ?? null;
  }

  /**
   * The case a new finding belongs to: the person's open one; or, when all are finished, the one that dealt
   * with this very occurrence; else none, and a new episode begins.
   */
  caseFor(personId: string, finding: Finding): string | null {
    const cases = this.#casesOfPerson.get(personId) ?? [];
    const open = cases.findLast((one) => !one.is_finished);
    return open?.case_id ?? this.#caseOfOccurrence.get(occurrence(personId, finding.occurrence_key)) ?? null;
  }

  remember(personId: string, finding: Finding, caseId: string): void {
    const cases = this.#casesOfPerson.get(personId) ?? [];
    if (!cases.some((one) => one.case_id === caseId)) {
      this.#casesOfPerson.set(personId, [...cases, { case_id: caseId, is_finished: false }]);
    }
    this.#caseOfOccurrence.set(occurrence(personId, finding.occurrence_key), caseId);
  }

  takeCaseNumber(): number {
    return this.#nextCaseNumber++;
  }

  /** The person as an open case of an earlier night has them; null for finished and for new cases. */
  openPerson(caseId: string): Person | null {
    return this.#personOfCase.get(caseId) ?? null;
  }

  /** What earlier nights found and this one, though it asked, did not. */
  missing(
    seen: ReadonlyMap<string, string>,
    asked: ReadonlySet<string> | null,
    held: ReadonlySet<string>,
  ): Map<string, string[]> {
    const missing = new Map<string, string[]>();
    for (const [key, known] of this.#byKey) {
      if (known.is_withdrawn || seen.has(key) || held.has(known.rule_id)) continue;
      if (asked !== null && !asked.has(known.rule_id)) continue;
      const keys = missing.get(known.case_id);
      if (keys === undefined) missing.set(known.case_id, [key]);
      else keys.push(key);
    }
    return missing;
  }

  #readCases(): void {
    const rows = this.#ledger
      .statement(
        'select case_id, person_id, name, resident_id, township, village, is_finished from case_state order by case_number',
      )
      .iterate();
    for (const row of rows) {
      const case_id = String(row.case_id);
      const person_id = String(row.person_id);
      const is_finished = row.is_finished === 1;
      const cases = this.#casesOfPerson.get(person_id);
      if (cases === undefined) this.#casesOfPerson.set(person_id, [{ case_id, is_finished }]);
      else cases.push({ case_id, is_finished });
      if (is_finished) continue;
      const text = (value: unknown) => (value === null ? null : String(value));
      this.#personOfCase.set(case_id, {
        person_id,
        name: String(row.name),
        resident_id: text(row.resident_id),
        township: text(row.township),
        village: text(row.village),
      });
    }
  }

  #readFindings(): void {
    const rows = this.#ledger.statement('select * from finding_state order by finding_key').iterate();
    for (const row of rows) {
      const case_id = String(row.case_id);
      this.#byKey.set(String(row.finding_key), {
        case_id,
        rule_id: String(row.rule_id),
        is_withdrawn: row.is_withdrawn === 1,
        is_held_back: row.is_held_back === 1,
        evidence_hash: String(row.evidence_hash),
        direction: row.direction as Direction,
        match_strength: String(row.match_strength),
      });
      this.#caseOfOccurrence.set(occurrence(String(row.person_id), String(row.occurrence_key)), case_id);
    }
  }
}

function occurrence(personId: string, occurrenceKey: string): string {
  return `${personId}\u0000${occurrenceKey}`;
}
