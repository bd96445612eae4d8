import { Worker } from 'node:worker_threads';
import { endThread } from '../../../../core/end-thread.ts';
import type { MartAnswer, MartOrder, MartQuestion, MartState } from './mart-worker.ts';

/** A question takes a second at most; one that has not ended by then is stuck. */
const PATIENCE_MS = 30_000;

/** A thread that has made one set of marts, and answers from it. */
export class MartThread {
  readonly state: MartState;
  readonly made_at: string;
  /** How long the making took. */
  readonly milliseconds: number;
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  #asked = 0;

  private constructor(worker: Worker, state: MartState, milliseconds: number) {
    this.#worker = worker;
    this.state = state;
    this.milliseconds = milliseconds;
    this.made_at = new Date().toISOString();
    worker.on('message', (message: MartAnswer) => this.#take(message));
    worker.on('error', (error) => this.#fail(error as Error));
    worker.on('exit', () => this.#fail(new Error('the thread of the marts has ended')));
    // listening has taken hold of it again
    worker.unref();
  }

  static async start(order: MartOrder): Promise<MartThread> {
    const began = performance.now();
    const worker = new Worker(new URL('./mart-worker.ts', import.meta.url), { workerData: order });
    // a workbench that is told to stop does not wait for figures
    worker.unref();
    const state = await new Promise<MartState>((resolve, reject) => {
      const ended = () => reject(new Error('the thread of the marts ended before it had made them'));
      worker.once('error', reject);
      worker.once('exit', ended);
      worker.once('message', (made: MartState) => {
        worker.off('error', reject);
        worker.off('exit', ended);
        resolve(made);
      });
    });
    return new MartThread(worker, state, performance.now() - began);
  }

  ask<Answer>(question: MartQuestion): Promise<Answer> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#worker.postMessage({ id, ...question });
    });
  }

  /** Lets the thread go once it has answered what it was asked: it closes its engine and ends by itself. */
  stop(): Promise<void> {
    return endThread(this.#worker, PATIENCE_MS);
  }

  #take(message: MartAnswer): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('fault' in message) waiting?.reject(new Error(message.fault));
    else waiting?.resolve(message.answer);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
