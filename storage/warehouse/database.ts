import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';

import { boundOfMemory, boundsOfEngine, engineBeside, isFilling, isFull } from '../memory.ts';

export { BIGINT, BOOLEAN, INTEGER, VARCHAR };

/** A row as JavaScript reads it back: numbers for integers that fit, strings for dates and decimals. */
export type Row = Record<string, string | number | boolean | null>;

/**
 * No query may reach outside the machine's own files, load an extension, or change these settings. Each connection works in
 * one thread: where statements can run at the same time they are given to several (`lanes.ts`), and threads that share one
 * statement spend a good part of their time waiting for each other, which the engine does without letting go of the core.
 */
const CLOSED: Record<string, string> = {
  threads: '1',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** The number of rows handed to the engine at a time; its own vector size. */
const CHUNK_ROWS = 2048;

/** One open DuckDB database and one connection to it. */
export class Warehouse {
  readonly connection: DuckDBConnection;
  readonly #instance: DuckDBInstance;
  /** Another one has opened the database, and closes it. */
  readonly #isBeside: boolean;
  /** Bytes that the process may take. */
  readonly #bound: number;

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    bound: number,
    isBeside = false,
  ) {
    this.#instance = instance;
    this.connection = connection;
    this.#bound = bound;
    this.#isBeside = isBeside;
  }

  /** Opens a database file for writing; the file is made when it is not there. `:memory:` for none. */
  static async open(path: string, settings: Record<string, string> = {}): Promise<Warehouse> {
    const instance = await DuckDBInstance.create(path, {
      ...CLOSED,
      ...boundsOfEngine(),
      ...settings,
    });
    return new Warehouse(instance, await instance.connect(), boundOfMemory());
  }

  /** Opens a published build; many readers may have it open at once. */
  static async openReadOnly(path: string): Promise<Warehouse> {
    return Warehouse.open(path, { access_mode: 'READ_ONLY' });
  }

  /** The same database by a connection of its own, for what runs at the same time; temporary tables each has for itself. */
  async beside(): Promise<Warehouse> {
    const other = new Warehouse(this.#instance, await this.#instance.connect(), this.#bound, true);
    const here = await this.first<{ path: string }>("select current_setting('search_path') as path");
    await other.run(`set search_path = ${quoteText(here!.path)}`);
    return other;
  }

  /**
   * Where the process holds most of what it may take, the engine gives back what it has set free, and gets no more than the program
   * leaves. False where that is little: nothing more should begin beside what runs.
   */
  async makeRoom(): Promise<boolean> {
    if (!isFilling(this.#bound)) return true;
    // what the engine has set free it keeps for a while, until its limit is set; one that it needs more than stays as it is
    await this.run(`set memory_limit = '${engineBeside(this.#bound)}'`).catch(() => undefined);
    return !isFull(this.#bound);
  }

  /** Runs one or several statements. */
  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<void> {
    await this.connection.run(sql, values);
  }

  /** Runs a query and returns its rows; bigint counts and fen become numbers, dates become YYYY-MM-DD. */
  async rows<T = Row>(sql: string, values?: Record<string, DuckDBValue>): Promise<T[]> {
    const reader = await this.connection.runAndReadAll(sql, values);
    const names = reader.deduplicatedColumnNames();
    return reader.getRows().map((cells) => {
      const row: Row = {};
      names.forEach((name, index) => {
        row[name] = plainValue(cells[index] ?? null);
      });
      return row as T;
    });
  }

  /** The first row of a query that has exactly one, or undefined. */
  async first<T = Row>(sql: string, values?: Record<string, DuckDBValue>): Promise<T | undefined> {
    return (await this.rows<T>(sql, values))[0];
  }

  /** Appends columns of equal length to a table, in chunks; without a schema to a temporary table. */
  async appendColumns(schema: string | null, table: string, writer: ColumnWriter): Promise<void> {
    const appender = await this.connection.createAppender(table, schema);
    for (const columns of writer.chunks()) {
      const chunk = DuckDBDataChunk.create(writer.types, columns[0]?.length ?? 0);
      chunk.setColumns(columns);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  /** Makes a text function of our own callable in SQL: null in gives null out. */
  registerTextFunction(name: string, toText: (value: string) => string | null): void {
    this.connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: [VARCHAR],
        returnType: VARCHAR,
        mainFunction: (_info, input, output) => {
          const values = input.getColumnValues(0);
          for (let row = 0; row < input.rowCount; row += 1) {
            const value = values[row];
            output.setItem(row, typeof value === 'string' ? toText(value) : null);
          }
          output.flush();
        },
      }),
    );
  }

  /** Makes a function of whole numbers of our own callable in SQL: null in gives null out. */
  registerNumberFunction(
    name: string,
    parameters: number,
    toNumber: (...values: number[]) => number | null,
  ): void {
    this.connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: Array.from({ length: parameters }, () => INTEGER),
        returnType: DOUBLE,
        mainFunction: (_info, input, output) => {
          const columns = Array.from({ length: parameters }, (_, index) => input.getColumnValues(index));
          for (let row = 0; row < input.rowCount; row += 1) {
            const values = columns.map((column) => column[row]);
            output.setItem(
              row,
              values.every((value) => typeof value === 'number') ? toNumber(...values) : null,
            );
          }
          output.flush();
        },
      }),
    );
  }

  close(): void {
    this.connection.closeSync();
    if (!this.#isBeside) this.#instance.closeSync();
  }
}

/** Collects values column by column and gives them out in chunks of the engine's size. */
export class ColumnWriter {
  readonly types: DuckDBType[];
  readonly #columns: DuckDBValue[][];

  constructor(types: DuckDBType[]) {
    this.types = types;
    this.#columns = types.map(() => []);
  }

  get rowCount(): number {
    return this.#columns[0]?.length ?? 0;
  }

  add(...values: DuckDBValue[]): void {
    for (let index = 0; index < this.#columns.length; index += 1) {
      this.#columns[index]!.push(values[index] ?? null);
    }
  }

  *chunks(): Generator<DuckDBValue[][]> {
    for (let start = 0; start < this.rowCount; start += CHUNK_ROWS) {
      yield this.#columns.map((column) => column.slice(start, start + CHUNK_ROWS));
    }
  }

  clear(): void {
    for (const column of this.#columns) column.length = 0;
  }
}

function plainValue(value: DuckDBValue): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') {
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < -BigInt(Number.MAX_SAFE_INTEGER))
      return value.toString();
    return Number(value);
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value.toString();
}

/** A text as an SQL literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
