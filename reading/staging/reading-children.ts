import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '../../core/errors.ts';
import { maskFault } from '../../core/mask-fault.ts';
import type { Mapping } from '../recognition/mapping.ts';
import { loadSources } from '../sources/load-sources.ts';
import { loadNeighbours } from '../sources/neighbours.ts';
import { unreadable } from '../unreadable.ts';
import {
  type Bounds,
  type Excess,
  readersWithin,
  readingBounds,
  refusalOfExcess,
  watchProcess,
} from './process-bounds.ts';
import type { ReadAnswer, ReadingKnowledge, ReadRequest, ReadTask } from './reading-child.ts';
import { type FileReading, refusedReading } from './reading-result.ts';

/** As many as an office's machine has cores: reading waits for the processor, hardly for the disk. */
const CHILDREN = 2;

/** Bytes of a workbook that one process reads in about the time in which another one starts. */
const WORTH_ANOTHER = 1 << 18;

/** Of what a reading process may take: its heap, beside the bytes of files. */
const HEAP_SHARE = 0.625;

/** What reading is told. */
export interface ReadingSettings {
  /** What the office has said of columns. */
  mappings: readonly Mapping[];
  /** Bytes that the reading processes may take together. */
  memory: number;
}

/** A file with its size, by which its bounds are set. */
export type SizedTask = ReadTask & { bytes: number };

/** How one attempt at a file ended. */
type Attempt = ReadAnswer | { excess: Excess } | { crash: string };

/**
 * Reads files in processes of their own, as many as the memory that all may take together allows, the largest first so that none is left with the longest at the end. Whatever a
 * file does there, it does to itself: one that crashes its reader, never ends or eats the memory is refused with that
 * reason, in an empty folder, and the others go on. A full disk is no fault of a file and is thrown.
 */
export async function readInChildren(
  tasks: readonly SizedTask[],
  { mappings, memory }: ReadingSettings,
  onRead: (task: SizedTask, reading: FileReading) => void,
  bounds: (bytes: number) => Bounds = (bytes) => readingBounds(bytes, memory),
): Promise<void> {
  if (tasks.length === 0) return;
  const sources = loadSources();
  const knowledge = { sources, mappings: [...mappings], neighbours: [...loadNeighbours()] };
  const { memoryBytes } = readingBounds(0, memory);
  const queue = [...tasks].sort((left, right) => right.bytes - left.bytes);
  const bytes = queue.reduce((sum, task) => sum + task.bytes, 0);
  const wanted = Math.ceil(bytes / WORTH_ANOTHER) || 1;
  await Promise.all(
    Array.from({ length: Math.min(readersWithin(memory, CHILDREN), queue.length, wanted) }, async () => {
      const reader = new Reader(knowledge, memoryBytes);
      try {
        for (let task = queue.shift(); task; task = queue.shift()) {
          onRead(task, await readOne(reader, task, bounds(task.bytes)));
        }
      } catch (error) {
        // the other reader takes nothing more
        queue.length = 0;
        throw error;
      } finally {
        await reader.end();
      }
    }),
  );
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

/** One reading process after another: after a crash or an end by force the next file gets a new one. */
class Reader {
  readonly #knowledge: ReadingKnowledge;
  readonly #memoryBytes: number;
  #child: ChildProcess | null = null;

  constructor(knowledge: ReadingKnowledge, memoryBytes: number) {
    this.#knowledge = knowledge;
    this.#memoryBytes = memoryBytes;
  }

  async read({ path, name, folder, isStillToBePaid = false }: ReadTask, bounds: Bounds): Promise<Attempt> {
    const child = this.#child ?? this.#start();
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

  #start(): ChildProcess {
    const child = fork(join(import.meta.dirname, 'reading-child.ts'), {
      execArgv: [
        `--max-old-space-size=${Math.floor((this.#memoryBytes * HEAP_SHARE) / 1024 ** 2)}`,
        '--max-semi-space-size=64',
      ],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.send({ knowledge: this.#knowledge } satisfies ReadRequest, () => {});
    this.#child = child;
    return child;
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
