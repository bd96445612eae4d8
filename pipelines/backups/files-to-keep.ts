import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Source } from '../../storage/backup/sealed-backup.ts';
import type { Workspace } from '../../storage/workspace.ts';

/** What the next night makes anew, and what is being written: no backup needs it. */
const MADE_ANEW = /^(?:reading-|\.receiving-)|\.part$/;

/** Everything besides the ledger that cannot be made again: what was received, papers, attachments, settings, the office's own rules. */
export function filesToKeep({
  home,
  received,
  documents,
  settings,
  mapping,
  linkModel,
  rules,
  rulesInForce,
}: Workspace): Source[] {
  const single = [settings, mapping, linkModel].filter((path) => existsSync(path));
  return [...single, ...[received, documents, rules, rulesInForce].flatMap(filesBelow)].map((path) => ({
    path,
    place: relative(home, path).split(sep).join('/'),
  }));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !MADE_ANEW.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
}
