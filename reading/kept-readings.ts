import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '../core/errors.ts';
import { sha256Hex } from '../core/hash.ts';
import type { Workspace } from '../storage/workspace.ts';
import { type Receipt, readingsFolder } from './receiving/receipt.ts';
import { type Mapping, mappingFor } from './recognition/mapping.ts';
import { officeMappings, type TaughtColumns } from './recognition/taught-columns.ts';
import type { SourceDefinition } from './sources/source-definition.ts';
import { readingFingerprint } from './staging/fingerprint.ts';
import type { FileReading } from './staging/reading-result.ts';

/** A received file with what reading it came to, and the folder its staged rows are in. */
export interface ReadFile {
  receipt: Receipt;
  reading: FileReading;
  folder: string;
  /** Read tonight, rather than on an earlier night. */
  isFresh: boolean;
}

/**
 * A reading as it lies beside its file, with all that people had said of columns when it was made, and a hash of the words of each
 * source whose words told what a column is.
 */
type KeptReading = FileReading & { said: string; words: Record<string, string> };

/**
 * The readings of earlier nights that still hold: made by the code, the definitions and the hand-written mappings of today,
 * and by the same word of a person on the columns of just this file. What is said of one layout leaves all other files alone.
 */
export class KeptReadings {
  /** What the office has said of columns, taught before written by hand. */
  readonly mappings: readonly Mapping[];
  readonly #workspace: Pick<Workspace, 'received' | 'mapping'>;
  readonly #fingerprint: string;
  readonly #said: string;
  readonly #sources: ReadonlyMap<string, SourceDefinition>;
  readonly #words = new Map<string, string>();

  /** Entries of the file of mappings that cannot be followed are told and left out. */
  constructor(
    workspace: Pick<Workspace, 'received' | 'mapping'>,
    taught: readonly TaughtColumns[],
    sources: readonly SourceDefinition[],
    onWrong?: (why: Refusal) => void,
  ) {
    this.mappings = officeMappings(workspace.mapping, taught, sources, onWrong);
    this.#workspace = workspace;
    this.#fingerprint = readingFingerprint(workspace.mapping);
    this.#sources = new Map(sources.map((source) => [source.source, source]));
    this.#said = sha256Hex(this.mappings.map(({ by }) => by).join()).slice(0, 16);
  }

  folderOf({ hash }: Receipt): string {
    return join(readingsFolder(this.#workspace.received, hash), `reading-${this.#fingerprint}`);
  }

  /** Null where the file was not read yet, is read otherwise now, or its reading is damaged. */
  find(receipt: Receipt): ReadFile | null {
    const folder = this.folderOf(receipt);
    const path = join(folder, READING);
    const kept = existsSync(path) ? keptIn(path) : null;
    if (kept === null) return null;
    const { said, words, ...reading } = kept;
    if (Object.entries(words).some(([source, hash]) => hash !== this.#wordsOf(source))) return null;
    const isRead = said === this.#said || reading.layouts.every((layout) => this.#isReadSo(layout, receipt));
    return isRead ? { receipt, reading, folder, isFresh: false } : null;
  }

  /** The text of a reading that is to be kept. */
  toKeep(reading: FileReading): string {
    const words = Object.fromEntries(toldByWords(reading).map((source) => [source, this.#wordsOf(source)]));
    return JSON.stringify({ ...reading, said: this.#said, words } satisfies KeptReading);
  }

  #wordsOf(source: string): string {
    const known = this.#words.get(source);
    if (known !== undefined) return known;
    const hash = sha256Hex(JSON.stringify(this.#sources.get(source)?.vocabulary ?? null)).slice(0, 16);
    this.#words.set(source, hash);
    return hash;
  }

  #isReadSo({ headers, mapping }: FileReading['layouts'][number], { name }: Receipt): boolean {
    return (mappingFor(this.mappings, name, headers)?.by ?? null) === mapping;
  }
}

/** Sources whose words may tell what a column of the file is: its header told nothing, or stands twice. */
function toldByWords({ sheets, layouts }: FileReading): string[] {
  const used = sheets
    .filter(
      ({ columns, unused }) =>
        columns.some(({ how }) => how === 'profile') ||
        unused.some(({ reason }) => reason === 'unknown' || reason === 'duplicate'),
    )
    .flatMap(({ source }) => source ?? []);
  const asked = layouts.filter(({ asks }) => asks !== null).flatMap(({ near }) => near);
  return [...new Set([...used, ...asked])].sort();
}

function keptIn(path: string): KeptReading | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeptReading;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The file in the folder of a reading that says what reading came to. */
export const READING = 'reading.json';
