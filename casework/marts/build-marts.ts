import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { precisionOf } from '../findings/rule-precision.ts';
import { chooseCases } from './choice.ts';
import { fillLines } from './fill-lines.ts';
import { type LedgerRows, type LedgerTable, ledgerColumns, sqlType } from './tables.ts';

const MARTS = join(import.meta.dirname, '../../sql/marts');

export interface MartQuery {
  name: string;
  sql: string;
}

interface MartSource {
  /** A published build, attached as `build`. */
  build?: string;
  /** Every mart, where none are named. */
  queries?: readonly MartQuery[];
  /** Fills tables of the ledger with what no rows were given for. */
  fill?: (warehouse: Warehouse) => Promise<void>;
}

/**
 * Builds marts in a database in memory: the ledger's rows as `ledger.*`, the published build attached as `build`, then each
 * file of `sql/marts` in the order of its name, as the table `mart.<name>` over all cases and as the view `chosen.<name>`
 * over those that were chosen last.
 */
export async function buildMarts(
  rows: LedgerRows,
  { build, queries = martQueries(), fill }: MartSource,
): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    registerShares(warehouse);
    if (build !== undefined) await warehouse.run(`attach ${quoteText(build)} as build (read_only)`);
    await warehouse.run(
      'create schema ledger; create schema mart; create schema chosen; create schema choice',
    );
    for (const table of Object.keys(rows) as LedgerTable[]) {
      const shape = ledgerColumns(table).map(({ name, type }) => `${name} ${sqlType(type)}`);
      await warehouse.run(`create table ledger.${table} (${shape.join(', ')})`);
    }
    await loadRows(warehouse, rows);
    await fill?.(warehouse);
    for (const { name, sql } of queries) {
      await warehouse.run(`create table mart.${name} as ${sql}`);
      await warehouse.run(`create view chosen.${name} as ${sql}`);
      if (name === 'case_summary') await chooseCases(warehouse, {});
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

/** The files of `sql/marts` in order: those of the given names, else all. */
export function martQueries(names?: ReadonlySet<string>): MartQuery[] {
  return readdirSync(MARTS)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.replace(/^\d+-|\.sql$/g, ''), file }))
    .filter(({ name }) => names?.has(name) ?? true)
    .map(({ name, file }) => ({ name, sql: readFileSync(join(MARTS, file), 'utf8') }));
}

/** Builds marts for as long as `use` asks them. */
export async function withMarts<Result>(
  rows: LedgerRows,
  source: MartSource,
  use: (marts: Warehouse) => Promise<Result>,
): Promise<Result> {
  const marts = await buildMarts(rows, source);
  try {
    return await use(marts);
  } finally {
    marts.close();
  }
}

/** Puts rows into the tables of the ledger that stand there by then. */
export async function loadRows(warehouse: Warehouse, rows: Partial<LedgerRows>): Promise<void> {
  for (const table of Object.keys(rows) as LedgerTable[]) {
    const columns = ledgerColumns(table);
    const lines = (rows[table] ?? []).map((row) => {
      const cells = row as Record<string, string | number | boolean | null>;
      return JSON.stringify(columns.map(({ name }) => cells[name] ?? null));
    });
    await fillLines(warehouse, `ledger.${table}`, columns, lines.join('\n'));
  }
}
