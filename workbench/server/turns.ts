import { Refused } from './refused.ts';

/**
 * Work of which each piece may take gigabytes or a whole core: so many pieces at once, the rest waits in the order in which it
 * came, and what would wait behind too many is refused in words.
 */
export class Turns {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  #turn(): Promise<void> | undefined {
    if (this.#running < this.#atOnce) {
      this.#running += 1;
      return undefined;
    }
    if (this.#waiting.length >= this.#mostWaiting) throw tooMuchAtOnce();
    // whoever ends hands their place on: it is never free in between
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function tooMuchAtOnce(): Refused {
  return new Refused(
    'too-much-at-once',
    '现在排队的比对和试算太多，请过几分钟再试。',
    'Too many comparisons and trials are waiting; try again in a few minutes.',
    429,
  );
}
