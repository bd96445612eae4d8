import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Refusal } from '../../core/errors.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { askDuckdb, putTable } from './duckdb.ts';
import type { Answer, DerivedTable, Engine, GivenTable, TableOfFile } from './engine.ts';
import { Shelf } from './shelf.ts';

const SMALL = 16 * 1024 ** 2;

/** With a smaller heap Spark does not start. */
const LEAST_MEGABYTES = 512;

export interface SparkSettings {
  /** The `spark-sql` of the installation. */
  command: string;
  /** Address of the cluster, such as `spark://master:7077` or `yarn`; `local[2]` works on this machine. */
  master: string;
  /** A folder that this machine and the cluster see under the same path; results and large tables pass through it. */
  folder?: string | undefined;
  /** The heap that a Spark of this machine may take; a cluster has its own bounds. */
  megabytes?: number | undefined;
}

/** Spark 4, through one `spark-sql` that is kept open: its statements go in, its results come back as Parquet. */
export class SparkEngine implements Engine {
  readonly title = 'Spark';
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #folder: string;
  readonly #reader: Warehouse;
  readonly #shelf = new Shelf();
  /** Of the files of tables that were given, in bytes. */
  readonly #sizes = new Map<string, number>();
  #heard = '';
  #complaint = '';
  #number = 0;
  #wake: () => void = () => {};

