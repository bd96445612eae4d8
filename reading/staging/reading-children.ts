import { mkdirSync, rmSync } from 'node:fs';
import type { Refusal } from '../../core/errors.ts';
import { maskFault } from '../../core/mask-fault.ts';
import type { Mapping } from '../recognition/mapping.ts';
import { loadSources } from '../sources/load-sources.ts';
import { loadNeighbours } from '../sources/neighbours.ts';
import { unreadable } from '../unreadable.ts';
import { type Bounds, readersWithin, readingBounds, refusalOfExcess } from './process-bounds.ts';
import type { Attempt, Reader, SizedTask } from './reader.ts';
import { giveBackReader, startReader, takeReader } from './reader-at-hand.ts';
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
  const knowledge = knowledgeOf(mappings);
  const { memoryBytes } = readingBounds(0, memory);
  const queue = [...tasks].sort((left, right) => right.bytes - left.bytes);
  const bytes = queue.reduce((sum, task) => sum + task.bytes, 0);
  const wanted = Math.ceil(bytes / WORTH_ANOTHER) || 1;
  await Promise.all(
    Array.from({ length: Math.min(readersWithin(memory, CHILDREN), queue.length, wanted) }, async () => {
      const reader = takeReader(knowledge, memoryBytes);
      try {
        for (let task = queue.shift(); task; task = queue.shift()) {
          onRead(task, await readOne(reader, task, bounds(task.bytes)));
        }
      } catch (error) {
        // the other reader takes nothing more
        queue.length = 0;
        throw error;
      } finally {
        await giveBackReader(reader);
      }
    }),
  );
}

/** Starts one of these processes while files are still being received: that takes as long as to receive a hundred megabytes. */
export function startReading({ mappings, memory }: ReadingSettings): void {
  startReader(knowledgeOf(mappings), readingBounds(0, memory).memoryBytes);
}

const knowledgeOf = (mappings: readonly Mapping[]): ReadingKnowledge => ({
  sources: loadSources(),
  mappings: [...mappings],
  neighbours: [...loadNeighbours()],
});

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
