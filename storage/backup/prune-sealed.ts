import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { NEEDS_ENDING, piecesIn, SEALED_ENDING } from './sealed-backup.ts';

/** Which sealed backups stay: all of so many days, and of so many months the last one; always the newest few. */
export interface KeepRule {
  days: number;
  months: number;
}

/** Backups that a machine named by itself; what a person named is theirs to throw away. */
const STAMPED = new RegExp(`^ledger-\\d{4}-\\d{2}-\\d{2}T.*\\${SEALED_ENDING}$`);
const DAY = 24 * 60 * 60_000;
const NEWEST = 3;
/** Another backup may be writing: its pieces are there before it is. */
const WRITTEN_FOR = DAY;

export interface Pruned {
  backups: number;
  pieces: number;
}

/** Removes the sealed backups of a folder that the rule does not keep, and then the pieces that none needs any more. */
export function pruneSealed(folder: string, { days, months }: KeepRule, now: string): Pruned {
  const stamped = readdirSync(folder)
    .filter((name) => STAMPED.test(name))
    .sort()
    .reverse();
  const oldest = new Date(Date.parse(now) - days * DAY).toISOString().slice(0, 10);
  const byMonth = Map.groupBy(stamped, (name) => dayOf(name).slice(0, 'YYYY-MM'.length));
  const monthly = new Set([...byMonth.values()].slice(0, months).map(([last]) => last));
  const gone = stamped.filter((name, at) => at >= NEWEST && dayOf(name) < oldest && !monthly.has(name));
  for (const name of gone) {
    rmSync(join(folder, name), { force: true });
    rmSync(join(folder, name + NEEDS_ENDING), { force: true });
  }
  return { backups: gone.length, pieces: prunePieces(folder, Date.parse(now)) };
}

function prunePieces(folder: string, now: number): number {
  const left = readdirSync(folder).filter((name) => name.endsWith(SEALED_ENDING));
  // a backup of before says not what it needs: then every piece may be its own
  if (left.some((name) => !existsSync(join(folder, name + NEEDS_ENDING)))) return 0;
  const needed = new Set(
    left.flatMap((name) => readFileSync(join(folder, name + NEEDS_ENDING), 'utf8').split('\n')),
  );
  const pieces = piecesIn(folder);
  if (!existsSync(pieces)) return 0;
  let pruned = 0;
  for (const name of readdirSync(pieces, { recursive: true, withFileTypes: true })) {
    const path = join(name.parentPath, name.name);
    if (!name.isFile() || needed.has(name.name) || now - statSync(path).mtimeMs < WRITTEN_FOR) continue;
    rmSync(path, { force: true });
    pruned += 1;
  }
  return pruned;
}

const dayOf = (name: string): string => name.slice('ledger-'.length, 'ledger-YYYY-MM-DD'.length);
