import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { addMonths, type Month, monthOf, monthsBetween } from '../../core/month.ts';
import { columnsIn } from '../../storage/warehouse/columns-in.ts';
import { fillCalendarMonth } from './calendar.ts';

export const CANONICAL_DIR = join(import.meta.dirname, '../../sql/canonical');

type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;

/** The rows that a case gives, by their tables. */
export type GivenRows = Record<string, readonly Row[]>;

/** A case among others: `mark` makes a row of it its own. */
export interface CaseOfMany {
  given: GivenRows;
  mark: (row: Row) => Row;
}

/** What a row of a case means where it does not say; anything else that a table demands must be said. */
const DEFAULTS: Record<string, Row> = {
  account_balance: { state: 'open', is_disputed: false, is_month_end: true },
  account_refund: { is_settled: true },
  disability_allowance: { is_arrears: false, is_settled: true },
  land_loss_identification: { result: 'meets' },
  card_record: { state: 'active', is_outside: false },
  contribution: { kind: 'regular', is_settled: true },
  insured_record: { status: 'insured' },
  public_pay_record: { kind: 'salary' },
  other_grant: { is_local: false, is_settled: true },
  relation_transfer: { direction: 'out', state: 'done' },
  roster_line: { taken_back_fen: 0, is_arrears: false, is_reissue: false, is_made_good: false },
  bank_result: { is_returned: false },
  certification: { channel: 'in-person', is_in_person: true, is_batch: false, is_passed: true },
  death_record: { source_kind: 'police', is_upper_bound: false, is_revoked: false },
  employee_pension_record: { status: 'drawing' },
  entitlement_record: { kind: 'minimum-living' },
  funeral_grant: { is_settled: true },
  identity_use: { source: 'roster', name: '张三', is_roster: true, is_payee: true, name_group: '张三' },
  imprisonment: { penalty: 'fixed-term', is_served: true },
  land_loss_subsidy: { is_settled: true },
  paid_on_behalf: { is_settled: true },
  person: { name: '张三', is_payee: true },
  benefit_payment: { is_settled: true, is_arrears: false, state: 'paid' },
};

const ROW_KEYS = ['record_id', 'line_id', 'row_id'];

/**
 * The canonical tables for the cases of rules, in memory: base tables hold the given rows with defaults put in, derived
 * tables are built by their own SQL unless the case gives them.
 */
export class CaseWarehouse {
  readonly #connection: DuckDBConnection;
  readonly #base: string[];
  readonly #derived: CanonicalSql[];
  readonly #columnNames = new Map<string, readonly string[]>();
  /** What stands in each table: its rows as they were put in, or of a derived table the stamps of what it was made of. */
  readonly #content = new Map<string, string>();
  /** Another number as soon as something else stands in a table. */
  readonly #stamp = new Map<string, number>();
  #nextKey = 1000;

  private constructor(connection: DuckDBConnection, base: string[], derived: CanonicalSql[]) {
    this.#connection = connection;
    this.#base = base;
    this.#derived = derived;
  }

  static async create(connection: DuckDBConnection, canonicalDir: string): Promise<CaseWarehouse> {
    await connection.run('create schema canonical');
    const base = sqlFiles(join(canonicalDir, 'base'));
    for (const file of base) await connection.run(file.sql);
    await fillCalendarMonth(connection);
    const derived = derivedTables(canonicalDir);
    for (const { name, sql } of derived) await connection.run(`create table canonical.${name} as ${sql}`);
    return new CaseWarehouse(
      connection,
      base.map((file) => file.name).filter((name) => name !== 'calendar_month'),
      derived,
    );
  }

