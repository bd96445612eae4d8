import type { TrialTime } from '../../reports/morning/trial-time.ts';
import type { Progress } from '../progress.ts';

/** Says before a trial how long it takes, and after each night how far it has come and how long the rest will take. */
export class TrialProgress {
  readonly #progress: Progress;
  readonly #since = performance.now();

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  begin({ nights, seconds, at_most: most }: TrialTime): void {
    const [zh, en] = most > seconds ? [`，最多约 ${most} 秒`, `, at most about ${most} s`] : ['', ''];
    this.#progress.note(
      `试算 ${nights} 夜，预计 ${seconds} 秒${zh} / ${nights} nights to try, about ${seconds} s${en}`,
    );
  }

  /** In figures alone, which a page shows as they are. */
  night(done: number, nights: number, asOf: string): void {
    const left = ((performance.now() - this.#since) / done) * (nights - done);
    this.#progress.note(`${done}/${nights} ${asOf}${done < nights ? ` ≈ ${Math.ceil(left / 1000)} s` : ''}`);
  }
}
