import { loadRules } from '../../casework/rule-pack/load.ts';
import { CANONICAL_DIR, derivedTables, tablesOf, withWhatTheyRead } from '../rules/case-warehouse.ts';

/** Read beside what a rule names: whom it is about, which lists came, which could not be read. */
const OF_THE_RUN = ['person', 'source_coverage', 'unread_list'];

/** The same everywhere; whoever reads a publication makes it. */
const MADE_ANYWHERE = 'calendar_month';

/**
 * The tables of `canonical.*` that leave: those from which every rule's answer can be worked out again. What only supervision
 * may see, and what no rule reads, stays at the office; derived tables are derived again.
 */
export function publishedTables(): string[] {
  const derived = derivedTables(CANONICAL_DIR);
  const read = withWhatTheyRead(derived, [
    ...OF_THE_RUN,
    ...loadRules().flatMap((rule) => [...tablesOf(rule)]),
  ]);
  const made = new Set([MADE_ANYWHERE, ...derived.map(({ name }) => name)]);
  return [...read].filter((name) => !made.has(name)).sort();
}

/** Columns that hold a number by which somebody can be found: a person's, an account's, a card's, a household's. */
export const NUMBER_COLUMNS: ReadonlySet<string> = new Set([
  'person_id',
  'other_person_id',
  'resident_id',
  'resident_id_raw',
  'first_resident_id',
  'second_resident_id',
  'former_resident_id',
  'proposed_resident_id',
  'account_no',
  'household_no',
  'card_no',
  'case_id',
]);
