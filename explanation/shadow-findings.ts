import { type CaseOfPerson, casesOfPeople } from '../casework/reads/cases/cases-of-people.ts';
import { isCounted } from '../core/claim.ts';
import type { Direction, MatchStrength } from '../core/finding.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { quoteText } from '../storage/warehouse/database.ts';

/** What a rule in shadow would have opened, beside what people decided of the same person. */
export interface ShadowFinding {
  finding_key: string;
  person_id: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  direction: Direction;
  amount_fen: number | null;
  months: number;
  first_month: number | null;
  last_month: number | null;
  match_strength: MatchStrength;
  reason: string;
  cases: CaseOfPerson[];
}

/** A township's part of what a rule in shadow would have opened. */
export interface ShadowTownship {
  township: string | null;
  people: number;
  amount_fen: number;
  /** People with a case in which somebody found the lead true, found it not true, or has not decided. */
  substantiated: number;
  unfounded: number;
  undecided: number;
  without_case: number;
}

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

/** Read out of the published build; none where the rule was not in shadow on its night. */
export async function readShadow(rows: Query, ledger: Ledger, ruleId: string): Promise<ShadowFinding[]> {
  const [there] = await rows(
    "select 1 as yes from duckdb_tables() where schema_name = 'shadow' and table_name = 'finding' and database_name = current_database()",
  );
  if (there === undefined) return [];
  const found = (await rows(
    `select finding_key, person_id, name, resident_id, township, direction, amount_fen, months, first_month, last_month,
       match_strength, reason
     from shadow.finding where rule_id = ${quoteText(ruleId)}
     order by amount_fen desc nulls last, finding_key`,
  )) as unknown as Omit<ShadowFinding, 'cases'>[];
  const cases = casesOfPeople(ledger, new Set(found.map(({ person_id }) => person_id)));
  return found.map((finding) => ({ ...finding, cases: cases.get(finding.person_id) ?? [] }));
}

/** The same by township, people counted once. */
export function shadowByTownship(findings: readonly ShadowFinding[]): ShadowTownship[] {
  // money that goes the other way than most is no part of the sum
  const isOwed = findings.every(({ direction }) => direction === 'person');
  return [...Map.groupBy(findings, ({ township }) => township)]
    .map(([township, own]) => {
      const people = [...Map.groupBy(own, ({ person_id }) => person_id).values()].map(
        ([first]) => first?.cases ?? [],
      );
      const decided = (outcome: string): number =>
        people.filter((cases) => cases.some(({ decided_outcome }) => decided_outcome === outcome)).length;
      return {
        township,
        people: people.length,
        amount_fen: own
          .filter((one) => isCounted(one) && (one.direction === 'person') === isOwed)
          .reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0),
        substantiated: decided('substantiated'),
        unfounded: decided('unfounded'),
        undecided: people.filter(
          (cases) => cases.length > 0 && cases.every((one) => one.decided_outcome === null),
        ).length,
        without_case: people.filter((cases) => cases.length === 0).length,
      };
    })
    .sort((one, other) => other.amount_fen - one.amount_fen);
}
