import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { maskText } from '../core/mask.ts';

/** Says how far a night has come: bars on a terminal, one plain line per step otherwise. Always on standard error. */
export interface Progress {
  step(title: string, total: number): void;
  tick(detail: string): void;
  note(line: string): void;
  end(): void;
}

export function openProgress(options: { isQuiet?: boolean } = {}): Progress {
  if (options.isQuiet)
    return { step: () => undefined, tick: () => undefined, note: () => undefined, end: () => undefined };
  return process.stderr.isTTY ? new Bars() : new Lines();
}

class Lines implements Progress {
  step(title: string, total: number): void {
    process.stderr.write(`· ${title}${total > 1 ? ` (${total})` : ''}\n`);
  }

  tick(): void {}

  note(line: string): void {
    process.stderr.write(`  ${maskText(line)}\n`);
  }

  end(): void {}
}

class Bars implements Progress {
  readonly #bars = new MultiBar(
    {
      stream: process.stderr,
      format: '{title} {bar} {value}/{total} {detail}',
      hideCursor: true,
      clearOnComplete: false,
      barsize: 24,
    },
    Presets.shades_grey,
  );
  #current: SingleBar | null = null;

  step(title: string, total: number): void {
    this.#finish();
    this.#current = this.#bars.create(Math.max(total, 1), 0, { title: title.padEnd(14, '　'), detail: '' });
  }

  tick(detail: string): void {
    this.#current?.increment(1, { detail: maskText(detail).slice(0, 40) });
  }

  note(line: string): void {
    this.#bars.log(`  ${maskText(line)}\n`);
  }

  end(): void {
    this.#finish();
    this.#bars.stop();
  }

  #finish(): void {
    if (this.#current) this.#current.update(this.#current.getTotal(), { detail: '' });
  }
}
