import { Client } from 'pg';
import { Refusal } from '../../core/errors.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import type { Answer, DerivedTable, Engine, EngineCell, GivenTable, TableOfFile } from './engine.ts';
import { Shelf } from './shelf.ts';

const BOOLEAN = 16;

/** So many rows go over with one statement. */
const BATCH = 10_000;

/** PostgreSQL 15 and what follows it (KingbaseES, openGauss, TDSQL-PG). It runs the files as they are. */
export class PostgresEngine implements Engine {
  readonly title = 'PostgreSQL';
  readonly #client: Client;
  readonly #server: string;
  readonly #database: string;
  readonly #shelf = new Shelf();

  private constructor(client: Client, server: string, database: string) {
    this.#client = client;
    this.#server = server;
    this.#database = database;
  }

  /**
   * Works in a database of its own beside the one that `url` names, which is dropped at the end: nothing that stands on
   * the server is read or changed. Throws `Refusal` where it cannot be reached or made.
   */
  static async open(url: string): Promise<PostgresEngine> {
    const database = `hedui_${process.pid}_${Date.now()}`;
    try {
      await onServer(
        url,
        `create database ${database} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
      );
      const address = new URL(url);
      address.pathname = `/${database}`;
      const client = new Client({ connectionString: address.href });
      await client.connect();
      // a night is one run: what it makes need not survive a crash of the server
      await client.query('set synchronous_commit = off; create schema canonical; create schema parameter');
      return new PostgresEngine(client, url, database);
    } catch (error) {
      throw new Refusal(
        'engine-unreachable',
        `连不上 PostgreSQL，或无权在其上建库：${messageOf(error)}。请核对 hedui.yaml 中 engines.postgres.url，并给该用户 createdb 权限。`,
        `PostgreSQL cannot be reached, or no database can be made on it: ${messageOf(error)}. Check engines.postgres.url in hedui.yaml, and give that user the right createdb.`,
      );
    }
  }

  async give(tables: readonly GivenTable[]): Promise<void> {
    const { goes, comes } = this.#shelf.change(tables);
    for (const name of goes) await this.#client.query(`drop table if exists ${name}`);
    for (const table of comes) await this.#put(table);
  }

  async add(table: GivenTable): Promise<void> {
    this.#shelf.put(table);
    await this.#put(table);
  }

  async derive(tables: readonly DerivedTable[]): Promise<void> {
    for (const { name, sql } of tables) {
      await this.#client.query(`create table ${name} as ${sql}`);
      this.#shelf.keep(name);
      await this.#client.query(`analyze ${name}`);
    }
  }

  async #put(table: GivenTable): Promise<void> {
    const { name, columns } = table;
    const list = columns.map((column) => `${column.name} ${column.type}`).join(', ');
    await this.#client.query(`create table ${name} (${list})`);
    const typed = columns.map((column) => `${column.name}::${column.type}`).join(', ');
    const lists = columns.map((_column, place) => `$${place + 1}::text[]`).join(', ');
    const names = columns.map((column) => column.name).join(', ');
    for await (const batch of 'file' in table
      ? columnsOfFile(table)
      : columnsOfRows(table.rows, columns.length))
      await this.#client.query(
        `insert into ${name} select ${typed} from unnest(${lists}) as given(${names})`,
        batch,
      );
    await this.#client.query(`analyze ${name}`);
  }

  async ask(sql: string): Promise<Answer> {
    const { fields, rows } = await this.#client.query({
      text: sql,
      rowMode: 'array',
      types: { getTypeParser: () => (text: string) => text },
    });
    const isBoolean = fields.map(({ dataTypeID }) => dataTypeID === BOOLEAN);
    return {
      columns: fields.map(({ name }) => name),
      rows: (rows as EngineCell[][]).map((row) =>
        row.map((cell, place) => (cell !== null && isBoolean[place] ? String(cell === 't') : cell)),
      ),
    };
  }

  async close(): Promise<void> {
    await this.#client.end();
    await onServer(this.#server, `drop database if exists ${this.#database}`);
  }
}

type Batch = EngineCell[][];

/** Up to so many rows at a time, column by column. */
function* columnsOfRows(rows: readonly (readonly EngineCell[])[], width: number): Generator<Batch> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    yield Array.from({ length: width }, (_none, place) => batch.map((row) => row[place] ?? null));
  }
}

/** The rows of a Parquet file as they are read, a chunk of it at a time. */
async function* columnsOfFile({ columns, file }: TableOfFile): AsyncGenerator<Batch> {
  const reader = await Warehouse.open(':memory:');
  try {
    const cells = columns.map(({ name }) => `cast(${name} as varchar)`).join(', ');
    const rows = await reader.connection.stream(`select ${cells} from read_parquet(${quoteText(file)})`);
    for (
      let chunk = await rows.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await rows.fetchChunk()
    )
      yield chunk.getColumns() as Batch;
  } finally {
    reader.close();
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function messageOf(error: unknown): string {
  // a refused connection to a name with several addresses says nothing itself
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
