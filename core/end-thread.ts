import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** Sent to a thread in place of a task: nothing more will be asked. It lets go of what it holds and closes its port. */
export const LAST_MESSAGE = 'that was all';

/**
 * Lets a thread end by itself, and ends it where it has not done so in time: one that is torn down around an open engine
 * can take the whole process along.
 */
export async function endThread(worker: Worker, patienceMs = 5_000): Promise<void> {
  // it has ended already
  if (worker.threadId < 0) return;
  // whoever waits for its end keeps the process until then
  worker.ref();
  const ended = once(worker, 'exit');
  worker.postMessage(LAST_MESSAGE);
  await Promise.race([ended, setTimeout(patienceMs, undefined, { ref: false })]);
  await worker.terminate();
}
