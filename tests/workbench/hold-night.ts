import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/**
 * Holds the night under way still until the answer is called: a demonstration's is over sooner than a page is loaded
 * again, or two clicks are made, on a slow machine.
 */
export async function holdNight(home: string): Promise<() => void> {
  const lock = join(home, 'night.lock');
  await expect.poll(() => existsSync(lock) && readFileSync(lock, 'utf8') !== '').toBe(true);
  const night = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  process.kill(night, 'SIGSTOP');
  return () => void process.kill(night, 'SIGCONT');
}
