import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '../../core/errors.ts';
import {
  type Bounds,
  type Excess,
  readingBounds,
  refusalOfExcess,
  watchProcess,
} from '../../reading/staging/process-bounds.ts';
import { unreadable } from '../../reading/unreadable.ts';
import type { AsideAnswer, AsideTasks } from './aside-process.ts';
import { startAside } from './command-line.ts';
import { Turns } from './turns.ts';

/** Of what reads no file that was sent; a file has the bounds of the night. */
const HEAP_MB = 4096;
const FILE_HEAP_MB = 1280;

interface SentFile {
  path: string;
  /** As it was sent, for the words of a refusal. */
  name: string;
}

/** Each may take the two gigabytes of a reader. */
const turns = new Turns({ atOnce: 3, mostWaiting: 100 });

type FileOf = { [Name in keyof AsideTasks]: (...input: Parameters<AsideTasks[Name]>) => SentFile | null };

const FILE_OF: FileOf = {
  readRowsAt: ({ path, name }) => ({ path, name }),
  readStatement: (path) => ({ path, name: basename(path) }),
  describeFile: (path, name) => ({ path, name }),
  checkReport: (path) => ({ path, name: basename(path) }),
  recoveryWorkbook: () => null,
  returnLists: () => null,
};

type Ended = { excess: Excess } | { crash: string };

/**
 * Does in a process of its own what takes seconds in one piece, reading a file above all: nobody's page waits for it,
 * and a file that hangs, crashes its reader or bursts the memory is refused in words, by the bounds of the night.
 */
export async function aside<Name extends keyof AsideTasks>(
  name: Name,
  ...input: Parameters<AsideTasks[Name]>
): Promise<Awaited<ReturnType<AsideTasks[Name]>>> {
  const file = FILE_OF[name](...input);
  return asideWithin(file === null ? null : readingBounds(sizeOf(file.path)), name, ...input);
}

export async function asideWithin<Name extends keyof AsideTasks>(
  bounds: Bounds | null,
  name: Name,
  ...input: Parameters<AsideTasks[Name]>
): Promise<Awaited<ReturnType<AsideTasks[Name]>>> {
  const file = FILE_OF[name](...input);
  const told = await turns.take(() => inProcess(bounds, name, input));
  if ('answer' in told) return told.answer;
  if ('refusal' in told) throw new Refusal(told.refusal.code, told.refusal.zh, told.refusal.en);
  if ('fault' in told) throw new Error(told.fault);
  if (file === null || bounds === null)
    throw new Error(`${name} ended without an answer: ${'crash' in told ? told.crash : told.excess}`);
  throw 'excess' in told
    ? refusalOfExcess(file.name, told.excess, bounds)
    : unreadable.breaksReader(file.name);
}

function inProcess<Name extends keyof AsideTasks>(
  bounds: Bounds | null,
  name: Name,
  input: Parameters<AsideTasks[Name]>,
): Promise<AsideAnswer<Name> | Ended> {
  const child = startAside(bounds === null ? HEAP_MB : FILE_HEAP_MB);
  let lastWords = '';
  child.stderr?.on('data', (words: Buffer) => {
    lastWords = (lastWords + words.toString('utf8')).slice(-4000);
  });
  return new Promise((resolve) => {
    const settle = (how: AsideAnswer<Name> | Ended): void => {
      stopWatching();
      child.kill('SIGKILL');
      resolve(how);
    };
    const stopWatching =
      bounds === null ? () => {} : watchProcess(child.pid ?? 0, bounds, (excess) => settle({ excess }));
    child.once('message', (answer: AsideAnswer<Name>) => settle(answer));
    child.once('error', (error) => settle({ crash: error.message }));
    child.once('close', (code, signal) => settle({ crash: `${signal ?? code} ${lastWords}` }));
    child.send({ name, input }, (error) => {
      if (error) settle({ crash: error.message });
    });
  });
}

/** A file that is gone is refused by its reader, in words. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
