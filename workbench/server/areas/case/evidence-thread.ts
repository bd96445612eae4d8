import { AskedThread } from '../../asked-thread.ts';

/** The thread that reads evidence, begun with the first question, and anew after one that ended. */
export class EvidenceThread {
  readonly #home: string;
  #thread: AskedThread | null = null;

  constructor(home: string) {
    this.#home = home;
  }

  ask<Told>(question: object): Promise<Told> {
    if (this.#thread === null || this.#thread.hasEnded)
      this.#thread = new AskedThread(new URL('./evidence-worker.ts', import.meta.url), this.#home);
    return this.#thread.ask<Told>(question);
  }

  async stop(): Promise<void> {
    await this.#thread?.stop();
  }
}
