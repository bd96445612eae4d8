import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../core/errors.ts';
import { backupLedger } from './backup.ts';
import { appendEvents, journalTip } from './journal.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { listMigrations, migrate, versionOf } from './migrate.ts';
import { restoreLedger } from './restore.ts';
import { inTransaction } from './transaction.ts';
import { verifyChain } from './verify-chain.ts';

let folder: string;
let path: string;
let ledger: Ledger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedui-keeping-'));
  path = join(folder, 'ledger.db');
  ledger = openLedger(path);
  write(ledger, 3);
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(to: Ledger, count: number, payload: unknown = {}): void {
  const author = { actor: 'li', on_behalf_of: null, via: 'test', at: '2022-10-10T00:00:00.000Z' };
  for (let n = 0; n < count; n += 1) {
    inTransaction(to, () =>
      appendEvents(to, author, [{ stream: 'case', subject_id: 'C1', type: 'NoteAdded', payload }]),
    );
  }
}

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('nothing was refused');
}

function eventsIn(file: string): number {
  using opened = openLedger(file, { access: 'read' });
  return journalTip(opened).seq;
}

describe('a ledger is opened', () => {
  test('with every commit forced to the disk, in WAL mode', () => {
    expect(ledger.db.prepare('pragma synchronous').get()).toMatchObject({ synchronous: 2 });
    expect(ledger.db.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
  });

  test('not when a newer program wrote it, neither to read nor to write', () => {
    ledger.db.exec('pragma user_version = 99');
    expect(refusalOf(() => openLedger(path))).toBe('ledger-newer');
    expect(refusalOf(() => openLedger(path, { access: 'read' }))).toBe('ledger-newer');
  });

  test('not when it is no database', () => {
    const file = join(folder, 'letter.db');
    writeFileSync(file, '尊敬的领导:'.repeat(500));
    expect(refusalOf(() => openLedger(file))).toBe('ledger-damaged');
  });

  test('not by a reader where there is none, and none is created', () => {
    const file = join(folder, 'none.db');
    expect(refusalOf(() => openLedger(file, { access: 'read' }))).toBe('ledger-missing');
    expect(existsSync(file)).toBe(false);
  });
});

describe('a migration', () => {
  function withOneMore(sql: string): string {
    const more = join(folder, 'migrations');
    cpSync(join(import.meta.dirname, 'migrations'), more, { recursive: true });
    writeFileSync(join(more, `${String(listMigrations().length + 1).padStart(4, '0')}-next.sql`), sql);
    return more;
  }

  test('leaves a copy of the ledger as it was before', () => {
    const next = listMigrations().length + 1;
    migrate(ledger.db, path, 'sha256', {
      folder: withOneMore('create table extra (id integer primary key) strict;'),
    });
    expect(versionOf(ledger.db)).toBe(next);
    const copy = new DatabaseSync(`${path}.before-version-${next}`, { readOnly: true });
    expect(versionOf(copy)).toBe(next - 1);
    expect(copy.prepare('select count(*) as events from event').get()).toMatchObject({ events: 3 });
    copy.close();
  });

  test('that fails half-way changes nothing', () => {
    const broken = withOneMore('create table extra (id integer primary key) strict; create tabel mistake;');
    expect(() => migrate(ledger.db, path, 'sha256', { folder: broken })).toThrow();
    expect(versionOf(ledger.db)).toBe(listMigrations().length);
    expect(ledger.db.prepare(`select 1 from sqlite_master where name = 'extra'`).get()).toBeUndefined();
  });

  test('series with a gap is a fault of our own', () => {
    const more = withOneMore('');
    rmSync(join(more, '0002-casebook.sql'));
    expect(() => listMigrations(more)).toThrow(/out of series/);
  });
});

describe('a backup', () => {
  test('is taken while somebody writes, and holds a whole chain', async () => {
    const target = join(folder, 'b', 'one.db');
    using writer = openLedger(path);
    const running = backupLedger(ledger, target);
    write(writer, 50);
    const copy = await running;
    expect(copy.events).toBeGreaterThanOrEqual(3);
    using opened = openLedger(target, { access: 'read' });
    expect(verifyChain(opened)).toEqual({ checked: copy.events, breaches: [] });
    expect(readdirSync(join(folder, 'b'))).not.toContain('one.db.unfinished');
  });

  test('never overwrites an earlier one', async () => {
    const target = join(folder, 'one.db');
    await backupLedger(ledger, target);
    await expect(backupLedger(ledger, target)).rejects.toMatchObject({ code: 'backup-exists' });
  });
});

describe('a restore', () => {
  const options = { force: false, stamp: 'now' };

  async function backup(): Promise<string> {
    const target = join(folder, 'backup.db');
    await backupLedger(ledger, target);
    return target;
  }

  test('brings a lost ledger back', async () => {
    const source = await backup();
    ledger.close();
    rmSync(path);
    restoreLedger(source, path, options);
    expect(eventsIn(path)).toBe(3);
  });

  test('refuses to replace a ledger with records the backup lacks; with force it keeps that ledger beside', async () => {
    const source = await backup();
    write(ledger, 2);
    ledger.close();
    expect(refusalOf(() => restoreLedger(source, path, options))).toBe('ledger-newer-than-backup');
    expect(eventsIn(path)).toBe(5);
    const { previous } = restoreLedger(source, path, { ...options, force: true });
    expect(eventsIn(path)).toBe(3);
    expect(eventsIn(previous ?? '')).toBe(5);
  });

  test('refuses to replace a ledger that went another way after the backup', async () => {
    const early = await backup();
    const other = join(folder, 'other.db');
    copyFileSync(early, other);
    using branch = openLedger(other);
    write(branch, 5, { another: true });
    write(ledger, 1);
    ledger.close();
    branch.close();
    expect(refusalOf(() => restoreLedger(other, path, options))).toBe('ledger-newer-than-backup');
  });

  test('replaces a ledger that is only the beginning of the backup', async () => {
    const early = await backup();
    write(ledger, 2);
    await backupLedger(ledger, join(folder, 'later.db'));
    ledger.close();
    restoreLedger(early, path, { ...options, force: true });
    restoreLedger(join(folder, 'later.db'), path, { ...options, stamp: 'again' });
    expect(eventsIn(path)).toBe(5);
  });

  test('refuses a backup that was altered', async () => {
    const source = await backup();
    const altered = new DatabaseSync(source);
    altered.exec(`drop trigger event_is_never_changed; update event set actor = 'x' where seq = 2`);
    altered.close();
    expect(refusalOf(() => restoreLedger(source, path, options))).toBe('backup-unsound');
  });

  test('sets a damaged ledger aside as it is', async () => {
    const source = await backup();
    ledger.close();
    for (const tail of ['-wal', '-shm']) rmSync(`${path}${tail}`, { force: true });
    writeFileSync(path, 'x'.repeat(9000));
    const { previous } = restoreLedger(source, path, { ...options, force: true });
    expect(eventsIn(path)).toBe(3);
    expect(existsSync(previous ?? '')).toBe(true);
  });
});

describe('when the ground gives way', () => {
  test('a ledger that may not grow refuses the write, keeps what it has and works again with room', () => {
    const pages = ledger.db.prepare('pragma page_count').get();
    ledger.db.exec(`pragma max_page_count = ${Number(pages?.page_count) + 1}`);
    expect(refusalOf(() => write(ledger, 100, { text: '满'.repeat(3000) }))).toBe('ledger-disk-full');
    const { seq } = journalTip(ledger);
    ledger.db.exec('pragma max_page_count = 100000');
    write(ledger, 1);
    expect(journalTip(ledger).seq).toBe(seq + 1);
    expect(verifyChain(ledger).breaches).toEqual([]);
  });

  test('a full disk loses nothing that was acknowledged', ({ skip }) => {
    const disk = mountSmallDisk();
    if (disk === null) return skip('needs the right to mount a small disk');
    try {
      using small = openLedger(join(disk, 'ledger.db'));
      let acknowledged = 0;
      const code = refusalOf(() => {
        for (;;) {
          write(small, 1, { text: '满'.repeat(5000) });
          acknowledged += 1;
        }
      });
      expect(code).toBe('ledger-disk-full');
      expect(acknowledged).toBeGreaterThan(10);
      expect(journalTip(small).seq).toBe(acknowledged);
      expect(verifyChain(small)).toEqual({ checked: acknowledged, breaches: [] });
    } finally {
      unmount(disk);
    }
  });

  test('a folder that may not be written is said as such', ({ skip }) => {
    // Permissions do not bind root, a read-only disk does.
    const isRoot = process.getuid?.() === 0;
    const place = isRoot ? mountSmallDisk() : mkdtempSync(join(folder, 'locked-'));
    if (place === null) return skip('root without the right to mount a read-only disk');
    try {
      openLedger(join(place, 'ledger.db')).close();
      if (isRoot) spawnSync('mount', ['-o', 'remount,ro', place]);
      else chmodSync(place, 0o555);
      expect(refusalOf(() => openLedger(join(place, 'ledger.db')))).toBe('ledger-not-writable');
      expect(refusalOf(() => openLedger(join(place, 'new.db')))).toBe('ledger-not-writable');
    } finally {
      if (isRoot) unmount(place);
      else chmodSync(place, 0o755);
    }
  });

  test('a read-only ledger is said as such when somebody writes', () => {
    ledger.db.exec('pragma query_only = on');
    expect(refusalOf(() => write(ledger, 1))).toBe('ledger-not-writable');
  });

  test('a writer that waits too long is told that nothing was written', () => {
    using other = openLedger(path, { busyTimeoutMs: 50 });
    ledger.db.exec('begin immediate');
    expect(refusalOf(() => write(other, 1))).toBe('ledger-busy');
    ledger.db.exec('rollback');
    write(other, 1);
    expect(journalTip(ledger).seq).toBe(4);
  });
});

function mountSmallDisk(): string | null {
  if (process.getuid?.() !== 0) return null;
  const place = mkdtempSync(join(tmpdir(), 'hedui-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1536k', 'tmpfs', place]);
  if (mounted.status === 0) return place;
  rmSync(place, { recursive: true });
  return null;
}

function unmount(disk: string): void {
  spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
}
