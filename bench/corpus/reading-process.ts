import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { FileCells } from './file-cells.ts';

/** Ours and those of libraries in JavaScript run in Node, the others in Python. */
const IN_NODE = new Set(['ours', 'sheetjs', 'hucre', 'duckdb']);
const LONGEST_MS = 20_000;

/** One reader in a process of its own: what crashes or never ends is that reader's answer for that file. */
export class ReadingProcess {
  readonly #name: string;
  readonly #python: string;
  #child: ChildProcess | null = null;
  /** Told whole lines; a line is ended by a line feed alone, since texts hold other separators. */
  #onLine: (line: string) => void = () => {};

  constructor(name: string, python: string) {
    this.#name = name;
    this.#python = python;
  }

  async read(question: {
    path: string;
    delimiter?: string | null;
    encoding?: string | null;
  }): Promise<FileCells> {
    const child = this.#child ?? this.#start();
    const answer = await new Promise<FileCells>((resolve) => {
      const settle = (found: FileCells): void => {
        clearTimeout(timer);
        this.#onLine = () => {};
        child.off('close', onClose);
        resolve(found);
      };
      const none = (refused: string): void => {
        this.end();
        settle({ reader: this.#name, sheets: [], refused });
      };
      const onClose = (): void => none('crashed');
      const timer = setTimeout(() => none('never ended'), LONGEST_MS);
      this.#onLine = (line) => settle(JSON.parse(line) as FileCells);
      child.once('close', onClose);
      child.stdin?.write(`${JSON.stringify(question)}\n`);
    });
    return answer;
  }

  #start(): ChildProcess {
    const child = IN_NODE.has(this.#name)
      ? spawn(process.execPath, [
          '--max-old-space-size=2048',
          join(import.meta.dirname, 'read-with.ts'),
          this.#name,
        ])
      : spawn(this.#python, [join(import.meta.dirname, 'peers.py'), this.#name]);
    child.stderr?.resume();
    child.stdin?.on('error', () => {});
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (said + text).split('\n');
      said = lines.pop() ?? '';
      for (const line of lines) this.#onLine(line);
    });
    this.#child = child;
    return child;
  }

  end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}
