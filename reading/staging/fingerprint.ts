import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { digestFolders } from '../../storage/source-files.ts';

/** Everything that decides how a file is read: when any of it changes, files are read again. */
const READING_FOLDERS = ['core', 'reading', 'sql/sources'];

/** A short hash of the code and the definitions that reading depends on, and of the office's own mapping. */
export function readingFingerprint(mappingPath: string): string {
  const digest = createHash('sha256');
  // a source's queries say what its rows mean, not how they are read
  digestFolders(digest, READING_FOLDERS, (path) => !path.endsWith('.sql'));
  if (existsSync(mappingPath)) digest.update(readFileSync(mappingPath));
  return digest.digest('hex').slice(0, 16);
}
