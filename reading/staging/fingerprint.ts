import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { digestFolders } from '../../storage/source-files.ts';

/** Everything that decides how a file is read: when any of it changes, files are read again. */
const READING_FOLDERS = ['core', 'reading', 'sql/sources', 'sql/neighbours'];

/** A short hash of the code and the definitions that reading depends on, and of the office's own mapping. */
export function readingFingerprint(mappingPath: string): string {
  const digest = createHash('sha256');
  // queries and vocabularies say what rows and words mean, not how they are read
  digestFolders(
    digest,
    READING_FOLDERS,
    (path) =>
      !/\.sql$|\/sql\/sources\/[^/]+\/vocabulary\.yaml$|\/reading\/(vocabularies|deliveries)\//.test(path),
  );
  if (existsSync(mappingPath)) digest.update(readFileSync(mappingPath));
  return digest.digest('hex').slice(0, 16);
}
