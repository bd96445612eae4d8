import { writeWhole } from './compact-thrift.ts';
import { Dictionary } from './dictionary.ts';
import { grown } from './grown.ts';

export type ColumnType = 'varchar' | 'integer' | 'bigint' | 'date';

/** Physical and logical type of a column by their numbers in the format; null for a number that is a number. */
export const TYPE_NUMBERS: Record<ColumnType, { physical: number; converted: number | null }> = {
  varchar: { physical: 6, converted: 0 },
  integer: { physical: 1, converted: null },
  bigint: { physical: 2, converted: null },
  date: { physical: 1, converted: 6 },
};

const PLAIN = 0;
const DICTIONARY = 8;

/** What is written of a column's values: either the values themselves, or a dictionary and places in it. */
export interface ColumnPages {
  values: Uint8Array;
  encoding: number;
  dictionary: { bytes: Uint8Array; count: number } | null;
}

/** The values of one column that wait to be written; a row adds one, or nothing. */
export abstract class ParquetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** 1 for each row that has a value. */
  #present = new Uint8Array(64);
  rows = 0;
  missing = 0;

  constructor(name: string, type: ColumnType) {
    this.name = name;
    this.type = type;
  }

  /** Bytes that the values take. */
  abstract get size(): number;
  protected abstract takePages(): ColumnPages;

  addNothing(): void {
    this.missing += 1;
    this.addRow(0);
  }

  protected addRow(isPresent: 0 | 1): void {
    if (this.rows === this.#present.length) this.#present = grown(this.#present, this.rows + 1);
    this.#present[this.rows] = isPresent;
    this.rows += 1;
  }

  /** What has been added, as it is written: good until the next row is added. The column is empty then. */
  take(): ColumnPages & { levels: Uint8Array; rows: number } {
    const { rows } = this;
    const levels = this.#levels();
    this.rows = 0;
    this.missing = 0;
    return { ...this.takePages(), levels, rows };
  }

  /** Which rows have a value: one run where all have, or none has; else a bit for each. */
  #levels(): Uint8Array {
    const run: number[] = [];
    if (this.missing === 0 || this.missing === this.rows) {
      writeWhole(run, this.rows * 2);
      run.push(this.missing === 0 ? 1 : 0);
      return Uint8Array.from(run);
    }
    const groups = Math.ceil(this.rows / 8);
    writeWhole(run, groups * 2 + 1);
    const levels = new Uint8Array(run.length + groups);
    levels.set(run);
    for (let row = 0; row < this.rows; row += 1)
      if (this.#present[row] === 1) levels[run.length + (row >> 3)]! |= 1 << (row & 7);
    return levels;
  }
}

/** Texts as bytes of UTF-8. Few different ones are kept once each, with their places. */
export class TextColumn extends ParquetColumn {
  /** Length and bytes of each text, or of each different one while the dictionary is kept. */
  #bytes = new Uint8Array(1024);
  #at = 0;
  #dictionary: Dictionary | null = new Dictionary();
  /** Many different texts were met: the next rows will have as many. */
  #isVaried = false;

  constructor(name: string) {
    super(name, 'varchar');
  }

  get size(): number {
    return this.#at;
  }

  addText(text: string): void {
    const bytes = Buffer.from(text);
    this.addBytes(bytes, 0, bytes.length);
  }

  addBytes(from: Uint8Array, start: number, end: number): void {
    this.addRow(1);
    if (this.#dictionary !== null) {
      if (this.#dictionary.find(this.#bytes, from, start, end)) return;
      const isKept = this.#dictionary.add(this.#at, end - start);
      if (!isKept) this.#spread(this.#dictionary);
    }
    this.#append(from, start, end);
  }

  #append(from: Uint8Array, start: number, end: number): void {
    const length = end - start;
    const next = this.#at + 4 + length;
    if (next > this.#bytes.length) this.#bytes = grown(this.#bytes, next);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at] = length & 0xff;
    bytes[at + 1] = (length >> 8) & 0xff;
    bytes[at + 2] = (length >> 16) & 0xff;
    bytes[at + 3] = length >> 24;
    at += 4;
    // a call costs more than the loop for what is as short as a cell
    if (length > 200) bytes.set(from.subarray(start, end), at);
    else for (let index = start; index < end; index += 1, at += 1) bytes[at] = from[index]!;
    this.#at = next;
  }

  /** There are too many different texts: each row gets its own after all. */
  #spread(dictionary: Dictionary): void {
    const [kept, places] = [this.#bytes.slice(0, this.#at), dictionary.takePlaces()];
    this.#at = 0;
    this.#dictionary = null;
    this.#isVaried = true;
    for (const place of places) {
      const start = dictionary.starts[place]! + 4;
      this.#append(kept, start, start + dictionary.lengths[place]!);
    }
  }

  protected takePages(): ColumnPages {
    const bytes = this.#bytes.subarray(0, this.#at);
    this.#at = 0;
    const dictionary = this.#dictionary;
    this.#dictionary = this.#isVaried ? null : new Dictionary();
    if (dictionary === null || dictionary.count === 0)
      return { values: bytes, encoding: PLAIN, dictionary: null };
    return {
      values: dictionary.packedPlaces(),
      encoding: DICTIONARY,
      dictionary: { bytes, count: dictionary.count },
    };
  }
}

/** Whole numbers and days since 1970-01-01. */
export class NumberColumn extends ParquetColumn {
  readonly #isWide: boolean;
  #values = new Int32Array(64);
  #count = 0;
  /** Of all that was ever added. */
  sum = 0;
  /** The number added last. */
  last = 0;

  constructor(name: string, type: 'integer' | 'bigint' | 'date') {
    super(name, type);
    this.#isWide = type === 'bigint';
  }

  get size(): number {
    return this.#count * 4;
  }

  /** A whole number that JavaScript holds exactly. */
  addNumber(value: number): void {
    this.addRow(1);
    this.sum += value;
    this.last = value;
    if (this.#count + 2 > this.#values.length) this.#values = grown(this.#values, this.#count + 2);
    this.#values[this.#count] = (value % 2 ** 32) | 0;
    this.#count += 1;
    if (!this.#isWide) return;
    this.#values[this.#count] = Math.floor(value / 2 ** 32);
    this.#count += 1;
  }

  protected takePages(): ColumnPages {
    const values = new Uint8Array(this.#values.buffer, 0, this.#count * 4);
    this.#count = 0;
    return { values, encoding: PLAIN, dictionary: null };
  }
}
