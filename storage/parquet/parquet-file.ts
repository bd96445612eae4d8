import { closeSync, openSync, writeSync } from 'node:fs';
import { encodeStruct, type Thrift } from './compact-thrift.ts';
import {
  type ColumnType,
  NumberColumn,
  type ParquetColumn,
  TextColumn,
  TYPE_NUMBERS,
} from './parquet-column.ts';

export { type ColumnType, NumberColumn, type ParquetColumn, TextColumn };

const MARK = Buffer.from('PAR1');

/** Rows of a group: as many as the engine takes at a time itself. */
const GROUP_ROWS = 122_880;

/** A group is closed earlier where its rows are long. */
const GROUP_BYTES = 64 * 1024 ** 2;

/** Up to so many bytes are written with one call. */
const WORTH_JOINING = 1024 ** 2;

/** Numbers of the format. */
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;
const PLAIN = 0;
const RUNS = 3;
const UNCOMPRESSED = 0;
const OPTIONAL = 1;

/**
 * Writes rows into a Parquet file, group by group, so that memory does not grow with the file: uncompressed, every column
 * may be blank. All columns get one value, or `addNothing`, and then the row is ended.
 */
export class ParquetFile {
  readonly #columns: readonly ParquetColumn[];
  readonly #file: number;
  readonly #groups: Thrift[] = [];
  #at = 0;
  #waiting = 0;
  /** Pieces that are written together: a small file costs one call. */
  #pieces: Uint8Array[] = [];
  rows = 0;

  constructor(path: string, columns: readonly ParquetColumn[]) {
    this.#columns = columns;
    this.#file = openSync(path, 'w');
    this.#put(MARK);
  }

  endRow(): void {
    this.rows += 1;
    this.#waiting += 1;
    if (this.#waiting === GROUP_ROWS) this.#writeGroup();
    else if (
      this.#waiting % 1024 === 0 &&
      this.#columns.reduce((sum, { size }) => sum + size, 0) > GROUP_BYTES
    )
      this.#writeGroup();
  }

  /** Writes what waits and the footer; without it the file is none. */
  finish(): void {
    if (this.#waiting > 0) this.#writeGroup();
    const footer = encodeStruct({
      1: { i32: 1 },
      2: { list: [rootOf(this.#columns.length), ...this.#columns.map(schemaOf)] },
      3: { i64: this.rows },
      4: { list: this.#groups },
      6: { binary: 'hedui' },
    });
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    this.#put(footer, length, MARK);
    this.#write();
    this.close();
  }

  /** Leaves the file as it is, for whoever gives up on it. */
  close(): void {
    closeSync(this.#file);
  }

  #writeGroup(): void {
    const chunks = this.#columns.map((column) => this.#writeColumn(column));
    this.#groups.push({
      struct: {
        1: { list: chunks.map(({ chunk }) => chunk) },
        2: { i64: chunks.reduce((sum, { bytes }) => sum + bytes, 0) },
        3: { i64: this.#waiting },
      },
    });
    this.#waiting = 0;
    this.#write();
  }

  #writeColumn(column: ParquetColumn): { chunk: Thrift; bytes: number } {
    const { dictionary, values, encoding, levels, rows } = column.take();
    if (rows !== this.#waiting)
      throw new Error(`the column ${column.name} has ${rows} values for ${this.#waiting} rows`);
    const start = this.#at;
    if (dictionary !== null) {
      this.#writePage(DICTIONARY_PAGE, [dictionary.bytes], {
        7: { struct: { 1: { i32: dictionary.count }, 2: { i32: PLAIN } } },
      });
    }
    const dataStart = this.#at;
    const levelsLength = Buffer.alloc(4);
    levelsLength.writeUInt32LE(levels.length);
    this.#writePage(DATA_PAGE, [levelsLength, levels, values], {
      5: { struct: { 1: { i32: rows }, 2: { i32: encoding }, 3: { i32: RUNS }, 4: { i32: RUNS } } },
    });
    const bytes = this.#at - start;
    const about: Record<number, Thrift> = {
      1: { i32: TYPE_NUMBERS[column.type].physical },
      2: { list: [...new Set([PLAIN, RUNS, encoding])].map((i32) => ({ i32 })) },
      3: { list: [{ binary: column.name }] },
      4: { i32: UNCOMPRESSED },
      5: { i64: rows },
      6: { i64: bytes },
      7: { i64: bytes },
      9: { i64: dataStart },
    };
    if (dictionary !== null) about[11] = { i64: start };
    return { chunk: { struct: { 2: { i64: start }, 3: { struct: about } } }, bytes };
  }

  #writePage(kind: number, content: readonly Uint8Array[], header: Record<number, Thrift>): void {
    const size = content.reduce((sum, { length }) => sum + length, 0);
    this.#put(encodeStruct({ 1: { i32: kind }, 2: { i32: size }, 3: { i32: size }, ...header }), ...content);
  }

  #put(...pieces: Uint8Array[]): void {
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#at += piece.length;
    }
  }

  #write(): void {
    const size = this.#pieces.reduce((sum, { length }) => sum + length, 0);
    const pieces = size > WORTH_JOINING ? this.#pieces : [Buffer.concat(this.#pieces)];
    this.#pieces = [];
    for (const bytes of pieces) {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    }
  }
}

function rootOf(columns: number): Thrift {
  return { struct: { 4: { binary: 'row' }, 5: { i32: columns } } };
}

function schemaOf({ name, type }: ParquetColumn): Thrift {
  const { physical, converted } = TYPE_NUMBERS[type];
  const about: Record<number, Thrift> = { 1: { i32: physical }, 3: { i32: OPTIONAL }, 4: { binary: name } };
  if (converted !== null) about[6] = { i32: converted };
  return { struct: about };
}

/** A column for values of this type. */
export function columnOf(name: string, type: ColumnType): TextColumn | NumberColumn {
  return type === 'varchar' ? new TextColumn(name) : new NumberColumn(name, type);
}
