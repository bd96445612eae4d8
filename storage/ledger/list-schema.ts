import { DatabaseSync } from 'node:sqlite';
import type { HashKind } from './chain-hash.ts';
import { listMigrations, migrate, versionOf } from './migrate.ts';
import { LIST_TABLES } from './sealed-columns.ts';

/** The texts that make the tables of people and what belongs to them, as a ledger of this version has them. */
export function listSchema(version: number): string[] {
  const db = new DatabaseSync(':memory:');
  try {
    migrate(db, ':memory:', 'sha256', { until: version });
    const places = LIST_TABLES.map(() => '?').join(', ');
    // tables before their indexes, each after those it refers to
    return db
      .prepare(
        `select sql from sqlite_schema where sql is not null and tbl_name in (${places}) order by type = 'index', rowid`,
      )
      .all(...LIST_TABLES)
      .map(({ sql }) => String(sql));
  } finally {
    db.close();
  }
}

/** Makes the empty tables in memory where they are not there, or are those of an earlier version. */
export function prepareLists(db: DatabaseSync): void {
  const version = versionOf(db);
  db.exec('create table if not exists lists.list_state (name text primary key, value text not null) strict');
  if (
    db.prepare("select value from lists.list_state where name = 'version'").get()?.value === String(version)
  )
    return;
  db.exec('begin immediate');
  try {
    db.exec('pragma defer_foreign_keys = on');
    for (const table of LIST_TABLES.toReversed()) db.exec(`drop table if exists lists.${table}`);
    for (const sql of listSchema(version)) db.exec(inLists(sql));
    db.exec('delete from lists.list_state');
    db.prepare("insert into lists.list_state values ('version', ?)").run(String(version));
    db.exec('commit');
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

const inLists = (sql: string): string => sql.replace(/^(create (?:unique )?(?:table|index)) /i, '$1 lists.');

/** Brings a sealed ledger to the present version: what a step changes is there, and empty, while it runs. */
export function migrateSealed(db: DatabaseSync, path: string, hashKind: HashKind): void {
  if (versionOf(db) === listMigrations().length) return;
  db.exec('pragma foreign_keys = off');
  for (const sql of listSchema(versionOf(db))) db.exec(sql);
  migrate(db, path, hashKind);
  dropLists(db);
  db.exec('pragma foreign_keys = on');
}

/** Takes the tables of people out of the ledger's own file. */
export function dropLists(db: DatabaseSync): void {
  for (const table of LIST_TABLES.toReversed()) db.exec(`drop table if exists main.${table}`);
}
