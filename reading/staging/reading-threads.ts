import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { endThread } from '../../core/end-thread.ts';
import type { ReadAnswer, ReadTask, ReadWorkerData } from './read-worker.ts';
import type { FileReading } from './reading-result.ts';

/** One more than the two cores of an office's machine: now and then a thread waits for the disk. */
const THREADS = 3;

/**
 * Reads files on threads of their own, the largest first so that no thread is left with the longest at the end.
 * A fault in one thread ends the night: it is ours, not the file's.
 */
export async function readOnThreads(
  tasks: readonly (ReadTask & { bytes: number })[],
  data: ReadWorkerData,
  onRead: (task: ReadTask, reading: FileReading) => void,
): Promise<void> {
  if (tasks.length === 0) return;
  const queue = [...tasks].sort((left, right) => right.bytes - left.bytes);
  const workers = Array.from(
    { length: Math.min(THREADS, queue.length) },
    () =>
      new Worker(join(import.meta.dirname, 'read-worker.ts'), {
        workerData: data,
        resourceLimits: { maxYoungGenerationSizeMb: 128 },
      }),
  );
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let task = queue.shift(); task; task = queue.shift()) onRead(task, await readOn(worker, task));
        await endThread(worker);
      }),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function readOn(worker: Worker, { path, name, folder }: ReadTask): Promise<FileReading> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => reject(error);
    worker.once('error', onError);
    worker.once('message', (answer: ReadAnswer) => {
      worker.off('error', onError);
      if ('reading' in answer) resolve(answer.reading);
      else reject(new Error(answer.fault));
    });
    worker.postMessage({ path, name, folder } satisfies ReadTask);
  });
}
