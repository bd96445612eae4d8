import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Refusal } from '../../core/errors.ts';

/** Files that no office sends: lock files of open workbooks, hidden files, thumbnails. */
const LITTER = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/** Every file below the inbox, by its path below it, in a stable order. */
export function listInbox(inbox: string): string[] {
  if (!existsSync(inbox)) {
    throw new Refusal(
      'inbox-missing',
      `找不到收件文件夹 ${inbox}。请用 --inbox 指出文件所在的文件夹。`,
      `There is no inbox at ${inbox}. Say with --inbox where the files are.`,
    );
  }
  return readdirSync(inbox, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !LITTER.test(entry.name))
    .map((entry) => relative(inbox, join(entry.parentPath, entry.name)))
    .sort();
}
