import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sealUnder } from '../at-rest/folder-key.ts';
import { isSealed, markSealed } from '../at-rest/marker.ts';
import type { OfficeSeal } from '../at-rest/office-seal.ts';
import { dropLists, listSchema } from './list-schema.ts';
import { versionOf } from './migrate.ts';
import {
  columnsUnder,
  isAllSealed,
  KEPT_OPEN,
  LIST_TABLES,
  sealedTables,
  sealedUnder,
} from './sealed-columns.ts';

/**
 * Seals what is personal in a ledger, under this key, or opens it (null), in one transaction; false where it lies so already. What
 * the chain says stays: its seals are made of what the records say. Afterwards the file is written anew, so that what stood there
 * before is not left in its free pages. Nobody else may have the ledger open.
 */
export function resealLedger(path: string, home: string, wished: OfficeSeal | null): boolean {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false, timeout: 2000 });
  try {
    const under = sealedUnder(db);
    const isKept = under?.key === wished?.keyId && under?.cipher === wished?.cipher;
    if (isKept && (wished === null || isAllSealed(db))) return false;
    const present = under === null ? null : sealUnder(under, home);
    db.exec('begin immediate');
    rewrite(db, present, wished);
    if (present === null) dropLists(db);
    if (wished === null) bringListsBack(db);
    db.exec('commit');
    db.exec('vacuum');
    db.exec('pragma wal_checkpoint(truncate)');
    return true;
  } finally {
    // what was not committed is as if it had never been
    db.close();
  }
}

/** Says of a folder that it is kept sealed where its ledger is: after a ledger was put there. */
export function markAsLedger(path: string): void {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const under = sealedUnder(db);
    if (under !== null && !isSealed(dirname(path))) markSealed(dirname(path), under);
  } finally {
    db.close();
  }
}

function rewrite(db: DatabaseSync, present: OfficeSeal | null, wished: OfficeSeal | null): void {
  const { open } = present === null ? KEPT_OPEN : columnsUnder(present);
  const { close } = wished === null ? KEPT_OPEN : columnsUnder(wished);
  db.function('resealed', { deterministic: true }, (value, bound) => {
    if (value === null) return null;
    const told = bound as string | number | null;
    return close(open(value as string | Uint8Array, told), told);
  });
  const guards = db.prepare("select name, sql from sqlite_schema where type = 'trigger'").all();
  for (const { name } of guards) db.exec(`drop trigger ${String(name)}`);
  for (const [table, columns] of sealedTables(db)) {
    const changes = Object.entries(columns).map(([column, bound]) => `${column} = ${written(column, bound)}`);
    db.exec(`update ${table} set ${changes.join(', ')}`);
  }
  for (const { sql } of guards) db.exec(String(sql));
  const tip = db.prepare("select value from ledger_fact where name = 'tip'").get();
  if (tip !== undefined) {
    const [seq = '0', hash = ''] = String(tip.value).split(' ');
    db.prepare("update ledger_fact set value = ? where name = 'tip'").run(
      `${seq} ${close(open(hash, null), null)}`,
    );
  }
  db.exec("delete from ledger_fact where name = 'at_rest'");
  if (wished !== null)
    db.prepare("insert into ledger_fact values ('at_rest', ?)").run(`${wished.keyId} ${wished.cipher}`);
}

/** The first record follows the birth mark, which lies open. */
function written(column: string, bound: string | null): string {
  const sealed = `resealed(${column}, ${bound ?? 'null'})`;
  return column === 'previous_hash' ? `case seq when 1 then ${column} else ${sealed} end` : sealed;
}

/** Empty, and said to be: the next program that opens the ledger makes them from the journal. */
function bringListsBack(db: DatabaseSync): void {
  const there = db.prepare('select name from sqlite_schema where name = ?').get(LIST_TABLES[0]);
  if (there !== undefined) return;
  for (const sql of listSchema(versionOf(db))) db.exec(sql);
  db.exec("insert into ledger_fact values ('lists_due', 'yes') on conflict (name) do nothing");
}
