import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '../core/errors.ts';
import { brokenIn, sealFolder } from '../storage/folder-seal.ts';
import { memoryOf } from '../storage/memory.ts';
import type { Workspace } from '../storage/workspace.ts';
import { KeptReadings, READING, type ReadFile } from './kept-readings.ts';
import { refuseAltered } from './receiving/kept-content.ts';
import { keptPath, loadReceipts, type Receipt, readingsFolder } from './receiving/receipt.ts';
import type { TaughtColumns } from './recognition/taught-columns.ts';
import type { SourceDefinition } from './sources/source-definition.ts';
import { readInChildren, startReading } from './staging/reading-children.ts';
import type { FileReading } from './staging/reading-result.ts';

/** Refusals that a file earns by what it does to the process that reads it. */
const HARMS_READER: ReadonlySet<string> = new Set([
  'file-takes-too-long',
  'file-eats-memory',
  'file-breaks-reader',
]);

/**
 * Consumes the received files; leaves beside each its typed rows, so that a file is read once and not again
 * until the way of reading changes. A file that cannot be used is refused with its reason, remembered like any reading;
 * the others go on.
 */
export async function read(
  workspace: Workspace,
  receipts: readonly Receipt[],
  {
    sources,
    taught,
    arrived,
    seals = new Map(),
    onWrongMapping,
  }: {
    sources: readonly SourceDefinition[];
    taught: readonly TaughtColumns[];
    /** Hashes of the files that were just copied: what was hashed while it was kept is not hashed again. */
    arrived: ReadonlySet<string>;
    /** What is known of the seal of a file's reading, by the hash of the file. */
    seals?: ReadonlyMap<string, string>;
    onWrongMapping?: (why: Refusal) => void;
  },
  onFile: (receipt: Receipt) => void,
  onDamage: (receipt: Receipt, broken: readonly string[]) => void = () => undefined,
): Promise<ReadFile[]> {
  // a mapping that is wrong is said before any file is touched
  const kept = new KeptReadings(workspace, taught, sources, onWrongMapping);
  const { mappings } = kept;
  const known = new Map<Receipt, ReadFile>();
  const unread = receipts.filter((receipt) => {
    // what was read can be read again: damage costs time, and nobody's row
    const folder = kept.folderOf(receipt);
    const broken = existsSync(folder) ? brokenIn(folder, seals.get(receipt.hash)) : [];
    if (broken.length > 0) onDamage(receipt, broken);
    const found = broken.length > 0 ? null : kept.find(receipt);
    if (found !== null) known.set(receipt, found);
    return found === null;
  });
  const byDraft = new Map(unread.map((receipt) => [`${kept.folderOf(receipt)}.draft`, receipt]));
  const tasks = [...byDraft].map(([folder, receipt]) => {
    if (!arrived.has(receipt.hash)) refuseAltered(workspace.received, receipt);
    clearOldReadings(readingsFolder(workspace.received, receipt.hash));
    mkdirSync(folder, { recursive: true });
    return { path: keptPath(workspace.received, receipt), name: receipt.name, folder, bytes: receipt.bytes };
  });
  await readInChildren(tasks, { mappings, memory: memoryOf(workspace.settings) }, (task, reading) => {
    const receipt = byDraft.get(task.folder);
    if (!receipt) throw new Error(`a reading came back for no file: ${task.folder}`);
    const folder = kept.folderOf(receipt);
    keepReading(receipt, reading, kept.toKeep(reading), task.folder, folder);
    known.set(receipt, { receipt, reading, folder, isFresh: true });
    onFile(receipt);
  });
  return receipts.map((receipt) => {
    const found = known.get(receipt);
    if (!found) throw new Error(`${receipt.hash} was not read`);
    return found;
  });
}

/** What will be read soon needs a process that begins now. */
export function expectReading(
  workspace: Workspace,
  taught: readonly TaughtColumns[],
  sources: readonly SourceDefinition[],
): void {
  const { mappings } = new KeptReadings(workspace, taught, sources);
  startReading({ mappings, memory: memoryOf(workspace.settings) });
}

/** Received files that are set aside because of what they did to their reader. */
export function filesSetAside(workspace: Workspace): { name: string; code: string }[] {
  return loadReceipts(workspace.received).flatMap((receipt) => {
    const folder = readingsFolder(workspace.received, receipt.hash);
    return namesIn(folder)
      .filter((name) => name.startsWith('reading-') && existsSync(join(folder, name, READING)))
      .map((name) => JSON.parse(readFileSync(join(folder, name, READING), 'utf8')) as FileReading)
      .filter(({ code }) => HARMS_READER.has(code ?? ''))
      .map(({ code }) => ({ name: receipt.name, code: code ?? '' }));
  });
}

/** The staged files of a received file that are not what reading it left. */
export function brokenReadings(
  received: string,
  receipt: Receipt,
  seals: ReadonlyMap<string, string> = new Map(),
): string[] {
  const folder = readingsFolder(received, receipt.hash);
  return namesIn(folder)
    .filter((name) => name.startsWith('reading-') && !name.endsWith('.draft'))
    .flatMap((name) => brokenIn(join(folder, name), seals.get(receipt.hash)));
}

/**
 * The rows must add up before a reading counts; the rename makes it whole or absent. Nothing waits for the disk: the seal
 * tells what a power cut has left half written, and that is read again.
 */
function keepReading(
  receipt: Receipt,
  reading: FileReading,
  text: string,
  draft: string,
  folder: string,
): void {
  const { received, used, refused, ignored } = reading.counts;
  if (received !== used + refused + ignored) {
    throw new Error(`rows of ${receipt.hash} do not add up: ${received} ≠ ${used} + ${refused} + ${ignored}`);
  }
  writeFileSync(join(draft, READING), text);
  sealFolder(draft, writeFileSync);
  renameSync(draft, folder);
}

/** Readings made by an older way of reading, and half-made ones. */
function clearOldReadings(folder: string): void {
  for (const name of namesIn(folder)) {
    if (name.startsWith('reading-')) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
