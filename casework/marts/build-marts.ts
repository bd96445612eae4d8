import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ColumnWriter, quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { precisionOf } from '../findings/rule-precision.ts';
import { columnsOf, engineType, type LedgerRows, type LedgerTable, sqlType } from './tables.ts';

const MARTS = join(import.meta.dirname, '../../sql/marts');

/** The one mart that is no table: it narrows anew whenever it is read. */
const NARROWING = 'chosen_case';

/**
 * Builds every mart in a database in memory: the ledger's rows as `ledger.*`, the published build attached as `build`,
 * then each file of `sql/marts` in the order of its name, as the table `mart.<name>` over all cases and as the view
 * `chosen.<name>` over those that `choice.wanted` names.
 */
export async function buildMarts(rows: LedgerRows, buildPath: string): Promise<Warehouse> {
  return build(rows, martQueries(), `attach ${quoteText(buildPath)} as build (read_only)`);
}

/** Builds some marts that ask nothing of a published build, and `case_summary`, which all others are made from. */
export async function buildLedgerMarts(rows: LedgerRows, wanted: readonly string[]): Promise<Warehouse> {
  const names = new Set(['case_summary', NARROWING, ...wanted]);
  return build(
    rows,
    martQueries().filter(({ name }) => names.has(name)),
  );
}

async function build(
  rows: LedgerRows,
  queries: readonly { name: string; sql: string }[],
  attach = '',
): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    registerShares(warehouse);
    if (attach !== '') await warehouse.run(attach);
    await warehouse.run(
      'create schema ledger; create schema mart; create schema chosen; create schema choice',
    );
    await warehouse.run('create table choice.wanted (dimension varchar, value varchar)');
    for (const table of Object.keys(rows) as LedgerTable[]) await loadTable(warehouse, table, rows);
    for (const { name, sql } of queries) {
      if (name !== NARROWING) await warehouse.run(`create table mart.${name} as ${sql}`);
      await warehouse.run(`create view ${name === NARROWING ? 'mart' : 'chosen'}.${name} as ${sql}`);
    }
    return warehouse;
  } catch (error) {
    warehouse.close();
    throw error;
  }
}

/** The one precision of the house, callable in SQL. */
function registerShares(warehouse: Warehouse): void {
  for (const [name, part] of [
    ['share', 'ratio'],
    ['share_low', 'low'],
    ['share_high', 'high'],
  ] as const) {
    warehouse.registerNumberFunction(name, 2, (held, decided) => precisionOf(held ?? 0, decided ?? 0)[part]);
  }
}

function martQueries(): { name: string; sql: string }[] {
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
