import type { DuckDBConnection } from '@duckdb/node-api';
import { LINE_TABLES, type RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { columnsIn } from '../../storage/warehouse/columns-in.ts';
import { lessenByKeptBack } from './lessen.ts';

const CONTRACT = [
  'person_id',
  'occurrence_key',
  'month',
  'amount_fen',
  'line_id',
  'counter_id',
  'match_strength',
] as const;

/** Parts of a benefit line, in the order in which they are told; `other` is what a roster's columns leave unexplained. */
export const COMPONENTS = ['basic', 'age_topup', 'long_topup', 'account', 'disability', 'arrears'] as const;

/** Leaves the offending lines of a rule in the temporary table `offending`; says how many. */
export type FindOffending = (connection: DuckDBConnection, rule: RuleDefinition) => Promise<number>;

export interface RuleRun {
  rule_id: string;
  /** Offending lines, before they are gathered. */
  line_count: number;
}

/** Empties the place where rules put their lines. */
export async function prepareDetection(connection: DuckDBConnection): Promise<void> {
  const parts = [...COMPONENTS, 'other'].map((name) => `${name}_fen bigint`).join(', ');
  await connection.run(`
    create schema if not exists detection;
    create or replace table detection.rule_line (
        rule_id varchar not null,
        direction varchar not null,
        line_of varchar not null,
        person_id varchar not null,
        occurrence_key varchar not null,
        month integer,
        amount_fen bigint,
        line_id bigint,
        counter_id bigint,
        -- 1 possible, 2 probable, 3 confirmed: the weaker of the rule's word and the line's own link
        strength_rank integer not null,
        ${parts},
        facts varchar not null
    );
    -- what rules have taken off their claims of money that was kept back and says of no part what it is
    create or replace table detection.kept_back (person_id varchar not null, fen bigint not null);
    -- people of whom a rule says nothing, since a list that may name them could not be read
    create or replace table detection.withheld (rule_id varchar not null, file_no integer not null, people bigint not null)`);
}

/**
 * Runs one rule and keeps its offending lines in `detection.rule_line`, `atMost` of them where it is bounded; of a rule that
 * counts for some months alone, those of other months are left out. A rule that breaks the contract is a fault and throws:
 * a bounded one, which no case has proved yet, also where it finds nothing. Where another engine finds the lines, `find` brings them.
 */
export async function runRule(
  connection: DuckDBConnection,
  rule: RuleDefinition,
  atMost: number | null = null,
  find: FindOffending = (here, { sql }) => findHere(here, boundedSql(sql, atMost)),
): Promise<RuleRun> {
  const all = await find(connection, rule);
  const columns = await columnsIn(connection, 'offending');
  checkContract(rule, columns);
  const takenBack = await lessenByKeptBack(connection, rule, columns);
  const leftOut = rule.counts === undefined ? 0 : await leaveOutMonths(connection, rule.counts);
  const found = all - takenBack - leftOut - (await withholdAbsent(connection, rule));
  if (found === 0 && atMost === null) return { rule_id: rule.rule_id, line_count: 0 };
  const key = LINE_TABLES[rule.line_of];
  const parts = partColumns(rule, columns);
  const names = parts.map(([name]) => `${name}_fen`);
  const inserted = await connection.run(`
    with claimed as (
        select
            '${rule.rule_id}' as rule_id,
            '${rule.direction}' as direction,
            '${rule.line_of}' as line_of,
            offending.person_id,
            ${occurrence(rule)} as occurrence_key,
            offending.month,
            offending.amount_fen,
            offending.line_id,
            offending.counter_id,
            least(${strengthRank('offending')}, ${key === null ? '3' : `case when line.${key} is null then 3 else ${strengthRank('line')} end`}) as strength_rank,
            ${parts.map(([name, sql]) => `${sql} as ${name}_fen`).join(',\n            ')},
            ${factObject(columns)} as facts
        from offending
        ${key === null ? '' : `left join canonical.${rule.line_of} as line on line.${key} = offending.line_id`}
    )
    insert into detection.rule_line by name
    select
        *,
        case when coalesce(${names.join(', ')}) is not null
            then nullif(amount_fen - (${names.map((name) => `coalesce(${name}, 0)`).join(' + ')}), 0)
        end as other_fen
    from claimed`);
  if (inserted.rowsChanged !== found) {
    throw new Error(
      `rule ${rule.rule_id}: ${found} lines became ${inserted.rowsChanged}: ${rule.line_of}.${key} is not unique`,
    );
  }
  return { rule_id: rule.rule_id, line_count: inserted.rowsChanged };
}

/**
 * Whoever is missing from the lists that were read may stand in one that was not: of them the rule says nothing for the months and
 * the township of that list. Returns how many lines that leaves out.
 */
async function withholdAbsent(
  connection: DuckDBConnection,
  { rule_id, absence_of }: RuleDefinition,
): Promise<number> {
  if (absence_of.length === 0) return 0;
  const isMeant = `source in (${absence_of.map((source) => `'${source}'`).join(', ')})`;
  const unread = await connection.runAndReadAll(
    `select 1 from canonical.unread_list where ${isMeant} limit 1`,
  );
  if (unread.currentRowCount === 0) return 0;
  const asked = `
    from offending
    cross join parameter.run as run
    left join canonical.person as person on person.person_id = offending.person_id
    left join canonical.registered_person as registered
        on registered.person_id = case when person.person_id is null then offending.person_id end
    inner join canonical.unread_list as unread
        on unread.${isMeant}
            and coalesce(offending.month, run.as_of_month) between unread.first_month and unread.last_month
            and unread.township in ('', coalesce(person.township, registered.township, unread.township))`;
  await connection.run(`
    insert into detection.withheld
    select '${rule_id}', unread.file_no, count(distinct offending.person_id) ${asked} group by unread.file_no`);
  const { rowsChanged } = await connection.run(
    `delete from offending where rowid in (select offending.rowid ${asked})`,
  );
  return rowsChanged;
}

/**
 * Money of a line of which nobody can tell whether it was paid makes a finding of its own: beside it, what was surely paid stays
 * as sure as it is.
 */
function occurrence(rule: RuleDefinition): string {
  const said = 'cast(offending.occurrence_key as varchar)';
  if (rule.line_of !== 'benefit_payment') return said;
  return `${said} || case when line.is_contested and offending.amount_fen is not null then ' contested' else '' end`;
}

async function findHere(connection: DuckDBConnection, sql: string): Promise<number> {
  const made = await connection.run(`create or replace temp table offending as ${sql}`);
  const [[all]] = (await made.getRowsJS()) as [[bigint]];
  return Number(all);
}

/** The line after the query ends a comment that stands last in it. */
function boundedSql(sql: string, atMost: number | null): string {
  return atMost === null ? sql : `select * from (\n${sql}\n) as offending limit ${atMost}`;
}

async function leaveOutMonths(
  connection: DuckDBConnection,
  { from, to }: NonNullable<RuleDefinition['counts']>,
): Promise<number> {
  const { rowsChanged } = await connection.run(
    `delete from offending where month < ${from ?? 0} or month > ${to ?? 999912}`,
  );
  return rowsChanged;
}

function checkContract(rule: RuleDefinition, columns: readonly string[]): void {
  const missing = CONTRACT.filter((name) => !columns.includes(name));
  const extra = columns.filter(
    (name) =>
      !CONTRACT.includes(name as (typeof CONTRACT)[number]) &&
      !name.startsWith('fact_') &&
      !COMPONENTS.some((component) => name === `part_${component}_fen`),
  );
  if (missing.length > 0 || extra.length > 0) {
    throw new Error(
      `rule ${rule.rule_id} breaks the contract: lacks [${missing.join(', ')}], has also [${extra.join(', ')}]`,
    );
  }
}

/** Where a rule claims only part of a line it says which; a line that is claimed whole has the parts of its roster row. */
function partColumns(rule: RuleDefinition, columns: readonly string[]): [string, string][] {
  if (columns.some((name) => name.startsWith('part_'))) {
    return COMPONENTS.map((name) => [
      name,
      columns.includes(`part_${name}_fen`) ? `offending.part_${name}_fen` : 'cast(null as bigint)',
    ]);
  }
  if (rule.line_of !== 'benefit_payment') return COMPONENTS.map((name) => [name, 'cast(null as bigint)']);
  const whole = 'offending.amount_fen = line.amount_fen';
  return COMPONENTS.map((name) => [
    name,
    name === 'arrears'
      ? `case when ${whole} and line.is_arrears then line.amount_fen end`
      : `case when ${whole} and not line.is_arrears and line.has_components then line.${name}_fen end`,
  ]);
}

function factObject(columns: readonly string[]): string {
  const facts = columns.filter((name) => name.startsWith('fact_'));
  const pairs = facts.map((name) => `'${name.slice('fact_'.length)}', offending.${name}`);
  return `cast(json_object(${pairs.join(', ')}) as varchar)`;
}

/** A rule may not invent a strength: an unknown word stops the run instead of passing as one. */
function strengthRank(table: string): string {
  return `case ${table}.match_strength when 'confirmed' then 3 when 'probable' then 2 when 'possible' then 1
            else error('not a match strength: ' || coalesce(${table}.match_strength, 'null')) end`;
}
