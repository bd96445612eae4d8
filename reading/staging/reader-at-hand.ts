import { readingBounds } from './process-bounds.ts';
import { Reader } from './reader.ts';
import type { ReadingKnowledge } from './reading-child.ts';

/** Bytes of files after which a process is not kept: it holds memory that others need. */
const LITTLE = 1 << 18;

/** As long as somebody may be trying one answer after another. */
const KEPT_MS = 30_000;

/** To start a reader takes ten times as long as to read a small file: one that has read little waits for the next. */
let atHand: { reader: Reader; timer: NodeJS.Timeout } | null = null;

/** The reader that waits, where it knows just this; else one of its own. */
export function takeReader(knowledge: ReadingKnowledge, memoryBytes: number): Reader {
  const reader = atHand?.reader;
  clearTimeout(atHand?.timer);
  atHand = null;
  if (reader?.isAlive && reader.learn(knowledge, memoryBytes)) {
    reader.resume();
    return reader;
  }
  void reader?.end();
  const another = new Reader(memoryBytes);
  another.learn(knowledge, memoryBytes);
  return another;
}

/**
 * Starts one before anything is known, where readers may take so much memory together: that takes as long as for a program to load the rest of itself, or
 * to receive a hundred megabytes.
 */
export function startReader(memory: number): void {
  if (atHand !== null) return;
  const reader = new Reader(readingBounds(0, memory).memoryBytes);
  reader.start();
  keepAtHand(reader);
}

/** Tells the one that waits what it will have to know. */
export function prepareReader(knowledge: () => ReadingKnowledge, memoryBytes: number): void {
  atHand?.reader.learn(knowledge(), memoryBytes);
}

export async function giveBackReader(reader: Reader): Promise<void> {
  if (atHand !== null || !reader.isAlive || reader.bytes > LITTLE) return reader.end();
  keepAtHand(reader);
}

function keepAtHand(reader: Reader): void {
  reader.rest();
  const timer = setTimeout(() => {
    if (atHand?.reader === reader) atHand = null;
    void reader.end();
  }, KEPT_MS);
  atHand = { reader, timer: timer.unref() };
}
