import { existsSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Refusal } from '../../core/errors.ts';
import { type HashKind, hashKindOf } from './chain-hash.ts';
import { explainLedgerFault } from './faults.ts';
import { migrateSealed, prepareLists } from './list-schema.ts';
import { migrate, refuseNewerLedger } from './migrate.ts';
import { KEPT_OPEN, type Keeping, openSealedColumns, sealedUnder } from './sealed-columns.ts';

export interface OpenOptions {
  /** Readers never create, migrate or lock anything. */
  access?: 'write' | 'read';
  /** How records are sealed from now on; an existing ledger keeps its own way when this is left out. */
  hashKind?: HashKind | undefined;
  /** How long a writer waits for the others before it gives up. */
  busyTimeoutMs?: number;
}

/** An open ledger: the connection, its prepared statements and how new records are sealed. */
export class Ledger {
  readonly path: string;
  readonly db: DatabaseSync;
  readonly hashKind: HashKind;
  /** How long a writer waits for its turn. */
  readonly busyTimeoutMs: number;
  /** By what the file under the path is known again; null where it has none. */
  readonly file: string | null;
  /** How it keeps what is personal. */
  readonly keeping: Keeping;
  readonly #statements = new Map<string, StatementSync>();

  constructor(
    path: string,
    db: DatabaseSync,
    { hashKind, busyTimeoutMs, keeping }: Pick<Ledger, 'hashKind' | 'busyTimeoutMs' | 'keeping'>,
  ) {
    this.path = path;
    this.db = db;
    this.hashKind = hashKind;
    this.busyTimeoutMs = busyTimeoutMs;
    this.keeping = keeping;
    this.file = fileAt(path);
  }

  /** Prepares each text once per connection. */
  statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  close(): void {
    this.#statements.clear();
    if (this.db.isOpen) this.db.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Device and number of the file that bears a name now; null where none does. */
export function fileAt(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? null : `${found.dev} ${found.ino}`;
}

/** Opens the permanent record of an office; a writer creates it and brings it to the present version. */
export function openLedger(path: string, options: OpenOptions = {}): Ledger {
  const isReader = options.access === 'read';
  if (isReader && !existsSync(path)) {
    throw new Refusal(
      'ledger-missing',
      `还没有台账：${path}。请先运行 hedui nightly 或 hedui user add。`,
      `There is no ledger yet: ${path}. Run hedui nightly or hedui user add first.`,
    );
  }
  const timeout = options.busyTimeoutMs ?? 30_000;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: isReader, timeout });
    // SQLite's own two megabytes hold not even one index of a county's cases.
    db.exec('pragma cache_size = -65536');
    if (isReader) {
      refuseNewerLedger(db, path);
    } else {
      // The journal mode survives in the file; the others belong to this connection.
      db.exec('pragma journal_mode = wal');
      db.exec('pragma synchronous = full');
      // A decision touches a dozen pages; folding the log in less often leaves the disk to the commits.
      db.exec('pragma wal_autocheckpoint = 4000');
      db.exec('pragma foreign_keys = on');
      const migrateIt = sealedUnder(db) === null ? migrate : migrateSealed;
      migrateIt(db, path, options.hashKind ?? 'sha256');
    }
    const under = sealedUnder(db);
    const keeping = under === null ? KEPT_OPEN : openSealedColumns(db, path, under, isReader);
    if (keeping.lists === 'beside' && !isReader) prepareLists(db);
    return new Ledger(path, db, {
      hashKind: options.hashKind ?? storedHashKind(db),
      busyTimeoutMs: timeout,
      keeping,
    });
  } catch (error) {
    if (db?.isOpen) db.close();
    throw explainLedgerFault(error, path);
  }
}

function storedHashKind(db: DatabaseSync): HashKind {
  const last = db.prepare('select hash from event order by seq desc limit 1').get();
  const genesis = db.prepare(`select value as hash from ledger_fact where name = 'genesis_hash'`).get();
  return hashKindOf(String((last ?? genesis)?.hash)) ?? 'sha256';
}
