import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { maskText } from '../core/mask.ts';

/** Says how far a night has come: bars on a terminal, one plain line per step otherwise. Always on standard error. */
export interface Progress {
  step(title: string, total: number): void;
  tick(detail: string): void;
  note(line: string): void;
  end(): void;
}

export function openProgress(options: { isQuiet?: boolean; isJson?: boolean } = {}): Progress {
  if (options.isQuiet)
    return { step: () => undefined, tick: () => undefined, note: () => undefined, end: () => undefined };
  if (options.isJson) return new JsonLines();
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

/** One JSON object per line, for a program that shows the night to somebody. */
class JsonLines implements Progress {
  step(title: string, total: number): void {
    const [zh = title, step = title] = title.split(' ');
    this.#write({ step, zh, total });
  }

  tick(detail: string): void {
    this.#write({ tick: maskText(detail) });
  }

  note(line: string): void {
    this.#write({ note: maskText(line) });
  }

  end(): void {}

  #write(line: object): void {
    process.stderr.write(`${JSON.stringify(line)}\n`);
  }
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
