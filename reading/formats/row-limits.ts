import type { Limits } from '../limits.ts';
import { CELL_SEPARATOR, type RawRow } from '../raw-file.ts';

/** Of a row that cannot be used enough is kept to find it again. */
const SHOWN_OF_LONG = 500;

/** A row of a workbook, refused by itself where a cell holds more than a spreadsheet can. */
export function rowWithin(
  { cellCharacters, lineCharacters }: Limits,
  row: number,
  joined: string,
  struck: readonly number[] = [],
): RawRow {
  const whole = struck.length === 0 ? { row, joined } : { row, joined, struck };
  if (joined.length <= cellCharacters) return whole;
  const isTooLong =
    joined.length > lineCharacters ||
    joined.split(CELL_SEPARATOR).some((cell) => cell.length > cellCharacters);
  if (!isTooLong) return whole;
  return { row, joined: copyOf(joined.slice(0, SHOWN_OF_LONG)), broken: 'line-too-long' };
}

/** A part of a text keeps the whole in memory, thousands of times where thousands of rows are too long. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
