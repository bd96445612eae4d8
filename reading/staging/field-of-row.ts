import { columnOf, type NumberColumn, type TextColumn } from '../../storage/parquet/parquet-file.ts';
import { UNCOUNTED } from '../raw-file.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import {
  type CellColumn,
  type CellReader,
  type ColumnKnowledge,
  cellReader,
  type ReadCell,
} from './cell-readers.ts';
import { daysSinceEpoch } from './plain-cells.ts';

/** Of each column as many different odd cells are remembered with what they were read as. */
const REMEMBERED = 50_000;

/** An odd cell as it is put into the columns. */
interface KnownCell {
  values: readonly (Uint8Array | number | null)[];
  isSaid: boolean;
  isUnreadable: boolean;
  isUncounted?: true;
  isOfListYear: boolean;
}

const NO_CELL: KnownCell = { values: [], isSaid: false, isUnreadable: false, isOfListYear: false };

/** A field that has a column in this sheet, and what the cell of the row at hand came to. */
export class FieldOfRow {
  readonly field: string;
  readonly type: SourceDefinition['fields'][string]['type'];
  readonly columns: readonly CellColumn[];
  readonly #reader: CellReader;
  readonly #known = new Map<string, KnownCell>();
  #last: { raw: Uint8Array; cell: KnownCell } = { raw: new Uint8Array(0), cell: NO_CELL };
  /** The cell says something. */
  isSaid = false;
  isUnreadable = false;
  /** It is a month without its year. */
  isOfListYear = false;
  /** Cells so far that hold something else than what the column is for. */
  unreadableCells = 0;
  /** Cells so far that hold a formula without what it comes to. */
  uncountedCells = 0;

  constructor(field: string, definition: SourceDefinition['fields'][string], known: ColumnKnowledge) {
    this.field = field;
    this.type = definition.type;
    this.#reader = cellReader(definition.type, known);
    this.columns = this.#reader.staged.map(({ suffix, type }) => columnOf(field + suffix, type));
  }

  get pointOne(): CellReader['pointOne'] {
    return this.#reader.pointOne;
  }

  takeNothing(): void {
    this.isOfListYear = false;
    this.isSaid = false;
    this.isUnreadable = false;
    for (const column of this.columns) column.addNothing();
  }

  take(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) this.takeNothing();
    else if (this.#reader.takePlain(bytes, start, end, this.columns)) {
      this.isOfListYear = false;
      this.isSaid = true;
      this.isUnreadable = false;
    } else this.#takeOdd(bytes, start, end);
  }

  #takeOdd(bytes: Uint8Array, start: number, end: number): void {
    const cell = this.#isLast(bytes, start, end) ? this.#last.cell : this.#find(bytes, start, end);
    this.isSaid = cell.isSaid;
    this.isUnreadable = cell.isUnreadable;
    this.isOfListYear = cell.isOfListYear;
    if (cell.isUncounted) this.uncountedCells += 1;
    else if (cell.isUnreadable) this.unreadableCells += 1;
    for (let index = 0; index < this.columns.length; index += 1) {
      const column = this.columns[index]!;
      const value = cell.values[index]!;
      if (value === null) column.addNothing();
      else if (typeof value === 'number') (column as NumberColumn).addNumber(value);
      else (column as TextColumn).addBytes(value, 0, value.length);
    }
  }

  /** Whole columns say the same: of the odd cell before nothing has to be made anew. */
  #isLast(bytes: Uint8Array, start: number, end: number): boolean {
    const { raw } = this.#last;
    if (raw.length !== end - start) return false;
    for (let index = 0; index < raw.length; index += 1) if (raw[index] !== bytes[start + index]) return false;
    return true;
  }

  #find(bytes: Uint8Array, start: number, end: number): KnownCell {
    const raw = Buffer.from(bytes.subarray(start, end));
    const text = raw.toString('utf8');
    let cell = this.#known.get(text);
    if (cell === undefined) {
      cell = text === UNCOUNTED ? this.#uncounted() : this.#prepared(this.#reader.read(text));
      if (this.#known.size === REMEMBERED) this.#known.clear();
      this.#known.set(text, cell);
    }
    this.#last = { raw, cell };
    return cell;
  }

  #uncounted(): KnownCell {
    const values = this.columns.map(() => null);
    return { values, isSaid: false, isUnreadable: true, isUncounted: true, isOfListYear: false };
  }

  /** As it is put into the columns; a blank text is nothing. */
  #prepared({ values, isUnreadable, saysNothing = false, isOfListYear = false }: ReadCell): KnownCell {
    const prepared = values.map((value, index) => {
      if (value === null || value === '') return null;
      const { type } = this.columns[index]!;
      if (type === 'varchar') return Buffer.from(value);
      return type === 'date' ? daysSinceEpoch(Number(value.replaceAll('-', ''))) : Number(value);
    });
    return {
      values: prepared,
      isSaid: !saysNothing && prepared.some((value) => value !== null),
      isUnreadable,
      isOfListYear,
    };
  }
}
