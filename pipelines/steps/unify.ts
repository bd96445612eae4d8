import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDefinition } from '../../reading/sources/source-definition.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { checkHolderNames } from '../persons/holder-names.ts';
import { proposeIdRepairs } from '../persons/id-repairs.ts';
import { fillCalendarMonth } from '../rules/calendar.ts';
import { tableOf } from './load.ts';

const SQL = join(import.meta.dirname, '../../sql');

/**
 * Consumes `staged.*` and `link.*`; leaves the business tables `canonical.*`. Each source's folder holds one query per
 * canonical table it feeds; the derived tables follow in the order of their numbers.
 */
export async function unify(warehouse: Warehouse, sources: readonly SourceDefinition[]): Promise<void> {
  await createBaseTables(warehouse);
  await fillCalendarMonth(warehouse.connection);
  for (const source of sources) {
    for (const { table, sql } of queriesOf(source.source)) {
      await warehouse.run(`insert into canonical.${quoteName(table)} by name ${sql}`);
    }
  }
  await warehouse.run(readFileSync(join(SQL, 'matching/persons/30-canonical.sql'), 'utf8'));
  await fillCoverage(warehouse, sources);
  await proposeIdRepairs(warehouse);
  await checkHolderNames(warehouse);
  await deriveTables(warehouse);
}

export async function createBaseTables(warehouse: Warehouse): Promise<void> {
  await warehouse.run('create schema if not exists canonical');
  for (const { sql } of sqlFiles(join(SQL, 'canonical/base'))) await warehouse.run(sql);
}

export async function deriveTables(warehouse: Warehouse): Promise<void> {
  for (const { name, sql } of sqlFiles(join(SQL, 'canonical/derived'))) {
    await warehouse.run(`create table canonical.${quoteName(name.replace(/^\d+-/, ''))} as ${sql}`);
  }
}

/** The canonical tables a source feeds, with the query for each. */
export function queriesOf(source: string): { table: string; sql: string }[] {
  return sqlFiles(join(SQL, 'sources', source)).map(({ name, sql }) => ({ table: name, sql }));
}

async function fillCoverage(warehouse: Warehouse, sources: readonly SourceDefinition[]): Promise<void> {
  for (const source of sources) {
    const dated = Object.entries(source.fields).flatMap(([field, { type }]) => {
      if (type === 'month' && !field.startsWith('arrears') && !field.endsWith('_month'))
        return [quoteName(field)];
      return type === 'date' && field !== 'birth' ? [quoteName(`${field}_month`)] : [];
    });
    const months =
      dated.length === 0
        ? 'cast(null as integer)'
        : dated.length === 1
          ? dated[0]
          : `greatest(${dated.join(', ')})`;
    await warehouse.run(`
      insert into canonical.source_coverage
      select ${quoteText(source.source)}, count(*), ${source.is_register}, min(${months}), max(${months})
      from staged_row.${quoteName(tableOf(source.source))}
      having count(*) > 0`);
  }
}

function sqlFiles(folder: string): { name: string; sql: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name: name.slice(0, -'.sql'.length), sql: readFileSync(join(folder, name), 'utf8') }));
}
