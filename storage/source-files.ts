import { type Hash, hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** The hash of a file with its size, time and place when it was read: what is asked several times a night is read once. */
const known = new Map<string, { stamp: string; hash: string }>();

/** Adds the project's own files below some folders to a hash, each with its name; tests decide nothing and are left out. */
export function digestFolders(
  digest: Hash,
  folders: readonly string[],
  isCounted: (path: string) => boolean = () => true,
): void {
  for (const folder of folders) {
    const paths = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(isCounted)
      .sort();
    for (const path of paths) digest.update(relative(ROOT, path)).update(hashOf(path));
  }
}

function hashOf(path: string): string {
  const { size, mtimeMs, ino } = statSync(path);
  const stamp = `${size} ${mtimeMs} ${ino}`;
  const before = known.get(path);
  if (before?.stamp === stamp) return before.hash;
  const found = hash('sha256', readFileSync(path), 'hex');
  known.set(path, { stamp, hash: found });
  return found;
}
