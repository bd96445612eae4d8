import { constants, copyFileSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../core/errors.ts';
import { isAlive, processMark } from './process-mark.ts';

/** Runs `work` while holding a lock file; a lock left by a process that died is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  takeLock(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function takeLock(path: string): void {
  // written first and named afterwards: a lock that could be seen before it says whose it is would pass for a dead one's
  const own = `${path}.${process.pid}`;
  try {
    writeHolder(own);
    if (!nameLock(own, path)) throw justStarted();
  } finally {
    rmSync(own, { force: true });
  }
}

/** False when others came in between each time. */
function nameLock(own: string, path: string): boolean {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      giveName(own, path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = holderOf(path);
      if (owner !== null) {
        throw new Refusal(
          'night-already-running',
          `另一次核对正在进行（进程 ${owner}）。请等它结束后再试。`,
          `Another run is under way (process ${owner}). Try again when it has ended.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  return false;
}

/** Fails with EEXIST where the name is taken. Some disks know no links; there a copy is the next best. */
function giveName(own: string, path: string): void {
  try {
    linkSync(own, path);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(own, path, constants.COPYFILE_EXCL);
  }
}

function justStarted(): Refusal {
  return new Refusal(
    'night-already-running',
    '另一次核对刚刚开始。请稍后再试。',
    'Another run has just started. Try again later.',
  );
}

interface Owner {
  pid: number;
  mark: string | null;
}

/** Says in a file that this process holds what the file stands for. */
export function writeHolder(path: string): void {
  writeFileSync(path, `${process.pid}\n${processMark(process.pid) ?? ''}\n`);
}

/** Nobody when the lock has gone meanwhile. A lock says the number of its process, and by what that is known again. */
function ownerOf(path: string): Owner {
  try {
    const [pid = '', mark = ''] = readFileSync(path, 'utf8').split('\n');
    return { pid: Number(pid), mark: mark === '' ? null : mark };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { pid: 0, mark: null };
    throw error;
  }
}

/** Whether a process that lives holds a lock, this one included. */
export function isHeld(path: string): boolean {
  const { pid, mark } = ownerOf(path);
  return isAlive(pid, mark);
}

/** The process that holds a lock and lives; null where nobody does. */
export function holderOf(path: string): number | null {
  const { pid, mark } = ownerOf(path);
  return pid !== process.pid && isAlive(pid, mark) ? pid : null;
}