  private constructor(
    child: ChildProcessByStdio<Writable, Readable, Readable>,
    folder: string,
    reader: Warehouse,
  ) {
    this.#child = child;
    this.#folder = folder;
    this.#reader = reader;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#heard += text;
      this.#wake();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint += text;
    });
    child.on('close', () => this.#wake());
    child.on('error', () => this.#wake());
    child.stdin.on('error', () => {});
  }

  /** Throws `Refusal` where there is no such command or it does not start. */
  static async open({ command, master, folder: shared, megabytes }: SparkSettings): Promise<SparkEngine> {
    const folder = mkdtempSync(join(shared ?? tmpdir(), 'hedui-spark-'));
    const conf = {
      'spark.ui.enabled': 'false',
      'spark.sql.catalogImplementation': 'in-memory',
      'spark.sql.warehouse.dir': join(folder, 'warehouse'),
      'spark.sql.session.timeZone': 'UTC',
      // ${…} in the name of a folder is no variable
      'spark.sql.variable.substitute': 'false',
      // nobody looks at the plans, which it would write out for every question
      'spark.sql.ui.explainMode': 'simple',
      'spark.sql.maxPlanStringLength': '1000',
      ...(master.startsWith('local')
        ? {
            'spark.sql.shuffle.partitions': '2',
            ...(megabytes === undefined
              ? {}
              : { 'spark.driver.memory': `${Math.max(megabytes, LEAST_MEGABYTES)}m` }),
            'spark.driver.bindAddress': '127.0.0.1',
            'spark.driver.host': '127.0.0.1',
          }
        : {}),
    };
    const flags = Object.entries(conf).flatMap(([key, value]) => ['--conf', `${key}=${value}`]);
    const reader = await Warehouse.open(':memory:');
    const child = spawn(command, ['--silent', '--master', master, ...flags], {
      cwd: folder,
      // to a terminal its line reader would start a program or two for every line of a statement; as a service it would
      // take what it is told for ASCII, and names of folders too
      env: { ...process.env, TERM: 'dumb', LC_ALL: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const engine = new SparkEngine(child, folder, reader);
    try {
      await engine.#run('create database canonical');
      await engine.#run('create database parameter');
    } catch (error) {
      await engine.close();
      const said = error instanceof Error ? error.message : String(error);
      throw new Refusal(
        'engine-unreachable',
        `Spark 启动不了（${command}，${master}）：${said}。请核对 hedui.yaml 中的 engines.spark。`,
        `Spark does not start (${command}, ${master}): ${said}. Check engines.spark in hedui.yaml.`,
      );
    }
    return engine;
  }

  async give(tables: readonly GivenTable[]): Promise<void> {
    const { goes, comes } = this.#shelf.change(tables);
    const comings: TableOfFile[] = [];
    for (const table of comes) comings.push(await this.#inFile(table));
    for (const table of comings) this.#sizes.set(table.name, statSync(table.file).size);
    const bytes = tables.reduce((sum, { name }) => sum + (this.#sizes.get(name) ?? 0), 0);
    await this.#run(
      ...settingsFor(bytes),
      ...goes.map((name) => `drop table if exists ${name}`),
      ...comings.map(tableOf),
    );
  }

  async add(table: GivenTable): Promise<void> {
    this.#shelf.put(table);
    await this.#run(tableOf(await this.#inFile(table)));
  }

  async derive(tables: readonly DerivedTable[]): Promise<void> {
    for (const { name, sql } of tables) {
      this.#shelf.keep(name);
      await this.#run(`create table ${name} using parquet as ${withoutComments(inSpark(sql))}`);
    }
  }

  async ask(sql: string): Promise<Answer> {
    this.#number += 1;
    const out = join(this.#folder, `answer-${this.#number}`);
    await this.#run(
      `insert overwrite directory ${quoteSpark(out)} using parquet select * from (\n${withoutComments(inSpark(sql))}\n) as asked`,
    );
    const answer = await askDuckdb(
      this.#reader.connection,
      `select * from read_parquet(${quoteText(`${out}/*.parquet`)})`,
    );
    rmSync(out, { recursive: true, force: true });
    return answer;
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.#child.once('close', done));
    this.#child.stdin.end('exit;\n');
    if (this.#child.pid !== undefined && this.#child.exitCode === null) await ended;
    this.#reader.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #inFile(table: GivenTable): Promise<TableOfFile> {
    if ('file' in table) return table;
    this.#number += 1;
    const file = join(this.#folder, `given-${this.#number}.parquet`);
    await putTable(this.#reader, { ...table, name: 'main.given' });
    await this.#reader.run(`copy main.given to ${quoteText(file)} (format parquet); drop table main.given`);
    return { name: table.name, columns: table.columns, file };
  }

  /** Runs statements one after the other. Throws what Spark says of the first that fails. */
  async #run(...statements: string[]): Promise<void> {
    if (statements.length === 0) return;
    this.#number += 1;
    const mark = `heard-${this.#number}-`;
    this.#complaint = '';
    this.#heard = '';
    this.#child.stdin.write(
      `${statements.map((sql) => `${sql};\n`).join('')}select concat('${mark}', 'all');\n`,
    );
    while (!this.#heard.includes(`${mark}all`)) {
      if (this.#child.exitCode !== null || this.#child.pid === undefined)
        throw new Error(this.#said() || 'spark-sql ended');
      await new Promise<void>((done) => {
        this.#wake = done;
      });
    }
    const said = this.#said();
    if (said !== '') throw new Error(said);
  }

  #said(): string {
    const lines = this.#complaint.split('\n').filter((line) => /^\[[A-Z_.]+\]|Error|Exception/.test(line));
    return lines[0] ?? '';
  }
}

/** What Spark wants written differently: it has no text without a length but `string`. */
export function inSpark(sql: string): string {
  return sql.replace(/\bvarchar\b/g, 'string');
}

/** A text as Spark reads it: a stroke begins an escape. */
function quoteSpark(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*/g, '');
}

/** With its columns told, Spark need not look into the file for every question. */
function tableOf({ name, columns, file }: TableOfFile): string {
  const list = columns.map((column) => `${column.name} ${inSpark(column.type)}`).join(', ');
  return `create table ${name} (${list}) using parquet location ${quoteSpark(file)}`;
}

/** What is small is answered before a program for it were made, planned again or divided. */
const FOR_SMALL = {
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
  'spark.sql.adaptive.enabled': 'false',
  'spark.sql.shuffle.partitions': '1',
};

function settingsFor(bytes: number): string[] {
  return Object.entries(FOR_SMALL).map(([key, value]) =>
    bytes < SMALL ? `set ${key}=${value}` : `reset ${key}`,
  );
}
