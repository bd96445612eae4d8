import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../core/errors.ts';
import { genesisHash, type HashKind } from './chain-hash.ts';

const FOLDER = join(import.meta.dirname, 'migrations');

interface Migration {
  version: number;
  file: string;
}

/** The migrations of the folder, by the number their names begin with; the series must have no gap. */
export function listMigrations(folder = FOLDER): Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ version: Number(file.slice(0, 4)), file }));
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) throw new Error(`migration out of series: ${migration.file}`);
  });
  return migrations;
}

/** Refuses a ledger that a later Hedui has written: reading it with old eyes could lose what it says. */
export function refuseNewerLedger(db: DatabaseSync, path: string): void {
  const found = versionOf(db);
  const known = listMigrations().length;
  if (found <= known) return;
  throw new Refusal(
    'ledger-newer',
    `台账由更新版本的核对写成（版本 ${found}，本程序只认到 ${known}），请升级程序：${path}`,
    `A newer Hedui wrote this ledger (version ${found}; this program knows ${known}); upgrade the program: ${path}`,
  );
}

/**
 * Brings the ledger to the present version, one transaction per step, and keeps a copy of the file as it
 * was before each step that touches existing records.
 */
export function migrate(
  db: DatabaseSync,
  path: string,
  hashKind: HashKind,
  { folder = FOLDER, until = Number.POSITIVE_INFINITY }: { folder?: string; until?: number } = {},
): void {
  refuseNewerLedger(db, path);
  for (const { version, file } of listMigrations(folder)) {
    if (versionOf(db) >= version || version > until) continue;
    if (hasEvents(db)) copyBefore(db, path, version);
    db.exec('begin immediate');
    try {
      // Another process may have taken this step while we waited for the lock.
      if (versionOf(db) < version) {
        db.exec(readFileSync(join(folder, file), 'utf8'));
        if (version === 1) writeBirthFacts(db, hashKind);
        db.exec(`pragma user_version = ${version}`);
      }
      db.exec('commit');
    } catch (error) {
      if (db.isTransaction) db.exec('rollback');
      throw error;
    }
  }
}

export function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('pragma user_version').get()?.user_version ?? 0);
}

function hasEvents(db: DatabaseSync): boolean {
  if (versionOf(db) === 0) return false;
  return db.prepare('select 1 from event limit 1').get() !== undefined;
}

function copyBefore(db: DatabaseSync, path: string, version: number): void {
  const copy = `${path}.before-version-${version}`;
  if (!existsSync(copy)) db.prepare('vacuum into ?').run(copy);
}

function writeBirthFacts(db: DatabaseSync, hashKind: HashKind): void {
  const ledgerId = randomUUID();
  const insert = db.prepare('insert into ledger_fact (name, value) values (?, ?)');
  insert.run('ledger_id', ledgerId);
  insert.run('genesis_hash', genesisHash(hashKind, ledgerId));
}
