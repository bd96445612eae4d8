import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { holderOf } from './lock.ts';
import { markOf } from './process-mark.ts';

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
  writeFileSync(join(path, HOLDER), `${process.pid}\n${markOf(process.pid) ?? ''}\n`);
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

const isOwn = (holder: string): boolean => readFileSync(holder, 'utf8').startsWith(`${process.pid}\n`);

function isAbandoned(path: string): boolean {
  const holder = join(path, HOLDER);
  try {
    if (existsSync(holder)) return !isOwn(holder) && holderOf(holder) === null;
    return Date.now() - statSync(path).mtimeMs > NEW_FOR;
  } catch {
    // gone meanwhile
    return false;
  }
}
