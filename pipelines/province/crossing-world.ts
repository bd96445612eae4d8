import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import { quoteName, type Warehouse } from '../../storage/warehouse/database.ts';
import { readTable } from '../engines/duckdb.ts';
import type { Engine } from '../engines/engine.ts';
import { foundBy } from '../engines/found-elsewhere.ts';
import { tablesOf, withWhatTheyRead } from '../rules/case-warehouse.ts';
import { gatherFindings } from '../rules/gather.ts';
import { createParameterTables, type Parameter, parametersIn } from '../rules/parameters.ts';
import { prepareDetection, runRule } from '../rules/run.ts';
import { emptyWorld } from './county-world.ts';
import { type CrossingTables, SETTLED_BY_COUNTY } from './crossing-pool.ts';
import type { PublishedCounty } from './read-counties.ts';

/** Rows of several counties stand side by side: their numbers are a county's own, with its number before them. */
const ROW_STEP = 100_000_000_000_000;
/** A payment's number is its row's times a hundred. */
const LINE_STEP = ROW_STEP * 100;
const DELIVERY_STEP = 10_000;
/** So many counties, and files in each, keep their numbers apart. */
export const MOST_COUNTIES = 900;

/** The county of a row, by its number in such a world: too large a one for a number of JavaScript. */
export const countyOfRow = (id: string): number => Number(BigInt(id) / BigInt(ROW_STEP));

/** The county of a line that a rule names, and its number there. */
export function ofLineSql({ line_of }: Pick<RuleDefinition, 'line_of'>, column: string) {
  const step = line_of === 'benefit_payment' ? LINE_STEP : ROW_STEP;
  return { county: `${column} // ${step}`, line: `${column} % ${step}` };
}

export interface AskedOverCounties {
  county: PublishedCounty;
  rules: readonly RuleDefinition[];
  tables: CrossingTables;
  parameters: ReadonlyMap<string, Parameter>;
  asOf: string;
  /** Every list that any county has received. */
  arrived: ReadonlySet<string>;
  /** Where the rules are asked; null for here. */
  engine: Engine | null;
}

/**
 * Puts into `canonical.*` the rows of all counties about whoever crosses from this one, each person once, and asks the rules anew:
 * what this county would have found, had it had the others' lists. Leaves `detection.*`.
 */
export async function askOverCounties(warehouse: Warehouse, asked: AskedOverCounties): Promise<void> {
  const { county, rules, tables, parameters, asOf, arrived, engine } = asked;
  await emptyWorld(warehouse);
  await warehouse.run(`
    create or replace temp table of_county as
    select person from pool.beside where county_no = ${county.no};
    insert into canonical.person by name
    select crossing.person as person_id, told.resident_id, told.resident_id_raw, told.name, told.township, told.is_payee,
        case when told.resident_id ~ '^[0-9]{17}' then try_cast(
            substr(told.resident_id, 7, 4) || '-' || substr(told.resident_id, 11, 2) || '-' || substr(told.resident_id, 13, 2)
            as date) end as born_on
    from pool.told
    inner join pool.crossing using (county_no, person_id)
    semi join of_county on of_county.person = crossing.person
    qualify row_number() over (
        partition by crossing.person order by told.county_no <> ${county.no}, told.county_no, told.person_id) = 1`);
  for (const table of tables.pooled) await fillTable(warehouse, table, county);
  for (const { name, sql } of tables.derived)
    await warehouse.run(`create table canonical.${quoteName(name)} as ${sql}`);
  await createParameterTables(warehouse.connection, parameters, { asOf });
  await prepareDetection(warehouse.connection);
  const willAsk = rules.filter((rule) => missingNeeds(rule, arrived).length === 0);
  for (const rule of willAsk) await admitOfCounties(warehouse, rule);
  if (engine !== null) await giveWorld(engine, warehouse, willAsk, tables);
  const find = engine === null ? undefined : foundBy(engine);
  for (const rule of willAsk) await runRule(warehouse.connection, rule, null, find);
  await gatherFindings(warehouse.connection, rules);
}

/** Puts the world that stands here into another engine, which derives by itself what is derived. */
async function giveWorld(
  engine: Engine,
  { connection }: Warehouse,
  rules: readonly RuleDefinition[],
  { derived }: CrossingTables,
): Promise<void> {
  const read = withWhatTheyRead(
    derived,
    rules.flatMap((rule) => [...tablesOf(rule)]),
  );
  const made = derived.filter(({ name }) => read.has(name));
  const plain = [...read].filter((name) => made.every((one) => one.name !== name));
  const given = [];
  for (const table of [...plain.map((name) => `canonical.${name}`), ...new Set(rules.flatMap(parametersIn))])
    given.push(await readTable(connection, table));
  await engine.give(given);
  await engine.derive(made.map(({ name, sql }) => ({ name: `canonical.${name}`, sql })));
}

/** Lists of parameters of which every county's entries count, such as the accounts of institutions. */
async function admitOfCounties(warehouse: Warehouse, { over_counties }: RuleDefinition): Promise<void> {
  for (const name of over_counties?.calmed_by ?? [])
    await warehouse.run(`insert into parameter.${name} select distinct * from pool.parameter_${name}`);
}

async function fillTable(warehouse: Warehouse, table: string, { no }: PublishedCounty): Promise<void> {
  const columns = await warehouse.rows<{ column_name: string }>(`describe pool.${quoteName(table)}`);
  const filled = columns
    .filter(({ column_name }) => !['county_no', 'person_id'].includes(column_name))
    .map(({ column_name: name }) => columnSql(table, name, no));
  const from = `
    select ${filled.join(', ')}
    from pool.${quoteName(table)} as pooled_row
    inner join pool.county as county using (county_no)
    semi join of_county on of_county.person = pooled_row.person
    where ${conditionOf(table, no)}`;
  // what the county derived has no table of its own to be filled
  if (SETTLED_BY_COUNTY.has(table))
    await warehouse.run(`create table canonical.${quoteName(table)} as ${from}`);
  else await warehouse.run(`insert into canonical.${quoteName(table)} by name ${from}`);
}

function columnSql(table: string, name: string, own: number): string {
  const column = `pooled_row.${quoteName(name)}`;
  const numbered = (step: number): string =>
    `${column} + pooled_row.county_no::bigint * ${step} as ${quoteName(name)}`;
  if (name === 'person') return 'pooled_row.person as person_id';
  if (name === 'line_id') return numbered(SETTLED_BY_COUNTY.has(table) ? LINE_STEP : ROW_STEP);
  if (name === 'row_id' || name === 'record_id') return numbered(ROW_STEP);
  if (name === 'delivery_no')
    return `(${column} + pooled_row.county_no * ${DELIVERY_STEP})::integer as delivery_no`;
  if (name === 'household_no') return `pooled_row.county_no || ' ' || ${column} as household_no`;
  if (name === 'place') return 'county.place';
  // whom another county took over has left this one
  if (table === 'relation_transfer' && name === 'direction')
    return `case when pooled_row.county_no = ${own} then ${column} else 'out' end as direction`;
  return column;
}

/** Another county's copy of a roster is no payment of its own; a taking-over counts here where it says so, or does not say from where. */
function conditionOf(table: string, own: number): string {
  if (table === 'roster_line' || table === 'benefit_payment')
    return 'pooled_row.place is null or pooled_row.place = county.place';
  if (table === 'relation_transfer')
    return `pooled_row.county_no = ${own} or (
        pooled_row.direction = 'in' and (
            pooled_row.from_place is null
            or position((select place from pool.county where county_no = ${own}) in pooled_row.from_place) > 0))`;
  return 'true';
}
