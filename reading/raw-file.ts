import type { Limits } from './limits.ts';

/** Between two cells of a row. No office types it, so splitting on it is exact and quoting is not needed. */
export const CELL_SEPARATOR = '\x1f';

/** In place of what a formula comes to, where the program that wrote it left that to others: nothing is computed here. */
export const UNCOUNTED = '（公式没有存值）';

/** One row as it was sent: all cells as text, joined, so that a million rows cost no million arrays. */
export interface RawRow {
  /** The physical row of the sheet or line of the text file, counted from 1. */
  row: number;
  joined: string;
  /** Set when the row cannot be used whatever it is; `joined` then holds it as received, shortened where it is long. */
  broken?: BrokenRow;
  /** Set when a row of data must not be used; a title or a signature may well look like that. */
  doubt?: RowDoubt;
  /** Cells from this one on stand beyond those of the other lines: they doubt the row where they say anything. */
  extra?: number;
  /** Columns whose cells are struck through, from 0: somebody may have taken the row out that way. */
  struck?: readonly number[];
  /** The program that wrote the table has marked this record as deleted and shows it no more. */
  isDeleted?: true;
}

/** A quote that is never closed, more characters than a row can have, characters that are none. */
export type BrokenRow = 'broken-quote' | 'line-too-long' | 'damaged-text';

/**
 * More or fewer cells than the other lines have, so that it is not certain which is which; the end is missing; a
 * person or an amount is merged over several rows; the row is struck through; or it belongs to another table of the same sheet.
 */
export type RowDoubt =
  | 'cells-more'
  | 'cells-fewer'
  | 'cut-short'
  | 'merged-cells'
  | 'struck-through'
  | 'other-table';

/** Why a row is refused before any of its cells is read. */
export type RowFault = BrokenRow | RowDoubt;

export const ROW_FAULTS: readonly RowFault[] = [
  'broken-quote',
  'line-too-long',
  'damaged-text',
  'cells-more',
  'cells-fewer',
  'cut-short',
  'merged-cells',
  'struck-through',
  'other-table',
];

/** A block of cells that shows the value of its first; rows from 1, columns from 0, the last ones included. */
export interface MergedCells {
  fromRow: number;
  toRow: number;
  fromColumn: number;
  toColumn: number;
}

/**
 * Whole lines of a text table as bytes of UTF-8, cells joined by the separator, so that a million rows cost no million
 * texts. No cell of them is quoted, and nothing in them is damaged.
 */
export interface PlainLines {
  bytes: Uint8Array;
  count: number;
  /** The line of the file that the first of them is. */
  firstRow: number;
  /** Where each line begins and where it ends, without its line end. */
  starts: Int32Array;
  ends: Int32Array;
  /** 1 for a line with as many cells as the lines of its file have. */
  isRegular: Uint8Array;
  /** A line as a row, with what speaks against using it. */
  rowAt(position: number): RawRow;
}

export interface RawSheet {
  index: number;
  name: string;
  isHidden: boolean;
  /** Its workbook counts days from 1904: a bare number of days is four years later than elsewhere. */
  countsFrom1904?: boolean;
  /** Cells merged over several rows; known once the rows have been read to their end. */
  merges(): readonly MergedCells[];
  /** The rows from the first to the last, in portions; may be asked for more than once. */
  batches(): AsyncIterable<RawRow[]>;
  /** The same rows of a text table, as the bytes they are wherever none of a portion needs a second look. */
  lines?(): AsyncIterable<RawRow[] | PlainLines>;
}

export type RawFormat = 'delimited' | 'xlsx' | 'xls' | 'html' | 'ods' | 'dbf';

export interface RawFile {
  path: string;
  /** Name as the office gave it, for hints and messages. */
  name: string;
  format: RawFormat;
  /** Said of text files only. */
  encoding: string | null;
  delimiter: string | null;
  sheets: RawSheet[];
  limits: Limits;
}

export function cellsOf(row: RawRow): string[] {
  return row.joined === '' ? [] : row.joined.split(CELL_SEPARATOR);
}

/** Joins cells, leaving out the blank ones at the end; a row of nothing but formulas to be counted is blank. */
export function joinCells(cells: readonly string[]): string {
  let end = cells.includes(UNCOUNTED) && cells.every(isUnsaid) ? 0 : cells.length;
  while (end > 0 && (cells[end - 1] ?? '').trim() === '') end -= 1;
  let joined = '';
  for (let index = 0; index < end; index += 1) {
    const cell = cells[index] ?? '';
    joined += index === 0 ? withoutSeparator(cell) : CELL_SEPARATOR + withoutSeparator(cell);
  }
  return joined;
}

const isUnsaid = (cell: string): boolean => cell === '' || cell === UNCOUNTED;

function withoutSeparator(cell: string): string {
  return cell.includes(CELL_SEPARATOR) ? cell.replaceAll(CELL_SEPARATOR, ' ') : cell;
}

/** The first rows of a sheet that hold anything. */
export async function headOf(sheet: RawSheet, count: number): Promise<RawRow[]> {
  const head: RawRow[] = [];
  for await (const batch of sheet.batches()) {
    for (const row of batch) {
      if (isBlank(row)) continue;
      head.push(row);
      if (head.length >= count) return head;
    }
  }
  return head;
}

/** Whether a number of eighteen characters as residents have one stands in a text. */
export function holdsResidentId(text: string): boolean {
  return /(?<!\d)\d{6}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)/.test(text);
}

export function isBlank(row: RawRow): boolean {
  const { joined } = row;
  for (let index = 0; index < joined.length; index += 1) {
    const code = joined.charCodeAt(index);
    if (code === 0x1f || code === 0x20 || code === 0x09) continue;
    return joined.slice(index).replaceAll(CELL_SEPARATOR, '').trim() === '';
  }
  return true;
}
