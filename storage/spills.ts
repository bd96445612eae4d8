import { existsSync, readdirSync, rmSync } from 'node:fs';
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
  return join(beside, `spill-${process.pid}-${threadId}-${engines}`);
}

/** Removes what engines of processes that ended by force left beside the builds. */
export function clearSpills(builds: string): void {
  for (const name of readdirSync(builds)) {
    const [, pid] = /^spill-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid), null))
      rmSync(join(builds, name), { recursive: true, force: true });
  }
}
