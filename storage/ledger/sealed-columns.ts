import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { EXIT, Refusal } from '../../core/errors.ts';
import { sealUnder } from '../at-rest/folder-key.ts';
import { isSealed, type SealedUnder, sealedHomeOf } from '../at-rest/marker.ts';
import { makeMemoryFolder, memoryFolderOf } from '../at-rest/memory-folder.ts';
import type { AtRestCipher, OfficeSeal } from '../at-rest/office-seal.ts';
import { servedOffice } from '../workspace.ts';

/** What a sealed text of the ledger begins with; whatever does not lies open. */
const MARK = 'sealed:';

/** What of the ledger's permanent tables is sealed, and to which column of its row each is bound. */
export const SEALED_COLUMNS = {
  event: { payload: 'seq', hash: null, previous_hash: null },
  command: { digest: 'key' },
  second_factor: { secret: 'user_id' },
} as const;

/** What lies in a column: a text, or bytes, which stay bytes when they are sealed. */
type Kept = string | Uint8Array;

/** Tables that events make and that hold people: of a sealed ledger they lie in memory, beside it. */
export const LIST_TABLES = [
  'case_state',
  'case_day',
  'finding_state',
  'case_queue',
  'queue_label',
  'unconfirmed_receipt',
  'bank_line',
  'batch_state',
  'batch_item',
  'notice_number',
] as const;

/** Under which key a ledger is sealed; null where it lies open. */
export function sealedUnder(db: DatabaseSync): SealedUnder | null {
  const hasFacts = db.prepare("select 1 from main.sqlite_schema where name = 'ledger_fact'").get();
  if (hasFacts === undefined) return null;
  const row = db.prepare("select value from main.ledger_fact where name = 'at_rest'").get();
  if (row === undefined) return null;
  const [key = '', cipher] = String(row.value).split(' ');
  return { key, cipher: cipher as AtRestCipher };
}

/** How a ledger keeps what is personal. */
export interface Keeping {
  close: <Value extends Kept>(value: Value, bound: string | number | null) => Value;
  /** What does not open is given back as it is: what reads it says what is wrong. */
  open: <Value extends Kept>(value: Value, bound: string | number | null) => Value;
  /** Where its lists of people are: its own, beside it in memory, or nowhere, as in a copy. */
  lists: 'own' | 'beside' | 'none';
}

export const KEPT_OPEN: Keeping = { close: (value) => value, open: (value) => value, lists: 'own' };

/** Lets a connection read and write a sealed ledger as if it lay open. */
export function openSealedColumns(
  db: DatabaseSync,
  path: string,
  under: SealedUnder,
  isReader: boolean,
): Keeping {
  const folder = dirname(resolve(path));
  const home = sealedHomeOf(folder) ?? servedOffice()?.home ?? folder;
  const { close, open } = columnsUnder(sealUnder(under, home));
  db.function('opened', { deterministic: true, directOnly: false }, (value, bound) =>
    value === null ? null : open(value as Kept, bound as string | number | null),
  );
  for (const [table, sealed] of sealedTables(db)) {
    const columns = db.prepare(`select name from pragma_table_info('${table}', 'main')`).all();
    const told = columns.map(({ name }) => {
      const column = String(name);
      if (!(column in sealed)) return column;
      return `opened(${column}, ${sealed[column] ?? 'null'}) as ${column}`;
    });
    db.exec(`create temp view ${table} as select ${told.join(', ')} from main.${table}`);
  }
  const isOffice = isSealed(folder) && basename(path) === 'ledger.db';
  return { close, open, lists: isOffice ? attachLists(db, folder, isReader) : 'none' };
}

/** Seals and opens what lies in single columns. */
export function columnsUnder(seal: OfficeSeal): Pick<Keeping, 'close' | 'open'> {
  const written = (value: Kept): string =>
    typeof value === 'string' ? value : Buffer.from(value).toString('latin1');
  const like = <Value extends Kept>(value: Value, bytes: Buffer): Value =>
    (typeof value === 'string' ? bytes.toString() : new Uint8Array(bytes)) as Value;
  return {
    close: (value, bound) => {
      const sealed = seal.close(Buffer.from(value), `ledger ${bound ?? ''}`).toString('base64url');
      return like(value, Buffer.from(`${MARK}${sealed}`));
    },
    open: (value, bound) => {
      const text = written(value);
      if (!text.startsWith(MARK)) return value;
      const opened = seal.open(Buffer.from(text.slice(MARK.length), 'base64url'), `ledger ${bound ?? ''}`);
      return opened === null ? value : like(value, opened);
    },
  };
}

/** Of these the tables that a ledger has: one of an earlier version may lack some. */
export function sealedTables(db: DatabaseSync): [string, Readonly<Record<string, string | null>>][] {
  const there = db.prepare("select 1 from main.sqlite_schema where type = 'table' and name = ?");
  return Object.entries(SEALED_COLUMNS).filter(([table]) => there.get(table) !== undefined);
}

/** Whether everything lies sealed that is to: a version before may have left a column as it was. */
export function isAllSealed(db: DatabaseSync): boolean {
  return sealedTables(db).every(([table, sealed]) =>
    Object.keys(sealed).every((column) => {
      // the first record follows the birth mark, which lies open
      const where = column === 'previous_hash' ? 'seq > 1 and' : '';
      const text = `cast(substr(${column}, 1, ${MARK.length}) as text)`;
      const open = `select 1 from main.${table} where ${where} ${column} is not null and ${text} <> ? limit 1`;
      return db.prepare(open).get(MARK) === undefined;
    }),
  );
}

/** That a record does not open: it was altered, for the key is the right one. */
export function refuseUnopened(payload: string, seq: unknown): void {
  if (!payload.startsWith(MARK)) return;
  throw new Refusal(
    'journal-altered',
    `台账第 ${String(seq)} 条记录被改动过，解不开。请勿改动任何文件，运行 audit verify 查看，再从备份恢复（restore）。`,
    `Record ${String(seq)} of the journal was altered and does not open. Change no file, run audit verify, and bring back a backup (restore).`,
    EXIT.checkFailed,
  );
}

export function listsPath(home: string): string {
  return join(memoryFolderOf(home), 'lists.db');
}

function attachLists(db: DatabaseSync, home: string, isReader: boolean): 'beside' | 'none' {
  const path = listsPath(home);
  if (!existsSync(path)) {
    if (isReader) return 'none';
    makeMemoryFolder(home);
    mkdirSync(dirname(path), { recursive: true });
  }
  db.prepare('attach ? as lists').run(path);
  if (isReader) return 'beside';
  db.exec('pragma lists.journal_mode = wal');
  // what a power cut takes is made again
  db.exec('pragma lists.synchronous = off');
  return 'beside';
}
