import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceRow } from '../../core/finding.ts';
import type { Language } from '../../core/words/language.ts';
import { readingsFolder } from '../../reading/receiving/receipt.ts';
import { quoteText } from '../../storage/warehouse/database.ts';
import type { RowPlace } from '../case-explanation.ts';
import type { PublishedBuild } from '../published-reader.ts';
import { placeIn, type SheetIndex, type SheetRecord } from './row-place.ts';

/** The typed values of one received row, by field; a field that was read from text keeps it under `<field>_raw`. */
export type FieldValues = Readonly<Record<string, string | number | boolean | null>>;

export interface ReceivedRow {
  place: RowPlace;
  sheet: SheetRecord;
  values: FieldValues;
}

/** Reads rows from what reading a file left beside it; columns that must not be kept are not in there. */
export class ReceivedRows {
  readonly #build: PublishedBuild;
  readonly #sheets: SheetIndex;
  readonly #language: Language;
  readonly #known = new Map<string, Promise<FieldValues | null>>();

  constructor(build: PublishedBuild, sheets: SheetIndex, language: Language) {
    this.#build = build;
    this.#sheets = sheets;
    this.#language = language;
  }

  /** The row that evidence points to, or null where what was read from its file is gone. */
  async read(evidence: Pick<EvidenceRow, 'file_hash' | 'sheet' | 'row'>): Promise<ReceivedRow | null> {
    const sheet = this.#sheets.named(evidence.file_hash, evidence.sheet);
    if (!sheet) return null;
    const key = `${evidence.file_hash}/${evidence.sheet}/${evidence.row}`;
    const asked = this.#known.get(key) ?? this.#ask(sheet, evidence.row);
    this.#known.set(key, asked);
    const values = await asked;
    return values ? { place: placeIn(sheet, evidence.row, this.#language), sheet, values } : null;
  }

  async #ask(sheet: SheetRecord, row: number): Promise<FieldValues | null> {
    const [found] = (await readSheetRows(this.#build, sheet, row, row)) ?? [];
    return found ?? null;
  }

  /** Where the row stands, whether or not it can be read. */
  place(evidence: Pick<EvidenceRow, 'file_hash' | 'sheet' | 'row'>): RowPlace | null {
    const sheet = this.#sheets.named(evidence.file_hash, evidence.sheet);
    return sheet ? placeIn(sheet, evidence.row, this.#language) : null;
  }
}

/** Rows of a sheet between two row numbers; null where nothing was left of reading the file. */
export async function readSheetRows(
  build: PublishedBuild,
  sheet: SheetRecord,
  from: number,
  to: number,
): Promise<FieldValues[] | null> {
  return readLeft(build, sheet.hash, `staged.${sheet.source}.${sheet.sheet_no}.parquet`, (path) =>
    build.receivedRows<FieldValues>(
      `select * from read_parquet(${quoteText(path)}) where row_no between $from and $to order by row_no`,
      { from, to },
    ),
  );
}

/**
 * Reads a file made when the received file was read; null where there is none. A night beside may read the file anew and put the
 * new reading in the place of the one that was just found: then that one is read.
 */
export async function readLeft<Rows>(
  build: Pick<PublishedBuild, 'received'>,
  hash: string,
  name: string,
  ask: (path: string) => Promise<Rows>,
): Promise<Rows | null> {
  const path = leftOfReading(build, hash, name);
  if (path === null) return null;
  try {
    return await ask(path);
  } catch (error) {
    if (existsSync(path)) throw error;
    const other = leftOfReading(build, hash, name);
    return other === null ? null : ask(other);
  }
}

/** A file made when the received file was read; a folder ending in `.draft` is still being written. */
function leftOfReading(build: Pick<PublishedBuild, 'received'>, hash: string, name: string): string | null {
  // a hash comes from outside: it must not lead out of the folder
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  const folder = readingsFolder(build.received, hash);
  if (!existsSync(folder)) return null;
  const paths = readdirSync(folder)
    .filter((entry) => entry.startsWith('reading-') && !entry.endsWith('.draft'))
    .map((entry) => join(folder, entry, name));
  return paths.find((path) => existsSync(path)) ?? null;
}

export function textValue(values: FieldValues, field: string): string | null {
  const value = values[`${field}_raw`] ?? values[field] ?? null;
  const text = value === null ? '' : String(value).trim();
  return text === '' ? null : text;
}

export function monthValue(values: FieldValues, field: string): number | null {
  const value = values[field];
  return typeof value === 'number' ? value : null;
}
