import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ColumnWriter, quoteText, Warehouse } from '../../../storage/warehouse/database.ts';
import { columnsOf, engineType, type LedgerRows, type LedgerTable, sqlType } from './tables.ts';

const MARTS = join(import.meta.dirname, '../../../sql/marts');

/**
 * Builds every mart in a database in memory: the ledger's rows as `ledger.*`, the published build attached as `build`,
 * then each file of `sql/marts` in the order of its name as `mart.<name>`.
 */
export async function buildMarts(rows: LedgerRows, buildPath: string): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    await warehouse.run(`attach ${quoteText(buildPath)} as build (read_only)`);
    await warehouse.run('create schema ledger; create schema mart');
    for (const table of Object.keys(rows) as LedgerTable[]) await loadTable(warehouse, table, rows);
    for (const { name, sql } of martQueries()) await warehouse.run(`create table mart.${name} as ${sql}`);
    return warehouse;
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

export function martQueries(): { name: string; sql: string }[] {
  return readdirSync(MARTS)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      name: file.replace(/^\d+-|\.sql$/g, ''),
      sql: readFileSync(join(MARTS, file), 'utf8'),
    }));
}

async function loadTable(warehouse: Warehouse, table: LedgerTable, rows: LedgerRows): Promise<void> {
  const columns = columnsOf(table);
  const shape = columns.map(({ name, type }) => `${name} ${sqlType(type)}`).join(', ');
  await warehouse.run(`create table ledger.${table} (${shape})`);
  const writer = new ColumnWriter(columns.map(({ type }) => engineType(type)));
  for (const row of rows[table] as Record<string, string | number | boolean | null>[]) {
    writer.add(...columns.map(({ name, type }) => cell(row[name] ?? null, type)));
  }
  await warehouse.appendColumns('ledger', table, writer);
}

function cell(
  value: string | number | boolean | null,
  type: string,
): string | number | boolean | bigint | null {
  return type === 'fen' && typeof value === 'number' ? BigInt(value) : value;
}