  /** Every business table that a rule may read. */
  tableNames(): readonly string[] {
    return ['calendar_month', ...this.#base, ...this.#derived.map(({ name }) => name)];
  }

  /** Puts the rows of one case in place of those before. */
  fill(given: GivenRows, needed: Iterable<string>): Promise<void> {
    return this.fillWithMany([{ given, mark: (row) => row }], needed);
  }

  /**
   * Puts the rows of these cases in place of those before; `needed` are the tables that their rules read. A derived table
   * that what it is made of has not changed is left as it is.
   */
  async fillWithMany(cases: readonly CaseOfMany[], needed: Iterable<string>): Promise<void> {
    const tables = new Map<string, Row[]>();
    for (const { given, mark } of cases) {
      for (const [name, rows] of await this.#completed(given)) {
        tables.set(name, [...(tables.get(name) ?? []), ...rows.map(mark)]);
      }
    }
    for (const name of this.#base) await this.#hold(name, tables.get(name) ?? []);
    const made = this.#derived.filter(({ name }) => !tables.has(name));
    const wanted = withWhatTheyRead(made, needed);
    for (const { name, sql } of this.#derived) {
      const rows = tables.get(name);
      if (rows) await this.#hold(name, rows);
      else if (wanted.has(name)) await this.#derive(name, sql);
    }
  }

  /** The rows of a case with everything in them, by the plain names of their tables. */
  async #completed(given: GivenRows): Promise<Map<string, Row[]>> {
    this.#nextKey = 1000;
    const tables = new Map(
      Object.entries(given).map(([name, rows]) => [name.replace('canonical.', ''), rows]),
    );
    for (const name of tables.keys()) {
      if (!this.#base.includes(name) && !this.#derived.some((table) => table.name === name)) {
        throw new Error(`there is no table canonical.${name}`);
      }
    }
    const people = peopleIn(tables);
    const completed = new Map<string, Row[]>();
    for (const name of [...this.#base, ...this.#derived.map((table) => table.name)]) {
      const own = tables.get(name);
      const rows = [...(own ?? []), ...(name === 'person' ? people : [])];
      if (own === undefined && rows.length === 0) continue;
      const columns = await this.columnsOf(name);
      completed.set(
        name,
        rows.flatMap(overMonths).map((row) => this.#complete(name, columns, row)),
      );
    }
    return completed;
  }

  async #derive(table: string, sql: string): Promise<void> {
    const madeOf = canonicalTablesIn(sql).map((name) => `${name} ${this.#stamp.get(name)}`);
    if (this.#isNew(table, madeOf.join())) {
      await this.#connection.run(`delete from canonical.${table}; insert into canonical.${table} ${sql}`);
    }
  }

  /** Whether something else is to stand in a table than does. */
  #isNew(table: string, content: string): boolean {
    if (this.#content.get(table) === content) return false;
    this.#content.set(table, content);
    this.#stamp.set(table, (this.#stamp.get(table) ?? 0) + 1);
    return true;
  }

  /** Lets a table hold these rows and no others. */
  async #hold(table: string, rows: readonly Row[]): Promise<void> {
    const byColumns = new Map<string, string[]>();
    for (const row of rows) {
      const said = Object.keys(row).join(', ');
      const values = `(${Object.values(row).map(literal).join(', ')})`;
      byColumns.set(said, [...(byColumns.get(said) ?? []), values]);
    }
    const content = [...byColumns]
      .map(([said, values]) => `insert into canonical.${table} (${said}) values ${values.join(', ')}`)
      .join(';\n');
    if (!this.#isNew(table, content)) return;
    await this.#connection.run(`delete from canonical.${table};\n${content}`);
  }

  #complete(table: string, columns: readonly string[], row: Row): Row {
    const unknown = Object.keys(row).filter((name) => !columns.includes(name));
    if (unknown.length > 0) throw new Error(`canonical.${table} has no column ${unknown.join(', ')}`);
    const full: Row = { ...DEFAULTS[table], ...row };
    // somebody without a number may be anybody: a case says so by the number as received, or by null
    if (table === 'person' && full.resident_id === undefined && full.resident_id_raw === undefined)
      full.resident_id = full.person_id!;
    if (columns.includes('match_strength')) full.match_strength ??= 'confirmed';
    for (const name of ROW_KEYS) {
      if (columns.includes(name) && full[name] === undefined) {
        full[name] = this.#nextKey++ * (table === 'benefit_payment' && name === 'line_id' ? 100 : 1);
      }
    }
    for (const name of columns) {
      const on = full[name.replace(/_month$/, '_on')];
      if (name.endsWith('_month') && full[name] === undefined && typeof on === 'string') {
        full[name] = monthOf(on);
      }
    }
    if (table === 'roster_line' || table === 'benefit_payment') {
      const parts = columns.filter((name) =>
        /^(basic|age_topup|long_topup|account|disability|arrears)_fen$/.test(name),
      );
      const total = parts.reduce((sum, name) => sum + Number(full[name] ?? 0), 0);
      full[table === 'roster_line' ? 'total_fen' : 'amount_fen'] ??= total;
      if (table === 'benefit_payment') full.has_components ??= full.basic_fen !== undefined;
    }
    return full;
  }

  /** The columns of a table, by its plain name. */
  async columnsOf(table: string): Promise<readonly string[]> {
    const known = this.#columnNames.get(table);
    if (known !== undefined) return known;
    const columns = await columnsIn(this.#connection, `canonical.${table}`);
    this.#columnNames.set(table, columns);
    return columns;
  }
}

export interface CanonicalSql {
  name: string;
  sql: string;
}

/** The derived tables in the order in which they are made. */
export function derivedTables(canonicalDir: string): CanonicalSql[] {
  return sqlFiles(join(canonicalDir, 'derived')).map(({ name, sql }) => ({
    name: name.replace(/^\d+-/, ''),
    sql,
  }));
}

/** The needed tables and the derived ones that they are made of, whatever the depth. */
export function withWhatTheyRead(derived: readonly CanonicalSql[], needed: Iterable<string>): Set<string> {
  const wanted = new Set(needed);
  for (const { name, sql } of derived.toReversed()) {
    if (wanted.has(name)) for (const used of canonicalTablesIn(sql)) wanted.add(used);
  }
  return wanted;
}

/** Tables `canonical.<name>` that a query reads. */
export function canonicalTablesIn(sql: string): string[] {
  return [...sql.matchAll(/canonical\.(\w+)/g)].flatMap(([, name]) => name ?? []);
}

/** The business tables that a rule reads, the one in which its lines stand, and what may have taken them back already. */
export function tablesOf({
  sql,
  line_of,
  kept_back,
}: Pick<RuleDefinition, 'sql' | 'line_of' | 'kept_back'>): Set<string> {
  const read = canonicalTablesIn(sql);
  if (line_of !== 'record') read.push(line_of);
  if (kept_back.length > 0) read.push('unnamed_deduction');
  return new Set(read);
}

/** Everybody a case speaks of is a person, though the case may not say more of them. */
function peopleIn(tables: ReadonlyMap<string, readonly Row[]>): Row[] {
  const known = new Set(tables.get('person')?.map((row) => row.person_id));
  const ids = [...tables.values()].flat().map((row) => row.person_id);
  return [...new Set(ids)].flatMap((person_id) =>
    typeof person_id === 'string' && !known.has(person_id) ? [{ person_id }] : [],
  );
}

/** `month: 202206..202208` stands for one row in each of these months. */
function overMonths(row: Row): Row[] {
  const span = typeof row.month === 'string' ? /^(\d{6})\.\.(\d{6})$/.exec(row.month) : null;
  if (!span) return [row];
  const [, first, last] = span.map(Number) as [number, Month, Month];
  return Array.from({ length: monthsBetween(first, last) + 1 }, (_, place) => ({
    ...row,
    month: addMonths(first, place),
  }));
}

function sqlFiles(dir: string): { name: string; sql: string }[] {
  return readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), sql: readFileSync(join(dir, file), 'utf8') }));
}

function literal(value: Cell): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
