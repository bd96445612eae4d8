import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isHeld, writeHolder } from './lock.ts';

/** Folders in which a copy of the ledger lies open while it is sealed, proved or put back. */
const NAMED = /^\.(?:backup|rehearsal)-/;
/** Where the copies of earlier versions lay open. */
const OPEN_COPY = /^\.ledger-.*\.db(?:-\w+)?$/;
const HOLDER = '.holder';
/** What says not whose it is was left by an earlier version, unless it is quite new. */
const NEW_FOR = 60 * 60_000;

/** A folder of the workspace, for its owner alone, that goes when it is let go, or when the next process looks. */
export function makeScratch(home: string, kind: 'backup' | 'rehearsal'): Disposable & { path: string } {
  mkdirSync(home, { recursive: true });
  const path = mkdtempSync(join(home, `.${kind}-`));
  writeHolder(join(path, HOLDER));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Clears away what processes left that were killed over an open backup; nothing of people stays behind. */
export function clearScratch(home: string): void {
  for (const [folder, named] of [
    [home, NAMED],
    [join(home, 'backups'), OPEN_COPY],
  ] as const) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (named.test(name) && isAbandoned(path)) rmSync(path, { recursive: true, force: true });
    }
  }
}

function isAbandoned(path: string): boolean {
  const holder = join(path, HOLDER);
  try {
    if (existsSync(holder)) return !isHeld(holder);
    return Date.now() - statSync(path).mtimeMs > NEW_FOR;
  } catch {
    // gone meanwhile
    return false;
  }
}
