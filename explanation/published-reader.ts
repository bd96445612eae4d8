import { existsSync } from 'node:fs';
import { Refusal } from '../core/errors.ts';
import { allReadings } from '../reading/receiving/receipt.ts';
import {
  currentBuild,
  explainDamagedBuild,
  noPublishedBuild,
  warehousePath,
} from '../storage/warehouse/builds.ts';
import { quoteText, type Row, Warehouse } from '../storage/warehouse/database.ts';
import { workspaceAt } from '../storage/workspace.ts';

type Values = Parameters<Warehouse['rows']>[1];

/** Connections per build: a page asks several things at once, and more than the machine's cores helps nobody. */
const CONNECTIONS = 2;

/** One published build, open for as long as somebody reads it. */
export interface PublishedBuild {
  readonly build: number;
  /** Folder of the received files. */
  readonly received: string;
  rows<T = Row>(sql: string, values?: Values): Promise<T[]>;
  first<T = Row>(sql: string, values?: Values): Promise<T | undefined>;
  /** Runs a query on Parquet files below the folder of received files, and on nothing else. */
  receivedRows<T = Row>(sql: string, values?: Values): Promise<T[]>;
  /** What is asked of every case and stays the same within a build is asked once. */
  once<T>(name: string, ask: () => Promise<T>): Promise<T>;
}

export interface PublishedReader {
  readonly home: string;
  /** Lends the build that is published now; it stays open and the same until `work` is done. */
  use<T>(work: (build: PublishedBuild) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Reads the published build for a server that runs for weeks: a night that is published meanwhile is taken up by the
 * next question, and the old build is let go when the last one asked of it is answered.
 */
export function openPublishedReader(home: string): PublishedReader {
  const { builds, received, home: root } = workspaceAt(home);
  let open: OpenBuild | null = null;
  let isClosed = false;
  const takeCurrent = (): OpenBuild => {
    if (isClosed) throw new Error('the reader of published builds is closed');
    const build = currentBuild(builds);
    if (build === null) throw noPublishedBuild();
    if (open?.build !== build) {
      open?.retire();
      open = new OpenBuild(build, warehousePath(builds, build), received);
    }
    return open;
  };
  return {
    home: root,
    async use(work) {
      const lent = takeCurrent();
      lent.borrow();
      try {
        await lent.once('complete', () => assertComplete(lent));
        return await work(lent);
      } catch (error) {
        throw explainDamagedBuild(error, builds, lent.build);
      } finally {
        await lent.giveBack();
      }
    },
    async close() {
      isClosed = true;
      await open?.retire();
      open = null;
    },
  };
}

/** A build that an older version made does not say by which rules, or who sent what: the next night makes one that does. */
async function assertComplete(build: PublishedBuild): Promise<void> {
  const found = await build.first<{ n: number }>(
    `select count(*) as n from duckdb_columns()
     where schema_name in ('result', 'canonical') and (table_name, column_name) in (('rule', 'sql'), ('source', 'sent_by'), ('source_file', 'file_no'),
         ('fund_line', 'flow'))`,
  );
  if (found?.n === 4) return;
  throw new Refusal(
    'no-published-build',
    '现用的核对结果由旧版本生成，请先运行一次 nightly。',
    'The published build was made by an older version. Run nightly once.',
  );
}

class OpenBuild implements PublishedBuild {
  readonly build: number;
  readonly received: string;
  readonly #published: Lane[];
  readonly #files: Lane;
  readonly #kept = new Map<string, Promise<unknown>>();
  #borrowed = 0;
  #isRetired = false;

  constructor(build: number, path: string, received: string) {
    this.build = build;
    this.received = received;
    this.#published = Array.from({ length: CONNECTIONS }, () => new Lane(() => openLocked(path)));
    this.#files = new Lane(() => openForReceived(received));
  }

  rows<T = Row>(sql: string, values?: Values): Promise<T[]> {
    const lane = this.#published.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    return lane.rows<T>(sql, values);
  }

  async first<T = Row>(sql: string, values?: Values): Promise<T | undefined> {
    return (await this.rows<T>(sql, values))[0];
  }

  receivedRows<T = Row>(sql: string, values?: Values): Promise<T[]> {
    return this.#files.rows<T>(sql, values);
  }

  once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(name);
    if (kept) return kept as Promise<T>;
    const asked = ask();
    this.#kept.set(name, asked);
    asked.catch(() => this.#kept.delete(name));
    return asked;
  }

  borrow(): void {
    this.#borrowed += 1;
  }

  async giveBack(): Promise<void> {
    this.#borrowed -= 1;
    await this.#closeWhenIdle();
  }

  async retire(): Promise<void> {
    this.#isRetired = true;
    await this.#closeWhenIdle();
  }

  async #closeWhenIdle(): Promise<void> {
    if (!this.#isRetired || this.#borrowed > 0) return;
    await Promise.all([...this.#published, this.#files].map((lane) => lane.close()));
  }
}

/** One connection, opened when it is first needed; a connection answers one question at a time. */
class Lane {
  waiting = 0;
  readonly #open: () => Promise<Warehouse>;
  #warehouse: Promise<Warehouse> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(open: () => Promise<Warehouse>) {
    this.#open = open;
  }

  async rows<T>(sql: string, values?: Values): Promise<T[]> {
    this.waiting += 1;
    const turn = this.#last.then(async () => {
      this.#warehouse ??= this.#open();
      return (await this.#warehouse).rows<T>(sql, values);
    });
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }

  async close(): Promise<void> {
    await this.#last;
    const warehouse = this.#warehouse;
    this.#warehouse = null;
    // what never opened needs no closing
    (await warehouse?.catch(() => null))?.close();
  }
}

/** A published build that no query can leave: no other file, no extension, no changed setting. */
function openLocked(path: string): Promise<Warehouse> {
  return Warehouse.open(path, {
    access_mode: 'READ_ONLY',
    enable_external_access: 'false',
    lock_configuration: 'true',
  });
}

/** A database of nothing that may read below the folder of received files only. */
async function openForReceived(received: string): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:');
  const readings = allReadings(received);
  if (existsSync(readings)) await warehouse.run(`set allowed_directories = [${quoteText(`${readings}/`)}]`);
  await warehouse.run('set enable_external_access = false; set lock_configuration = true');
  return warehouse;
}
