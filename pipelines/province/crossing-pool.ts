import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import {
  CANONICAL_DIR,
  type CanonicalSql,
  derivedTables,
  tablesOf,
  withWhatTheyRead,
} from '../rules/case-warehouse.ts';
import type { PublishedCounty } from './read-counties.ts';

/**
 * As the county derived them: which line was paid, returned or contested is settled by the county's own bank answers, and another
 * county's must not touch it.
 */
export const SETTLED_BY_COUNTY: ReadonlySet<string> = new Set(['benefit_payment', 'account_use']);

/** Made otherwise: people are one over all counties, and months are the same everywhere. */
const NOT_POOLED = ['person', 'calendar_month'];

export interface CrossingTables {
  pooled: readonly string[];
  derived: readonly CanonicalSql[];
}

/** The tables that these rules read when they are asked over counties. */
export function crossingTables(rules: readonly RuleDefinition[]): CrossingTables {
  const derived = derivedTables(CANONICAL_DIR).filter(({ name }) => !SETTLED_BY_COUNTY.has(name));
  const read = withWhatTheyRead(
    derived,
    rules.flatMap((rule) => [...tablesOf(rule)]),
  );
  const made = new Set([...derived.map(({ name }) => name), ...NOT_POOLED]);
  return {
    pooled: [...read].filter((name) => !made.has(name)).sort(),
    derived: derived.filter(({ name }) => read.has(name)),
  };
}

/** Keeps of the county that stands in `canonical.*` the rows of everybody who crosses, and which of their lines it found itself. */
export async function poolCounty(
  warehouse: Warehouse,
  { no }: PublishedCounty,
  { pooled }: CrossingTables,
  rules: readonly RuleDefinition[],
): Promise<void> {
  const rows = (from: string): string => `
    select ${no} as county_no, crossing.person, pooled_row.*
    from ${from} as pooled_row
    inner join pool.crossing as crossing
        on crossing.county_no = ${no} and crossing.person_id = pooled_row.person_id`;
  for (const table of pooled) {
    const canonical = `canonical.${quoteName(table)}`;
    await warehouse.run(`
      create table if not exists pool.${quoteName(table)} as ${rows(canonical)} limit 0;
      insert into pool.${quoteName(table)} ${rows(canonical)}`);
  }
  const asked = rules.map(({ rule_id }) => quoteText(rule_id)).join(', ');
  const known = `
    select ${no} as county_no, rule_id, line_id
    from detection.finding_line
    where line_id is not null and rule_id in (${asked})
        and person_id in (select person_id from pool.crossing where county_no = ${no})`;
  await warehouse.run(`
    create table if not exists pool.known_line as ${known} limit 0;
    insert into pool.known_line ${known}`);
}
