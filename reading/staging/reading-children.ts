import { mkdirSync, rmSync } from 'node:fs';
import type { Refusal } from '../../core/errors.ts';
import { maskFault } from '../../core/mask-fault.ts';
import type { Mapping } from '../recognition/mapping.ts';
import { loadSources } from '../sources/load-sources.ts';
import { loadNeighbours } from '../sources/neighbours.ts';
import { unreadable } from '../unreadable.ts';
import { type Bounds, readersWithin, readingBounds, refusalOfExcess } from './process-bounds.ts';
import type { Attempt, Reader, SizedTask } from './reader.ts';
import { giveBackReader, prepareReader, takeReader } from './reader-at-hand.ts';
import type { ReadingKnowledge } from './reading-child.ts';
import { type FileReading, refusedReading } from './reading-result.ts';

/** As many as an office's machine has cores: reading waits for the processor, hardly for the disk. */
const CHILDREN = 2;

/** Bytes of a workbook that one process reads in about the time in which another one starts. */
const WORTH_ANOTHER = 1 << 18;

/** What reading is told. */
export interface ReadingSettings {
  /** What the office has said of columns. */
  mappings: readonly Mapping[];
  /** Bytes that the reading processes may take together. */
  memory: number;
}

/**
 * Reads files in processes of their own, as many as the memory that all may take together allows, of those that wait the largest first so that none is left with the longest at the end. Whatever a
 * file does there, it does to itself: one that crashes its reader, never ends or eats the memory is refused with that
 * reason, in an empty folder, and the others go on. A full disk is no fault of a file and is thrown. Reading begins with the first
 * file that is added, while others are still to come.
 */
export class ReadingChildren {
  readonly #mappings: readonly Mapping[];
  readonly #memory: number;
  readonly #onRead: (task: SizedTask, reading: FileReading) => void;
  readonly #bounds: (bytes: number) => Bounds;
  readonly #queue: SizedTask[] = [];
  readonly #readers: Promise<void>[] = [];
  readonly #faults: unknown[] = [];
  #bytes = 0;
  #waiting = 0;
  #isClosed = false;
  #changed = Promise.withResolvers<void>();

  constructor(
    { mappings, memory }: ReadingSettings,
    onRead: (task: SizedTask, reading: FileReading) => void,
    bounds: (bytes: number) => Bounds = (bytes) => readingBounds(bytes, memory),
  ) {
    this.#mappings = mappings;
    this.#memory = memory;
    this.#onRead = onRead;
    this.#bounds = bounds;
  }

  /** What has started already, in the hope of files, may learn now what it will have to know. */
  prepare(): void {
    prepareReader(() => this.#knowledge, this.#memoryBytes);
  }

  add(tasks: readonly SizedTask[]): void {
    if (this.#faults.length > 0) return;
    this.#queue.push(...tasks);
    this.#queue.sort((left, right) => right.bytes - left.bytes);
    this.#bytes += tasks.reduce((sum, { bytes }) => sum + bytes, 0);
    const most = Math.min(readersWithin(this.#memory, CHILDREN), Math.ceil(this.#bytes / WORTH_ANOTHER) || 1);
    const more = Math.min(most - this.#readers.length, this.#queue.length - this.#waiting);
    for (let count = 0; count < more; count += 1) this.#readers.push(this.#readOn());
    this.#tell();
  }

  /** When all that was added has been read; the first fault that was none of a file is thrown. */
  async finish(): Promise<void> {
    this.#isClosed = true;
    this.#tell();
    await Promise.all(this.#readers);
    if (this.#faults.length > 0) throw this.#faults[0];
  }

  /** What has not begun is not read any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#queue.length = 0;
    this.#isClosed = true;
    this.#tell();
    await Promise.all(this.#readers);
  }

  async #readOn(): Promise<void> {
    const reader = takeReader(this.#knowledge, this.#memoryBytes);
    try {
      for (;;) {
        const task = this.#queue.shift();
        if (task) this.#onRead(task, await readOne(reader, task, this.#bounds(task.bytes)));
        else if (this.#isClosed) return;
        else await this.#another();
      }
    } catch (error) {
      // the other reader takes nothing more
      this.#queue.length = 0;
      this.#faults.push(error);
    } finally {
      await giveBackReader(reader);
    }
  }

  async #another(): Promise<void> {
    this.#waiting += 1;
    await this.#changed.promise;
    this.#waiting -= 1;
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  get #knowledge(): ReadingKnowledge {
    return { sources: loadSources(), mappings: [...this.#mappings], neighbours: [...loadNeighbours()] };
  }

  get #memoryBytes(): number {
    return readingBounds(0, this.#memory).memoryBytes;
  }
}

/** Reads files that are all there. */
export async function readInChildren(
  tasks: readonly SizedTask[],
  settings: ReadingSettings,
  onRead: (task: SizedTask, reading: FileReading) => void,
  bounds?: (bytes: number) => Bounds,
): Promise<void> {
  if (tasks.length === 0) return;
  const children = new ReadingChildren(settings, onRead, bounds);
  children.add(tasks);
  await children.finish();
}

async function readOne(reader: Reader, task: SizedTask, bounds: Bounds): Promise<FileReading> {
  let attempt = await reader.read(task, bounds);
  // a reader may also be killed from outside: only a file that does it twice is the cause
  if ('crash' in attempt) {
    emptyFolder(task.folder);
    attempt = await reader.read(task, bounds);
  }
  if ('reading' in attempt) return attempt.reading;
  if ('fault' in attempt && attempt.isDiskFull)
    throw Object.assign(new Error(attempt.fault), { code: 'ENOSPC' });
  emptyFolder(task.folder);
  return { ...refusedReading(refusalOf(task.name, attempt, bounds)), fault: faultOf(attempt) };
}

function refusalOf(name: string, attempt: Exclude<Attempt, { reading: unknown }>, bounds: Bounds): Refusal {
  return 'excess' in attempt ? refusalOfExcess(name, attempt.excess, bounds) : unreadable.breaksReader(name);
}

/** For whoever mends the reader; of people nothing stands in it. */
function faultOf(attempt: Exclude<Attempt, { reading: unknown }>): string {
  if ('excess' in attempt) return `more ${attempt.excess} than allowed`;
  return maskFault('fault' in attempt ? attempt.fault : attempt.crash).slice(0, 4000);
}

function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
