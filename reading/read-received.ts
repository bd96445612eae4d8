import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenIn, sealFolder } from '../storage/folder-seal.ts';
import { memoryOf } from '../storage/memory.ts';
import type { Workspace } from '../storage/workspace.ts';
import { refuseAltered } from './receiving/kept-content.ts';
import { keptPath, loadReceipts, type Receipt, receiptFolder } from './receiving/receipt.ts';
import { loadMapping } from './recognition/mapping.ts';
import type { SourceDefinition } from './sources/source-definition.ts';
import { readingFingerprint } from './staging/fingerprint.ts';
import { readInChildren } from './staging/reading-children.ts';
import type { FileReading } from './staging/reading-result.ts';

/** Refusals that a file earns by what it does to the process that reads it. */
const HARMS_READER: ReadonlySet<string> = new Set([
  'file-takes-too-long',
  'file-eats-memory',
  'file-breaks-reader',
]);

/** A received file with what reading it came to, and the folder its staged rows are in. */
export interface ReadFile {
  receipt: Receipt;
  reading: FileReading;
  folder: string;
  /** Read tonight, rather than on an earlier night. */
  isFresh: boolean;
}

/**
 * Consumes the received files; leaves beside each its typed rows, so that a file is read once and not again
 * until the way of reading changes. A file that cannot be used is refused with its reason, remembered like any reading;
 * the others go on.
 */
export async function read(
  workspace: Workspace,
  receipts: readonly Receipt[],
  sources: readonly SourceDefinition[],
  onFile: (receipt: Receipt) => void,
  onDamage: (receipt: Receipt, broken: readonly string[]) => void = () => undefined,
): Promise<ReadFile[]> {
  const mapping = existsSync(workspace.mapping) ? workspace.mapping : null;
  // a mapping that is wrong is said before any file is touched
  loadMapping(mapping, sources);
  const fingerprint = readingFingerprint(workspace.mapping);
  const folderOf = (receipt: Receipt): string =>
    join(receiptFolder(workspace.received, receipt.hash), `reading-${fingerprint}`);
  const unread = receipts.filter((receipt) => {
    const folder = folderOf(receipt);
    if (!existsSync(join(folder, 'reading.json'))) return true;
    // what was read can be read again: damage costs time, and nobody's row
    const broken = brokenIn(folder);
    if (broken.length > 0) onDamage(receipt, broken);
    return broken.length > 0;
  });
  const byDraft = new Map(unread.map((receipt) => [`${folderOf(receipt)}.draft`, receipt]));
  const tasks = [...byDraft].map(([folder, receipt]) => {
    refuseAltered(workspace.received, receipt);
    clearOldReadings(receiptFolder(workspace.received, receipt.hash));
    mkdirSync(folder, { recursive: true });
    return { path: keptPath(workspace.received, receipt), name: receipt.name, folder, bytes: receipt.bytes };
  });
  const readings = new Map<Receipt, FileReading>();
  await readInChildren(tasks, { mapping, memory: memoryOf(workspace.settings) }, (task, reading) => {
    const receipt = byDraft.get(task.folder);
    if (!receipt) throw new Error(`a reading came back for no file: ${task.folder}`);
    keepReading(receipt, reading, task.folder, folderOf(receipt));
    readings.set(receipt, reading);
    onFile(receipt);
  });
  return receipts.map((receipt) => {
    const folder = folderOf(receipt);
    const fresh = readings.get(receipt);
    const reading = fresh ?? (JSON.parse(readFileSync(join(folder, 'reading.json'), 'utf8')) as FileReading);
    return { receipt, reading, folder, isFresh: fresh !== undefined };
  });
}

/** Received files that are set aside because of what they did to their reader. */
export function filesSetAside(workspace: Workspace): { name: string; code: string }[] {
  return loadReceipts(workspace.received).flatMap((receipt) => {
    const folder = receiptFolder(workspace.received, receipt.hash);
    return readdirSync(folder)
      .filter((name) => name.startsWith('reading-') && existsSync(join(folder, name, 'reading.json')))
      .map((name) => JSON.parse(readFileSync(join(folder, name, 'reading.json'), 'utf8')) as FileReading)
      .filter(({ code }) => HARMS_READER.has(code ?? ''))
      .map(({ code }) => ({ name: receipt.name, code: code ?? '' }));
  });
}

/** The staged files of a received file that are not what reading it left. */
export function brokenReadings(received: string, receipt: Receipt): string[] {
  const folder = receiptFolder(received, receipt.hash);
  return readdirSync(folder)
    .filter((name) => name.startsWith('reading-') && !name.endsWith('.draft'))
    .flatMap((name) => brokenIn(join(folder, name)));
}

/**
 * The rows must add up before a reading counts; the rename makes it whole or absent. Nothing waits for the disk: the seal
 * tells what a power cut has left half written, and that is read again.
 */
function keepReading(receipt: Receipt, reading: FileReading, draft: string, folder: string): void {
  const { received, used, refused, ignored } = reading.counts;
  if (received !== used + refused + ignored) {
    throw new Error(`rows of ${receipt.hash} do not add up: ${received} ≠ ${used} + ${refused} + ${ignored}`);
  }
  writeFileSync(join(draft, 'reading.json'), JSON.stringify(reading));
  sealFolder(draft, writeFileSync);
  renameSync(draft, folder);
}

/** Readings made by an older way of reading, and half-made ones. */
function clearOldReadings(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('reading-')) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
