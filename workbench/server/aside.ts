import { Worker } from 'node:worker_threads';
import { Refusal } from '../../core/errors.ts';
import type { AsideAnswer, AsideTasks } from './aside-worker.ts';

/** Beyond this a file is refused its thread, and the workbench goes on. */
const MEMORY_MB = 4096;

/**
 * Does on a thread of its own what takes seconds in one piece, reading a workbook above all: nobody's page waits for it,
 * and a file that bursts the memory ends the thread and not the workbench.
 */
export function aside<Name extends keyof AsideTasks>(
  name: Name,
  ...input: Parameters<AsideTasks[Name]>
): Promise<Awaited<ReturnType<AsideTasks[Name]>>> {
  const worker = new Worker(new URL('./aside-worker.ts', import.meta.url), {
    workerData: { name, input },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (answer: AsideAnswer<Name>) => {
      if ('answer' in answer) resolve(answer.answer);
      else if ('refusal' in answer) {
        const { code, zh, en } = answer.refusal;
        reject(new Refusal(code, zh, en));
      } else reject(new Error(answer.fault));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`the thread of ${name} ended without an answer`)));
  });
}
