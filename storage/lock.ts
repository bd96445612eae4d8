import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
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
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(path, 'wx');
      writeSync(handle, `${process.pid}\n`);
      closeSync(handle);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(path, 'utf8'));
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
  throw new Refusal(
    'night-already-running',
    '另一次核对刚刚开始。请稍后再试。',
    'Another run has just started. Try again later.',
  );
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
