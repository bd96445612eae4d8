import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { KeptFile } from '../../casework/documents/kept-paper.ts';
import { endThread } from '../../core/end-thread.ts';
import { papersOnFullDisk } from '../../storage/disk-full.ts';
import { type NoticeFolders, type NoticeJob, NoticeMaker } from './make-notice.ts';
import { answerTo, type NoticeAnswer } from './notice-answer.ts';

/** Two papers at a time: the machine of an office has two cores. */
const THREADS = 2;
/** Below this many a thread costs more than it saves. */
const ALONE = 8;

export interface BatchOutcome {
  made: number;
  /** Papers that were frozen before, and are given out as they are. */
  kept: number;
  /** Papers that could not be made, with the reason; the others were. */
  refused: { path: string; code: string; zh: string; en: string }[];
}

/** Makes many papers; numbers come with the jobs and are never given out here. */
export async function makeNotices(
  jobs: readonly NoticeJob[],
  folders: NoticeFolders,
  onMade: (job: NoticeJob, files: readonly KeptFile[]) => void = () => {},
): Promise<BatchOutcome> {
  const waiting = [...jobs];
  const outcome: BatchOutcome = { made: 0, kept: 0, refused: [] };
  const take = (job: NoticeJob, answer: NoticeAnswer): void => {
    if ('fault' in answer)
      throw answer.isDiskFull ? papersOnFullDisk(folders.issued) : new Error(answer.fault);
    if ('refusal' in answer) outcome.refused.push({ path: job.path, ...answer.refusal });
    else {
      outcome.made += 1;
      onMade(job, answer.made);
    }
  };
  const makers =
    waiting.length < ALONE
      ? [new Alone(folders)]
      : Array.from({ length: THREADS }, () => new Thread(folders));
  try {
    await Promise.all(
      makers.map(async (maker) => {
        for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
          take(job, await maker.make(job));
      }),
    );
  } finally {
    // where one has failed, the others begin nothing more
    waiting.length = 0;
    await Promise.all(makers.map((maker) => maker.close()));
  }
  return outcome;
}

interface Maker {
  make(job: NoticeJob): Promise<NoticeAnswer>;
  close(): Promise<unknown>;
}

class Alone implements Maker {
  readonly #maker: NoticeMaker;

  constructor(folders: NoticeFolders) {
    this.#maker = new NoticeMaker(folders);
  }

  async make(job: NoticeJob): Promise<NoticeAnswer> {
    try {
      return { made: await this.#maker.make(job) };
    } catch (error) {
      return answerTo(error);
    }
  }

  async close(): Promise<void> {}
}

class Thread implements Maker {
  readonly #worker: Worker;

  constructor(folders: NoticeFolders) {
    this.#worker = new Worker(join(import.meta.dirname, 'notice-worker.ts'), { workerData: folders });
  }

  make(job: NoticeJob): Promise<NoticeAnswer> {
    return new Promise((resolve, reject) => {
      const onError = (error: Error): void => reject(error);
      this.#worker.once('error', onError);
      this.#worker.once('message', (answer: NoticeAnswer) => {
        this.#worker.off('error', onError);
        resolve(answer);
      });
      this.#worker.postMessage(job);
    });
  }

  close(): Promise<void> {
    return endThread(this.#worker);
  }
}
