import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { appendText, engineColumnsOf, readTable } from '../engines/duckdb.ts';
import type { Answer, Engine, GivenTable } from '../engines/engine.ts';
import { leaveOffending } from '../engines/found-elsewhere.ts';
import { CANONICAL_DIR, derivedTables, tablesOf, withWhatTheyRead } from '../rules/case-warehouse.ts';
import type { FindOffending } from '../rules/run.ts';
import { deriveTables } from '../steps/unify.ts';
import { askedOf } from './county-rules.ts';
import { emptyWorld, fillFromFile, tableFileOf } from './county-world.ts';
import { SETTLED_BY_COUNTY } from './crossing-pool.ts';
import type { PublishedCounty } from './read-counties.ts';

/**
 * Has another engine derive the tables of a county and ask every rule of it. Here stand only the rows of the people of whom a rule
 * said something or who cross a border, so that what was found can be gathered and pooled as ever. Leaves `canonical.*` and
 * `parameter.*`; what is returned brings the lines that the engine found.
 */
export async function openCountyElsewhere(
  engine: Engine,
  warehouse: Warehouse,
  county: PublishedCounty,
  rules: readonly RuleDefinition[],
): Promise<FindOffending> {
  await emptyWorld(warehouse);
  await deriveTables(warehouse);
  for (const { table } of county.manifest.tables)
    if (table.startsWith('parameter.')) await fillFromFile(warehouse, county, table);
  await giveCounty(engine, warehouse, county, rules);
  const answers = new Map<string, Answer>();
  for (const rule of askedOf(county, rules)) answers.set(rule.rule_id, await engine.ask(rule.sql));
  const concerned = await concernedPeople(warehouse, county, [...answers.values()]);
  await bringRows(engine, warehouse, county, concerned);
  return async (connection, rule) => {
    const answer = answers.get(rule.rule_id);
    if (answer === undefined) throw new Error(`${rule.rule_id} was not asked`);
    return leaveOffending(connection, rule, answer);
  };
}

async function giveCounty(
  engine: Engine,
  warehouse: Warehouse,
  county: PublishedCounty,
  rules: readonly RuleDefinition[],
): Promise<void> {
  const derived = derivedTables(CANONICAL_DIR);
  const needed = withWhatTheyRead(derived, [
    ...rules.flatMap((rule) => [...tablesOf(rule)]),
    ...SETTLED_BY_COUNTY,
  ]);
  const made = derived.filter(({ name }) => needed.has(name));
  const published = new Set(county.manifest.tables.map(({ table }) => table));
  const given: GivenTable[] = [];
  for (const table of published) given.push(await tableFileOf(warehouse, county, table));
  for (const name of needed) {
    const table = `canonical.${name}`;
    // what a county does not publish is made here (the calendar), or empty
    if (!published.has(table) && made.every((one) => one.name !== name))
      given.push(await readTable(warehouse.connection, table));
  }
  await engine.give(given);
  await engine.derive(made.map(({ name, sql }) => ({ name: `canonical.${name}`, sql })));
}

/** Leaves the temporary table `concerned (person_id)` and gives its rows. */
async function concernedPeople(
  warehouse: Warehouse,
  { no }: PublishedCounty,
  answers: readonly Answer[],
): Promise<(string | null)[][]> {
  const named = new Set(
    answers.flatMap(({ columns, rows }) => {
      const place = columns.indexOf('person_id');
      return rows.map((row) => row[place] ?? null);
    }),
  );
  await warehouse.run(`
    create or replace temp table concerned as
    select distinct person_id from pool.crossing where county_no = ${no}`);
  const known = await warehouse.rows<{ person_id: string }>('select person_id from concerned');
  for (const { person_id } of known) named.delete(person_id);
  named.delete(null);
  const beside = [...named].map((person_id) => [person_id]);
  await appendText(warehouse.connection, { schema: null, table: 'concerned' }, beside);
  return [...beside, ...known.map(({ person_id }) => [person_id])];
}

async function bringRows(
  engine: Engine,
  warehouse: Warehouse,
  county: PublishedCounty,
  concerned: (string | null)[][],
): Promise<void> {
  for (const { table, columns } of county.manifest.tables) {
    if (table.startsWith('parameter.')) continue;
    const isOfPeople = columns.some(({ name }) => name === 'person_id');
    await fillFromFile(warehouse, county, table, isOfPeople ? 'where person_id in (from concerned)' : '');
  }
  const name = 'canonical.concerned_person';
  await engine.add({ name, columns: [{ name: 'person_id', type: 'varchar' }], rows: concerned });
  for (const settled of SETTLED_BY_COUNTY) {
    const table = `canonical.${quoteName(settled)}`;
    const columns = await engineColumnsOf(warehouse.connection, table);
    const answer = await engine.ask(
      `select ${columns.map((one) => one.name).join(', ')} from canonical.${settled} where person_id in (select person_id from ${name})`,
    );
    const [kind] = await warehouse.rows<{ kind: string }>(
      `select table_type as kind from information_schema.tables where table_schema = 'canonical' and table_name = ${quoteText(settled)}`,
    );
    await warehouse.run(`drop ${kind?.kind === 'VIEW' ? 'view' : 'table'} ${table}`);
    await warehouse.run(
      `create table ${table} (${columns.map((one) => `${one.name} ${one.type}`).join(', ')})`,
    );
    await appendText(warehouse.connection, { schema: 'canonical', table: settled }, answer.rows);
  }
}
