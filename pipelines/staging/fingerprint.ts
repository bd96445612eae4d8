import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Everything that decides how a file is read: when any of it changes, files are read again. */
const READING_FOLDERS = ['core', 'pipelines/reading', 'pipelines/staging', 'sql/sources'];

/** A short hash of the code and the definitions that reading depends on, and of the office's own mapping. */
export function readingFingerprint(mappingPath: string): string {
  const digest = createHash('sha256');
  for (const folder of READING_FOLDERS) {
    for (const path of filesBelow(join(ROOT, folder))) {
      digest.update(relative(ROOT, path)).update(readFileSync(path));
    }
  }
  if (existsSync(mappingPath)) digest.update(readFileSync(mappingPath));
  return digest.digest('hex').slice(0, 16);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .filter((entry) => !(entry.name.endsWith('.sql') && entry.parentPath.includes('sources')))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
