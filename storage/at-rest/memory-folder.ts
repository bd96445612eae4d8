import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '../../core/errors.ts';

/** Where Linux keeps files that no disk holds; they are gone when the machine goes off. */
const IN_MEMORY = '/dev/shm';

/**
 * The folder in memory of a workspace that is kept sealed: what programs must read as it is, and what can be made again. One for all
 * programs of whoever owns the workspace.
 */
export function memoryFolderOf(home: string): string {
  const root = resolve(home);
  const owner = statSync(root, { throwIfNoEntry: false })?.uid ?? 0;
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(IN_MEMORY, `hedui-${owner}-${name}`);
}

/** Refuses where the machine keeps no files in memory. */
export function refuseWithoutMemory(): void {
  if (existsSync(IN_MEMORY)) return;
  throw new Refusal(
    'at-rest-no-memory',
    `这台机器没有内存盘（${IN_MEMORY}），不能启用落盘加密。请改用加密磁盘，或者换一台 Linux 机器。`,
    `This machine keeps no files in memory (${IN_MEMORY}), which sealing the folder needs. Use an encrypted disk, or a machine with Linux.`,
  );
}

/** Makes the folder where it is not there, and refuses one that somebody else has put in its place. */
export function makeMemoryFolder(home: string): string {
  const path = memoryFolderOf(home);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  const isOwn = found.isDirectory() && (found.mode & 0o077) === 0 && found.uid === statSync(home).uid;
  if (isOwn) return path;
  throw new Refusal(
    'at-rest-memory-foreign',
    `内存盘里的 ${path} 不是本单位的，或者别人也能打开，没有使用。请查明是谁放在那里的，删除后再试。`,
    `${path} in memory is not the office's own, or others can open it; it was not used. Find out who put it there, remove it and try again.`,
  );
}
