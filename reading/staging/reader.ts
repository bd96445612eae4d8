import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Bounds, type Excess, watchProcess } from './process-bounds.ts';
import type { ReadAnswer, ReadingKnowledge, ReadRequest, ReadTask } from './reading-child.ts';

/** Of what a reading process may take: its heap, beside the bytes of files. */
const HEAP_SHARE = 0.625;

/** Megabytes of heap that it fills before it first looks for what it needs no longer. */
const FIRST_HEAP = 128;

/** A file with its size, by which its bounds are set. */
export type SizedTask = ReadTask & { bytes: number };

/** How one attempt at a file ended. */
export type Attempt = ReadAnswer | { excess: Excess } | { crash: string };

interface Held {
  ref: () => void;
  unref: () => void;
}

/** One reading process after another: after a crash or an end by force the next file gets a new one. */
export class Reader {
  readonly #memoryBytes: number;
  #knowledge: ReadingKnowledge | null = null;
  #child: ChildProcess | null = null;
  #bytes = 0;

  constructor(memoryBytes: number) {
    this.#memoryBytes = memoryBytes;
  }

  /** Has its process begin before there is a file to read, or anything known of what to read. */
  start(): void {
    if (!this.isAlive) this.#start();
  }

  /** Bytes of the files that its process has read so far. */
  get bytes(): number {
    return this.#bytes;
  }

  async read(
    { path, name, folder, isStillToBePaid = false, bytes }: SizedTask,
    bounds: Bounds,
  ): Promise<Attempt> {
    const child = this.isAlive && this.#child !== null ? this.#child : this.#start();
    this.#bytes += bytes;
    let lastWords = '';
    const listen = (words: Buffer): void => {
      lastWords = (lastWords + words.toString('utf8')).slice(-4000);
    };
    child.stderr?.on('data', listen);
    const attempt = await new Promise<Attempt>((resolve) => {
      const stopWatching = watchProcess(child.pid ?? 0, bounds, (excess) => settle({ excess }));
      const onMessage = (answer: ReadAnswer): void => settle(answer);
      const onEnd = (code: number | null, signal: string | null): void =>
        settle({ crash: `the reading process ended (${signal ?? code}) ${lastWords}` });
      const onError = (error: Error): void => settle({ crash: error.message });
      const settle = (how: Attempt): void => {
        stopWatching();
        child.off('message', onMessage).off('close', onEnd).off('error', onError);
        resolve(how);
      };
      child.once('message', onMessage).once('close', onEnd).once('error', onError);
      child.send({ task: { path, name, folder, isStillToBePaid } } satisfies ReadRequest, (error) => {
        if (error) settle({ crash: error.message });
      });
    });
    child.stderr?.off('data', listen);
    // after a fault nothing is known of the state the process is in
    if (!('reading' in attempt)) await this.end();
    return attempt;
  }

  /** Whether it has a process that can read the next file. */
  get isAlive(): boolean {
    const child = this.#child;
    return child !== null && child.exitCode === null && child.signalCode === null && child.connected;
  }

  /** Tells it what it needs to know; false where it was told something else, or may take other memory. */
  learn(knowledge: ReadingKnowledge, memoryBytes: number): boolean {
    if (memoryBytes !== this.#memoryBytes) return false;
    if (this.#knowledge !== null) return JSON.stringify(knowledge) === JSON.stringify(this.#knowledge);
    this.#knowledge = knowledge;
    if (this.isAlive) this.#tellKnowledge();
    return true;
  }

  /** Nobody waits for it: this process may end, and its own then ends by itself. */
  rest(): void {
    for (const held of this.#handles()) held.unref();
  }

  resume(): void {
    for (const held of this.#handles()) held.ref();
  }

  /** All of its process that keeps this one from ending. */
  #handles(): Held[] {
    const child = this.#child;
    if (child === null) return [];
    const { channel, stderr } = child as { channel?: Held | null; stderr?: unknown };
    return [child, channel, stderr as Held | null].filter(
      (handle) => handle !== null && handle !== undefined,
    );
  }

  #start(): ChildProcess {
    const heap = Math.floor((this.#memoryBytes * HEAP_SHARE) / 1024 ** 2);
    const child = fork(join(import.meta.dirname, 'reading-child.ts'), {
      execArgv: [
        `--max-old-space-size=${heap}`,
        // what it holds of a file goes all at once: looking sooner goes through the same again and again
        `--initial-old-space-size=${Math.min(FIRST_HEAP, Math.floor(heap / 2))}`,
        '--max-semi-space-size=64',
        // both cores read: threads that help one reader would take from the other
        '--single-threaded',
      ],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#bytes = 0;
    if (this.#knowledge !== null) this.#tellKnowledge();
    return child;
  }

  #tellKnowledge(): void {
    this.#child?.send({ knowledge: this.#knowledge! } satisfies ReadRequest, () => {});
  }

  async end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}
