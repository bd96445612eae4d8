import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { isAlive } from './process-mark.ts';

let engines = 0;

/**
 * The folder in which one engine may put what does not fit into memory, beside the builds where there are any; the engine makes
 * it when it needs it, and removes it. Each has one of its own: two that share one call their files alike.
 */
export function nextSpill(builds: string | null): string {
  engines += 1;
  const beside = builds !== null && existsSync(builds) ? builds : tmpdir();
  // what lies beside the builds goes with the next night; of the machine's folder nobody else takes care
  if (engines === 1 && beside === tmpdir()) clearSpills(beside);
  return join(beside, `spill-${process.pid}-${threadId}-${engines}`);
}

/** Removes what engines of processes that ended by force left in a folder; another user's is left alone. */
export function clearSpills(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^spill-(\d+)-/.exec(name) ?? [];
    const path = join(folder, name);
    if (pid === undefined || isAlive(Number(pid), null)) continue;
    if (statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.())
      rmSync(path, { recursive: true, force: true });
  }
}
