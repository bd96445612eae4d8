import { isUtf8 } from 'node:buffer';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../../../core/hash.ts';
import type { Desk } from '../../desk.ts';

/** A file that lies in the inbox and that no night has received yet. */
export interface WaitingFile {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  modified_at: string;
}

/** Files that no office sends: lock files of open workbooks, hidden files, thumbnails. */
const LITTER = /^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

const hashes = new Map<string, { stamp: string; hash: string }>();

/**
 * What the next night will receive, by name. Subfolders are read by the night and left to it, as are the files whose name
 * is no UTF-8.
 */
export function inboxFiles({ settings, workspace }: Desk): WaitingFile[] {
  if (!existsSync(settings.inbox)) return [];
  return readdirSync(settings.inbox, { encoding: 'buffer' })
    .filter(isUtf8)
    .map((name) => name.toString('utf8'))
    .filter((name) => !LITTER.test(name))
    .map((name) => ({ name, path: join(settings.inbox, name) }))
    .filter(({ path }) => lstatSync(path).isFile())
    .map(({ name, path }) => {
      const { size, mtime } = statSync(path);
      return { name, path, bytes: size, hash: hashOf(path), modified_at: mtime.toISOString() };
    })
    .filter(({ hash }) => !isReceived(workspace.received, hash))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function isReceived(received: string, hash: string): boolean {
  return existsSync(join(received, hash, 'receipt.json'));
}

/** Large files lie here for days; they are hashed again only when they change. */
function hashOf(path: string): string {
  const { size, mtimeMs } = statSync(path);
  const stamp = `${size} ${mtimeMs}`;
  const known = hashes.get(path);
  if (known?.stamp === stamp) return known.hash;
  const hash = sha256Hex(readFileSync(path));
  hashes.set(path, { stamp, hash });
  return hash;
}
