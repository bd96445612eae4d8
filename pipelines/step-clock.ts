import type { Progress } from './progress.ts';

/** Tells the progress which step begins, and keeps how long each took. */
export class StepClock {
  readonly milliseconds: Record<string, number> = {};
  readonly #progress: Progress;
  #step: { name: string; since: number } | null = null;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  begin(name: string, title: string, total = 1): void {
    this.stop();
    this.#step = { name, since: performance.now() };
    this.#progress.step(`${title} ${name}`, total);
  }

  tick(detail: string): void {
    this.#progress.tick(detail);
  }

  stop(): void {
    if (!this.#step) return;
    this.milliseconds[this.#step.name] = Math.round(performance.now() - this.#step.since);
    this.#step = null;
  }

  get total(): number {
    return Object.values(this.milliseconds).reduce((sum, ms) => sum + ms, 0);
  }
}
