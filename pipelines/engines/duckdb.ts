import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import type {
  Answer,
  DerivedTable,
  Engine,
  EngineCell,
  EngineColumn,
  EngineColumnType,
  GivenTable,
  TableOfRows,
} from './engine.ts';
import { Shelf } from './shelf.ts';

const TYPES: Readonly<Record<string, EngineColumnType>> = {
  VARCHAR: 'varchar',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  DATE: 'date',
  BOOLEAN: 'boolean',
};

/** DuckDB itself: what the others are compared with. */
export class DuckdbEngine implements Engine {
  readonly title = 'DuckDB';
  readonly #warehouse: Warehouse;
  readonly #shelf = new Shelf();

  private constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  static async open(): Promise<DuckdbEngine> {
    const warehouse = await Warehouse.open(':memory:');
    await warehouse.run('create schema canonical; create schema parameter');
    return new DuckdbEngine(warehouse);
  }

  async give(tables: readonly GivenTable[]): Promise<void> {
    const { goes, comes } = this.#shelf.change(tables);
    for (const name of goes) await this.#warehouse.run(`drop table if exists ${name}`);
    for (const table of comes) await putTable(this.#warehouse, table);
  }

  async add(table: GivenTable): Promise<void> {
    this.#shelf.put(table);
    await putTable(this.#warehouse, table);
  }

  async derive(tables: readonly DerivedTable[]): Promise<void> {
    for (const { name, sql } of tables) {
      await this.#warehouse.run(`create table ${name} as ${sql}`);
      this.#shelf.keep(name);
    }
  }

  ask(sql: string): Promise<Answer> {
    return askDuckdb(this.#warehouse.connection, sql);
  }

  async close(): Promise<void> {
    this.#warehouse.close();
  }
}

/** Makes a table with all of its rows. */
export async function putTable(warehouse: Warehouse, table: GivenTable): Promise<void> {
  const { name, columns } = table;
  await warehouse.run(`create table ${name} (${columns.map((one) => `${one.name} ${one.type}`).join(', ')})`);
  if ('file' in table) {
    const names = columns.map((one) => one.name).join(', ');
    await warehouse.run(`insert into ${name} select ${names} from read_parquet(${quoteText(table.file)})`);
    return;
  }
  const [schema, own = ''] = name.split('.');
  await appendText(warehouse.connection, { schema: schema ?? null, table: own }, table.rows);
}

/** Appends rows to a table; the engine casts their text by itself. Without a schema to a temporary table. */
export async function appendText(
  connection: DuckDBConnection,
  { schema, table }: { schema: string | null; table: string },
  rows: TableOfRows['rows'],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table, schema);
  for (const row of rows) {
    for (const cell of row) {
      if (cell === null) appender.appendNull();
      else appender.appendVarchar(cell);
    }
    appender.endRow();
  }
  appender.closeSync();
}

export async function askDuckdb(connection: DuckDBConnection, sql: string): Promise<Answer> {
  const columns = await columnsOf(connection, `(\n${sql}\n)`);
  const cells = columns.map(({ name }) => `cast("${name}" as varchar)`).join(', ');
  const read = await connection.runAndReadAll(`select ${cells} from (\n${sql}\n) as asked`);
  return { columns: columns.map(({ name }) => name), rows: read.getRowsJS() as EngineCell[][] };
}

/** A table as it stands in a database of DuckDB, to be given to an engine. */
export async function readTable(connection: DuckDBConnection, name: string): Promise<TableOfRows> {
  const columns = await engineColumnsOf(connection, name);
  const { rows } = await askDuckdb(connection, `select * from ${name}`);
  return { name, columns, rows };
}

/** The columns of a table, in the types that engines share. */
export async function engineColumnsOf(connection: DuckDBConnection, table: string): Promise<EngineColumn[]> {
  return (await columnsOf(connection, table)).map(({ name, type }) => {
    const known = TYPES[type];
    if (known === undefined)
      throw new Error(`${table}.${name} is of the type ${type}, which engines do not share`);
    return { name, type: known };
  });
}

async function columnsOf(
  connection: DuckDBConnection,
  from: string,
): Promise<{ name: string; type: string }[]> {
  const described = await connection.runAndReadAll(`describe select * from ${from}`);
  return described.getRowsJS().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
}
