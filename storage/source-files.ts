import type { Hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

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
    for (const path of paths) digest.update(relative(ROOT, path)).update(readFileSync(path));
  }
}
