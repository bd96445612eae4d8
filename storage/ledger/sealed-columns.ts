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
} as const;

/** Tables that events make and that hold people: of a sealed ledger they lie in memory, beside it. */
export const LIST_TABLES = [
  'case_state',
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
  close: (text: string, bound: string | number | null) => string;
  /** A text that does not open is given back as it is: what reads it says what is wrong. */
  open: (text: string, bound: string | number | null) => string;
  /** Where its lists of people are: its own, beside it in memory, or nowhere, as in a copy. */
  lists: 'own' | 'beside' | 'none';
}

export const KEPT_OPEN: Keeping = { close: (text) => text, open: (text) => text, lists: 'own' };

/** Lets a connection read and write a sealed ledger as if it lay open. */
export function openSealedColumns(
  db: DatabaseSync,
  path: string,
  under: SealedUnder,
  isReader: boolean,
): Keeping {
  const folder = dirname(resolve(path));
  const home = sealedHomeOf(folder) ?? servedOffice()?.home ?? folder;
  const { close, open } = textsUnder(sealUnder(under, home));
  db.function('opened', { deterministic: true, directOnly: false }, (text, bound) =>
    text === null ? null : open(String(text), bound as string | number | null),
  );
  for (const [table, sealed] of Object.entries(SEALED_COLUMNS)) {
    const columns = db.prepare(`select name from pragma_table_info('${table}', 'main')`).all();
    const told = columns.map(({ name }) => {
      const column = String(name);
      if (!(column in sealed)) return column;
      return `opened(${column}, ${sealed[column as keyof typeof sealed] ?? 'null'}) as ${column}`;
    });
    db.exec(`create temp view ${table} as select ${told.join(', ')} from main.${table}`);
  }
  const isOffice = isSealed(folder) && basename(path) === 'ledger.db';
  return { close, open, lists: isOffice ? attachLists(db, folder, isReader) : 'none' };
}

/** Seals and opens single texts. */
export function textsUnder(seal: OfficeSeal): Pick<Keeping, 'close' | 'open'> {
  return {
    close: (text, bound) =>
      `${MARK}${seal.close(Buffer.from(text), `ledger ${bound ?? ''}`).toString('base64url')}`,
    open: (text, bound) => {
      if (!text.startsWith(MARK)) return text;
      const sealed = Buffer.from(text.slice(MARK.length), 'base64url');
      return seal.open(sealed, `ledger ${bound ?? ''}`)?.toString() ?? text;
    },
  };
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
