import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { describeProof, proveLedger } from '../../casework/reads/proof/prove-ledger.ts';
import { setSecondFactor } from '../../casework/users/second-factor.ts';
import { headFilesOf } from '../../pipelines/head-files.ts';
import { openLedger } from '../../storage/ledger/ledger.ts';
import { closeDemo, copyDemoHome } from '../workbench/stand.ts';

/** What may say anything without anybody being the worse for it, and why. */
const HARMLESS: Readonly<Record<string, string>> = {
  'saved_view.view_id': 'a view that somebody saved is a convenience of theirs and no part of the record',
  'saved_view.user_id': 'the same',
  'saved_view.title': 'the same',
  'saved_view.query': 'the same',
  'saved_view.saved_at': 'the same',
};

type Change = [how: string, sql: string];

/** Ways in which somebody alters one value: to another one, to none, and from none to one. */
function changesOf(db: DatabaseSync, table: string, column: string): Change[] {
  const { type, notnull: isNeeded } = db
    .prepare(
      `select type, "notnull" or pk > 0 as "notnull" from pragma_table_info('${table}') where name = '${column}'`,
    )
    .get() as { type: string; notnull: number };
  const other =
    type === 'INTEGER'
      ? `coalesce(${column}, 0) + 1`
      : type === 'BLOB'
        ? `cast(coalesce(${column}, x'00') || x'01' as blob)`
        : `coalesce(${column}, '') || '1'`;
  const one = (where: string) =>
    `rowid in (select rowid from ${table} where ${where} order by rowid desc limit 1)`;
  const keyed = (where: string) =>
    isKeyed(db, table)
      ? one(where)
      : `${firstKey(db, table)} in (select ${firstKey(db, table)} from ${table} where ${where} limit 1)`;
  const all: [string, string, string][] = [
    ['another value', `${column} is not null`, other],
    ...(isNeeded === 1 ? [] : [['none', `${column} is not null`, 'null'] as [string, string, string]]),
    ...(isNeeded === 1
      ? []
      : [['a value where none was', `${column} is null`, other] as [string, string, string]]),
  ];
  return all
    .filter(([, where]) => db.prepare(`select 1 from ${table} where ${where} limit 1`).get() !== undefined)
    .map(([how, where, value]) => [how, `update ${table} set ${column} = ${value} where ${keyed(where)}`]);
}

function isKeyed(db: DatabaseSync, table: string): boolean {
  const sql = String(db.prepare('select sql from sqlite_schema where name = ?').get(table)?.sql);
  return !/without rowid/i.test(sql);
}

function firstKey(db: DatabaseSync, table: string): string {
  return String(db.prepare(`select name from pragma_table_info('${table}') where pk = 1`).get()?.name);
}

describe('every column of the ledger', () => {
  let home: string;
  let folder: string;
  beforeAll(async () => {
    home = await copyDemoHome({ year: true });
    folder = mkdtempSync(join(tmpdir(), 'hedui-every-column-'));
    const office = openOffice(home);
    using ledger = openOfficeLedger(office);
    const secret = new TextEncoder().encode('12345678901234567890');
    setSecondFactor(ledger, office, { user: 'lina', via: 'test' }, secret, null);
    ledger.db.exec(`insert into saved_view values ('v', 'lina', '我的', '{}', '2023-01-01T00:00:00.000Z')`);
    ledger.db.exec('pragma wal_checkpoint(truncate)');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await closeDemo(undefined, home);
  });

  const prove = (change: string): string[] => {
    const path = join(folder, 'ledger.db');
    copyFileSync(join(home, 'ledger.db'), path);
    const db = new DatabaseSync(path);
    db.exec('pragma foreign_keys = off; pragma ignore_check_constraints = on');
    const guards = db.prepare("select name, sql from sqlite_schema where type = 'trigger'").all();
    for (const { name } of guards) db.exec(`drop trigger ${String(name)}`);
    expect(Number(db.prepare(change).run().changes), change).toBeGreaterThan(0);
    for (const { sql } of guards) db.exec(String(sql));
    db.exec('pragma wal_checkpoint(truncate)');
    db.close();
    try {
      using ledger = openLedger(path, { access: 'read' });
      const proof = proveLedger(ledger, { heads: headFilesOf(home) });
      return proof.is_sound ? [] : describeProof(proof);
    } catch (error) {
      return [`refused: ${(error as Error).message}`];
    }
  };

  it('is proved: one value altered behind the program is found and named, or stands here with why it harms nobody', () => {
    const db = new DatabaseSync(join(home, 'ledger.db'), { readOnly: true });
    const tables = db
      .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
      .all();
    const unseen: string[] = [];
    const empty: string[] = [];
    let tried = 0;
    for (const { name } of tables) {
      const table = String(name);
      const columns = db.prepare(`select name from pragma_table_info('${table}')`).all();
      if (db.prepare(`select 1 from ${table}`).get() === undefined) empty.push(table);
      for (const { name: column } of columns) {
        const place = `${table}.${String(column)}`;
        for (const [how, change] of changesOf(db, table, String(column))) {
          if (place in HARMLESS) continue;
          tried += 1;
          if (prove(change).length === 0) unseen.push(`${place}: ${how}`);
        }
      }
    }
    db.close();
    console.log(`${tried} alterations`);
    expect(unseen).toEqual([]);
    // a table without a row would pass unlooked at
    expect(empty).toEqual([]);
  }, 900_000);
});
