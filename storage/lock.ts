import { constants, copyFileSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../core/errors.ts';

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
    writeFileSync(own, `${process.pid}\n`);
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
      const owner = ownerOf(path);
      if (isAlive(owner)) {
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

/** Zero when the lock has gone meanwhile. */
function ownerOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
