import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { Refusal } from '../../core/errors.ts';
import { quoteName, quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { engineColumnsOf } from '../engines/duckdb.ts';
import type { TableOfFile } from '../engines/engine.ts';
import type { Manifest } from '../publication/manifest.ts';
import { publishedTables } from '../publication/published-tables.ts';
import type { Publication } from '../publication/read-publication.ts';
import { fillCalendarMonth } from '../rules/calendar.ts';
import { parametersIn } from '../rules/parameters.ts';
import { createBaseTables, deriveTables } from '../steps/unify.ts';
import type { PublishedCounty } from './read-counties.ts';

/** Puts what a county published in the place of whatever stood there: `canonical.*` and `parameter.*` as on its own night. */
export async function openCounty(warehouse: Warehouse, county: PublishedCounty): Promise<void> {
  await emptyWorld(warehouse);
  for (const { table } of county.manifest.tables) await fillFromFile(warehouse, county, table);
  await deriveTables(warehouse);
}

/** The tables of a world in the place of whatever stood there, without a row but for the calendar's. */
export async function emptyWorld(warehouse: Warehouse): Promise<void> {
  await clearWorld(warehouse);
  await createBaseTables(warehouse);
  await fillCalendarMonth(warehouse.connection);
}

/** Puts the rows of a published table where they stand on the county's own night, or those that `which` leaves of them. */
export async function fillFromFile(
  warehouse: Warehouse,
  county: PublishedCounty,
  table: string,
  which = '',
): Promise<void> {
  const file = fileOf(county, table);
  if (table.startsWith('parameter.')) await warehouse.run(`create table ${table} as from ${file}`);
  else {
    const columns = await warehouse.rows<{ column_name: string }>(`describe ${table}`);
    const names = columns.map(({ column_name }) => quoteName(column_name)).join(', ');
    await warehouse.run(`insert into ${table} select ${names} from ${file} ${which}`);
  }
}

/** A published table as another engine takes it. */
export async function tableFileOf(
  warehouse: Warehouse,
  county: PublishedCounty,
  table: string,
): Promise<TableOfFile> {
  const columns = await engineColumnsOf(warehouse.connection, table);
  return { name: table, columns, file: pathOf(county, table) };
}

/** Each world is a database of its own: tables that are dropped in memory do not give all of it back, and forty counties would not fit. */
async function clearWorld(warehouse: Warehouse): Promise<void> {
  const before = await warehouse.first<{ name: string }>('select current_database() as name');
  const [next, last] = before?.name === 'world_a' ? ['world_b', 'world_a'] : ['world_a', 'world_b'];
  await warehouse.run(`attach ':memory:' as ${next}; use ${next}; detach database if exists ${last}`);
  await warehouse.run('create schema canonical; create schema parameter');
}

/** A published table as a query reads it. */
export function fileOf(county: PublishedCounty, table: string): string {
  return `read_parquet(${quoteText(pathOf(county, table))})`;
}

function pathOf({ publication, name }: PublishedCounty, table: string): string {
  const path = publication.fileOf(table);
  if (path === null) throw olderVersion(name, table);
  return path;
}

/** The tables that a publication must hold for these rules to be asked, each with its columns and their types. */
export async function tablesOfRules(
  rules: readonly RuleDefinition[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    await createBaseTables(warehouse);
    const columns = await warehouse.rows<{ name: string; column: string; type: string }>(`
      select table_name as name, column_name as column, data_type as type
      from duckdb_columns() where schema_name = 'canonical'`);
    const byTable = Map.groupBy(columns, ({ name }) => name);
    const typesOf = (name: string): Map<string, string> =>
      new Map(byTable.get(name)?.map(({ column, type }) => [column, type]));
    return new Map([
      ...publishedTables().map((name) => [`canonical.${name}`, typesOf(name)] as const),
      ...rules.flatMap(parametersIn).map((name) => [name, new Map<string, string>()] as const),
    ]);
  } finally {
    warehouse.close();
  }
}

/** A publication as this version reads it: what a later one added is passed over, what an older one lacks is refused. */
export function asReadHere(
  publication: Publication,
  here: Awaited<ReturnType<typeof tablesOfRules>>,
): Publication {
  const { manifest } = publication;
  const told = new Map(manifest.tables.map(({ table, columns }) => [table, columns]));
  for (const [table, columns] of here) {
    if (!told.has(table)) throw olderVersion(manifest.county.name, table);
    for (const [name, type] of columns)
      if (told.get(table)?.every((column) => column.name !== name || column.type !== type))
        throw olderVersion(manifest.county.name, `${table}.${name} ${type}`);
  }
  const isKnown = ({ table }: Manifest['tables'][number]): boolean =>
    table.startsWith('parameter.') || here.has(table);
  return { ...publication, manifest: { ...manifest, tables: manifest.tables.filter(isKnown) } };
}

function olderVersion(county: string, lacking: string): Refusal {
  return new Refusal(
    'publication-older-version',
    `${county}的发布里没有 ${lacking}：该县的程序版本较旧。请让该县升级后重新核对、发布。`,
    `The publication of ${county} lacks ${lacking}: that county runs an older version. Have it upgrade, run a night and publish again.`,
  );
}
