import { mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { memoryOf } from '../storage/memory.ts';
import type { Workspace } from '../storage/workspace.ts';
import type { KeptReadings, ReadFile } from './kept-readings.ts';
import { keptPath, type Receipt } from './receiving/receipt.ts';
import { readInChildren } from './staging/reading-children.ts';

/** A file on trial: not received yet, or to be seen as the newest of all. */
export interface FileOnTrial {
  receipt: Receipt;
  path: string;
  /** A list of what is still to be paid is read as one of what was. */
  isStillToBePaid?: boolean;
}

/**
 * Received files, and any on trial behind them, as they are read by what people say of columns. Readings of earlier nights
 * are used where they hold; what has to be read is read into `scratch`, so that the workspace stays as it is.
 */
export async function readAside(
  workspace: Workspace,
  receipts: readonly Receipt[],
  kept: KeptReadings,
  scratch: string,
  onTrial: readonly FileOnTrial[] = [],
): Promise<ReadFile[]> {
  const known = receipts.map((receipt) => kept.find(receipt));
  const unread = receipts
    .filter((_receipt, place) => known[place] === null)
    .map((receipt): FileOnTrial => ({ receipt, path: keptPath(workspace.received, receipt) }));
  const tasks = [...unread, ...onTrial].map(({ receipt, path, isStillToBePaid = false }) => {
    const folder = join(scratch, receipt.hash);
    mkdirSync(folder, { recursive: true });
    return { path, name: receipt.name, folder, bytes: receipt.bytes, receipt, isStillToBePaid };
  });
  const byFolder = new Map(tasks.map((task) => [task.folder, task.receipt]));
  const fresh: ReadFile[] = [];
  const settings = { mappings: kept.mappings, memory: memoryOf(workspace.settings) };
  await readInChildren(tasks, settings, ({ folder }, reading) => {
    const receipt = byFolder.get(folder);
    if (!receipt) throw new Error(`a reading came back for no file: ${folder}`);
    fresh.push({ receipt, reading, folder, isFresh: true });
  });
  return [...known.filter((file) => file !== null), ...fresh];
}

/** Newer than every received file, so that its month counts and not an earlier delivery of the same month. */
export function receiptOnTrial(
  { path, hash, name = basename(path) }: { path: string; hash: string; name?: string },
  receipts: readonly Receipt[],
): Receipt {
  const { size, mtime } = statSync(path);
  const latest = receipts.map(({ received_at }) => received_at).sort();
  return {
    hash,
    sequence: Math.max(0, ...receipts.map(({ sequence }) => sequence)) + 1,
    name,
    kept_as: basename(path),
    bytes: size,
    modified_at: `${[mtime.toISOString(), ...receipts.map(({ modified_at }) => modified_at)].sort().at(-1)}~`,
    received_at: `${latest.at(-1) ?? ''}~`,
  };
}
