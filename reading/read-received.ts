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
import type { SizedTask } from './staging/reader.ts';
import { ReadingChildren } from './staging/reading-children.ts';
import type { FileReading } from './staging/reading-result.ts';

/** Refusals that a file earns by what it does to the process that reads it. */
const HARMS_READER: ReadonlySet<string> = new Set([
  'file-takes-too-long',
  'file-eats-memory',
  'file-breaks-reader',
]);

/** What reading the files of a night is told. */
interface ReadingOptions {
  sources: readonly SourceDefinition[];
  taught: readonly TaughtColumns[];
  onWrongMapping?: (why: Refusal) => void;
}

/**
 * Consumes the received files; leaves beside each its typed rows, so that a file is read once and not again
 * until the way of reading changes. A file that cannot be used is refused with its reason, remembered like any reading;
 * the others go on. What has just arrived is read while others are still being received.
 */
export class NightReading implements AsyncDisposable {
  readonly #workspace: Workspace;
  readonly #kept: KeptReadings;
  readonly #children: ReadingChildren;
  readonly #byDraft = new Map<string, Receipt>();
  readonly #known = new Map<string, ReadFile>();
  #onFile: ((receipt: Receipt) => void) | null = null;

  constructor(workspace: Workspace, { sources, taught, onWrongMapping }: ReadingOptions) {
    this.#workspace = workspace;
    // a mapping that is wrong is said before any file is touched
    this.#kept = new KeptReadings(workspace, taught, sources, onWrongMapping);
    const settings = { mappings: this.#kept.mappings, memory: memoryOf(workspace.settings) };
    this.#children = new ReadingChildren(settings, (task, reading) => this.#keep(task.folder, reading));
    this.#children.prepare();
  }

  /** Reads a file that was just copied: what was hashed while it was kept is not hashed again. */
  begin(receipt: Receipt): void {
    this.#children.add([this.#taskOf(receipt)]);
  }

  /** When all have been read, now or on an earlier night; `seals` is what is known of the seal of a file's reading, by the hash of the file. */
  async finish(
    receipts: readonly Receipt[],
    seals: ReadonlyMap<string, string>,
    onFile: (receipt: Receipt) => void,
    onDamage: (receipt: Receipt, broken: readonly string[]) => void = () => undefined,
  ): Promise<ReadFile[]> {
    for (const { receipt } of this.#known.values()) onFile(receipt);
    this.#onFile = onFile;
    const begun = new Set([...this.#byDraft.values()].map(({ hash }) => hash));
    const unread = receipts.filter((receipt) => {
      if (begun.has(receipt.hash)) return false;
      // what was read can be read again: damage costs time, and nobody's row
      const folder = this.#kept.folderOf(receipt);
      const broken = existsSync(folder) ? brokenIn(folder, seals.get(receipt.hash)) : [];
      if (broken.length > 0) onDamage(receipt, broken);
      const found = broken.length > 0 ? null : this.#kept.find(receipt);
      if (found !== null) this.#known.set(receipt.hash, found);
      return found === null;
    });
    for (const receipt of unread) refuseAltered(this.#workspace.received, receipt);
    this.#children.add(unread.map((receipt) => this.#taskOf(receipt)));
    await this.#children.finish();
    return receipts.map((receipt) => {
      const found = this.#known.get(receipt.hash);
      if (!found) throw new Error(`${receipt.hash} was not read`);
      return { ...found, receipt };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#children[Symbol.asyncDispose]();
  }

  #taskOf(receipt: Receipt): SizedTask {
    const { received } = this.#workspace;
    const folder = `${this.#kept.folderOf(receipt)}.draft`;
    this.#byDraft.set(folder, receipt);
    clearOldReadings(readingsFolder(received, receipt.hash));
    mkdirSync(folder, { recursive: true });
    return { path: keptPath(received, receipt), name: receipt.name, folder, bytes: receipt.bytes };
  }

  #keep(draft: string, reading: FileReading): void {
    const receipt = this.#byDraft.get(draft);
    if (!receipt) throw new Error(`a reading came back for no file: ${draft}`);
    const folder = this.#kept.folderOf(receipt);
    keepReading(receipt, reading, this.#kept.toKeep(reading), draft, folder);
    this.#known.set(receipt.hash, { receipt, reading, folder, isFresh: true });
    this.#onFile?.(receipt);
  }
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
