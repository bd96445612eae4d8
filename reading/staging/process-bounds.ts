import { readFileSync } from 'node:fs';
import type { Refusal } from '../../core/errors.ts';
import { unreadable } from '../unreadable.ts';

/** What reading one file may cost. */
export interface Bounds {
  /** Seconds of processor time, where the system tells it; else of the clock. */
  seconds: number;
  memoryBytes: number;
}

/** What a process had too much of. */
export type Excess = 'time' | 'memory';

const SMALL_FILE_SECONDS = 20;

/** Ten times what the slowest format, an old workbook, was measured to need. */
const SECONDS_PER_MEGABYTE = 4;

/** What one reader may take where there is as much. */
const READER_BYTES = 2 * 1024 ** 3;

/** Twenty seconds for what is small, four more for each megabyte; two gigabytes whatever the size, or all there is. */
export function readingBounds(bytes: number, memory: number = READER_BYTES): Bounds {
  return {
    seconds: SMALL_FILE_SECONDS + Math.ceil((bytes / 1024 ** 2) * SECONDS_PER_MEGABYTE),
    memoryBytes: Math.min(READER_BYTES, memory),
  };
}

/** How many readers may work side by side: a file gets what it needs before two get half of it. */
export function readersWithin(memory: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(memory / READER_BYTES)));
}

export function refusalOfExcess(name: string, excess: Excess, bounds: Bounds): Refusal {
  return excess === 'memory'
    ? unreadable.eatsMemory(name, bounds.memoryBytes)
    : unreadable.takesTooLong(name, bounds.seconds);
}

/** A process that waits for ever costs no processor time: the clock ends it, late enough for a busy machine. */
const CLOCK_FACTOR = 10;

const LOOK_EVERY_MS = 200;

/** Ticks a second in which Linux counts processor time, on every architecture it is built for. */
const TICKS = 100;

/**
 * Looks at a process until told to stop, and says once what it had too much of. On a system that does not tell the cost
 * of a process (no /proc), the clock alone decides and memory is bounded by the process itself.
 */
export function watchProcess(pid: number, bounds: Bounds, onExcess: (excess: Excess) => void): () => void {
  const begun = performance.now();
  const before = costOf(pid);
  const timer = setInterval(() => {
    const clock = (performance.now() - begun) / 1000;
    const now = costOf(pid);
    const spent = now === null || before === null ? clock : now.seconds - before.seconds;
    const excess = (now?.memoryBytes ?? 0) > bounds.memoryBytes ? 'memory' : null;
    const isLate = spent > bounds.seconds || clock > bounds.seconds * CLOCK_FACTOR;
    if (excess === null && !isLate) return;
    clearInterval(timer);
    onExcess(excess ?? 'time');
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Processor time and resident memory of a process so far; null where the system does not tell. */
function costOf(pid: number): { seconds: number; memoryBytes: number } | null {
  try {
    // the name of the program stands in brackets and may hold blanks
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return { seconds: (Number(stat[11]) + Number(stat[12])) / TICKS, memoryBytes: pages * 4096 };
  } catch {
    return null;
  }
}
