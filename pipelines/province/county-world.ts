import { Refusal } from '../../core/errors.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { engineColumnsOf } from '../engines/duckdb.ts';
import type { TableOfFile } from '../engines/engine.ts';
import { fillCalendarMonth } from '../rules/calendar.ts';
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
    const columns = (await ownColumns(warehouse, county, table)).map(quoteName).join(', ');
    await warehouse.run(`insert into ${table} select ${columns} from ${file} ${which}`);
  }
}

/** A published table as another engine takes it. */
export async function tableFileOf(
  warehouse: Warehouse,
  county: PublishedCounty,
  table: string,
): Promise<TableOfFile> {
  if (!table.startsWith('parameter.')) await ownColumns(warehouse, county, table);
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

/** The columns that the table has here; what a later version added is passed over, what an older one lacks is refused. */
async function ownColumns(
  warehouse: Warehouse,
  { manifest, name }: PublishedCounty,
  table: string,
): Promise<string[]> {
  const own = await warehouse.rows<{ column_name: string }>(`describe ${table}`);
  const there = new Set(
    manifest.tables.find((one) => one.table === table)?.columns.map((column) => column.name),
  );
  const lacking = own.find(({ column_name }) => !there.has(column_name));
  if (lacking !== undefined) throw olderVersion(name, `${table}.${lacking.column_name}`);
  return own.map(({ column_name }) => column_name);
}

function olderVersion(county: string, lacking: string): Refusal {
  return new Refusal(
    'publication-older-version',
    `${county}的发布里没有 ${lacking}：该县的程序版本较旧。请让该县升级后重新核对、发布。`,
    `The publication of ${county} lacks ${lacking}: that county runs an older version. Have it upgrade, run a night and publish again.`,
  );
}
