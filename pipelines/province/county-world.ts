import { Refusal } from '../../core/errors.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { fillCalendarMonth } from '../rules/calendar.ts';
import { createBaseTables, deriveTables } from '../steps/unify.ts';
import type { PublishedCounty } from './read-counties.ts';

/** Puts what a county published in the place of whatever stood there: `canonical.*` and `parameter.*` as on its own night. */
export async function openCounty(warehouse: Warehouse, county: PublishedCounty): Promise<void> {
  await clearWorld(warehouse);
  await createBaseTables(warehouse);
  await fillCalendarMonth(warehouse.connection);
  for (const { table } of county.manifest.tables) {
    const file = fileOf(county, table);
    if (table.startsWith('parameter.')) await warehouse.run(`create table ${table} as from ${file}`);
    else
      await warehouse.run(
        `insert into ${table} select ${await ownColumns(warehouse, county, table)} from ${file}`,
      );
  }
  await deriveTables(warehouse);
}

export async function clearWorld(warehouse: Warehouse): Promise<void> {
  for (const schema of ['canonical', 'parameter', 'detection'])
    await warehouse.run(`drop schema if exists ${schema} cascade`);
  await warehouse.run('create schema canonical; create schema parameter');
}

/** A published table as a query reads it. */
export function fileOf({ publication, name }: PublishedCounty, table: string): string {
  const path = publication.fileOf(table);
  if (path === null) throw olderVersion(name, table);
  return `read_parquet(${quoteText(path)})`;
}

/** The columns that the table has here; what a later version added is passed over, what an older one lacks is refused. */
async function ownColumns(
  warehouse: Warehouse,
  { manifest, name }: PublishedCounty,
  table: string,
): Promise<string> {
  const own = await warehouse.rows<{ column_name: string }>(`describe ${table}`);
  const there = new Set(
    manifest.tables.find((one) => one.table === table)?.columns.map((column) => column.name),
  );
  const lacking = own.find(({ column_name }) => !there.has(column_name));
  if (lacking !== undefined) throw olderVersion(name, `${table}.${lacking.column_name}`);
  return own.map(({ column_name }) => quoteName(column_name)).join(', ');
}

function olderVersion(county: string, lacking: string): Refusal {
  return new Refusal(
    'publication-older-version',
    `${county}的发布里没有 ${lacking}：该县的程序版本较旧。请让该县升级后重新核对、发布。`,
    `The publication of ${county} lacks ${lacking}: that county runs an older version. Have it upgrade, run a night and publish again.`,
  );
}
