import type { DuckDBConnection } from '@duckdb/node-api';
import { Warehouse } from '../../storage/warehouse/database.ts';
import type {
  Answer,
  DerivedTable,
  Engine,
  EngineCell,
  EngineColumn,
  EngineColumnType,
  GivenTable,
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

/** Makes a table with all of its rows; the engine casts their text by itself. */
export async function putTable(warehouse: Warehouse, { name, columns, rows }: GivenTable): Promise<void> {
  await warehouse.run(`create table ${name} (${columns.map((one) => `${one.name} ${one.type}`).join(', ')})`);
  if (rows.length === 0) return;
  const [schema, table = ''] = name.split('.');
  const appender = await warehouse.connection.createAppender(table, schema);
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
export async function readTable(connection: DuckDBConnection, name: string): Promise<GivenTable> {
  const columns = (await columnsOf(connection, name)).map(({ name: column, type }): EngineColumn => {
    const known = TYPES[type];
    if (known === undefined)
      throw new Error(`${name}.${column} is of the type ${type}, which engines do not share`);
    return { name: column, type: known };
  });
  const { rows } = await askDuckdb(connection, `select * from ${name}`);
  return { name, columns, rows };
}

async function columnsOf(
  connection: DuckDBConnection,
  from: string,
): Promise<{ name: string; type: string }[]> {
  const described = await connection.runAndReadAll(`describe select * from ${from}`);
  return described.getRowsJS().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
}
