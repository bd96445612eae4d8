import { AskedThread } from '../../asked-thread.ts';
import type { MartOrder, MartQuestion, MartState } from './mart-worker.ts';

/** A thread that has made one set of marts, and answers from it. */
export class MartThread {
  readonly state: MartState;
  readonly made_at: string;
  /** How long the making took. */
  readonly milliseconds: number;
  readonly #thread: AskedThread;

  private constructor(thread: AskedThread, state: MartState, milliseconds: number) {
    this.#thread = thread;
    this.state = state;
    this.milliseconds = milliseconds;
    this.made_at = new Date().toISOString();
  }

  static async start(order: MartOrder): Promise<MartThread> {
    const began = performance.now();
    const thread = new AskedThread(new URL('./mart-worker.ts', import.meta.url), order);
    try {
      const state = await thread.ask<MartState>({ ask: 'state' } satisfies MartQuestion);
      return new MartThread(thread, state, performance.now() - began);
    } catch (error) {
      await thread.stop();
      throw error;
    }
  }

  ask<Answer>(question: MartQuestion): Promise<Answer> {
    return this.#thread.ask<Answer>(question);
  }

  /** Lets the thread go once it has answered what it was asked: it closes its engine and ends by itself. */
  stop(): Promise<void> {
    return this.#thread.stop();
  }
}
