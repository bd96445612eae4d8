import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { Refusal } from '../core/errors.ts';
import { unreadable } from './unreadable.ts';

/** What must stay the same from the first byte read to the last. */
export interface FileMark {
  size: number;
  modified: number;
  inode: number;
}

/** Looks at a file before anything of it is read: it exists, is ordinary, has bytes, and is no way out. */
export async function fileMark(
  path: string | Buffer,
  name: string,
  insideOf: string | null,
): Promise<FileMark> {
  try {
    const link = await lstat(path);
    if (link.isSymbolicLink() && (await leadsOutside(path, insideOf ?? dirname(String(path))))) {
      throw unreadable.linkOutside(name);
    }
    const found = await stat(path);
    if (!found.isFile()) throw unreadable.notAFile(name);
    if (found.size === 0) throw unreadable.empty(name);
    return { size: found.size, modified: found.mtimeMs, inode: found.ino };
  } catch (error) {
    throw asRefusal(error, name);
  }
}

/** Refuses a file that was written to since it was marked: half of the old and half of the new is neither. */
export async function assertUnchanged(path: string | Buffer, name: string, mark: FileMark): Promise<void> {
  const now = await stat(path).catch(() => null);
  const isSame =
    now !== null && now.size === mark.size && now.mtimeMs === mark.modified && now.ino === mark.inode;
  if (!isSame) throw unreadable.changed(name);
}

async function leadsOutside(path: string | Buffer, folder: string): Promise<boolean> {
  const from = relative(await realpath(folder), await realpath(path));
  return from === '..' || from.startsWith(`..${sep}`) || isAbsolute(from);
}

function asRefusal(error: unknown, name: string): unknown {
  if (error instanceof Refusal) return error;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ELOOP') return unreadable.missing(name);
  if (code === 'EACCES' || code === 'EPERM') return unreadable.notAllowed(name);
  return error;
}
