import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition } from './column-assignment.ts';
import type { ComposedHeader } from './header-match.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';

/** One column alone that ends early is a remark. */
const OF_A_TABLE = 2;

/**
 * Columns behind a blank one that are filled from the first person on and end before the last: another table stands beside
 * the list, such as one of townships and their sums, whose first rows would be told of the first people. Somebody is asked.
 */
export function tablesBeside(
  source: SourceDefinition,
  headers: readonly ComposedHeader[],
  rows: readonly (readonly string[])[],
  columns: readonly ColumnRecognition[],
): UnclearColumns[] {
  const isFilled = (row: readonly string[], index: number): boolean => (row[index] ?? '').trim() !== '';
  const own = columns.filter(({ field }) =>
    ['resident_id', 'name'].includes(source.fields[field]?.type ?? ''),
  );
  const people = rows.filter((row) => own.some(({ index }) => isFilled(row, index)));
  const isNamed = ({ text, parent }: ComposedHeader): boolean => `${parent}${text}`.trim() !== '';
  const gap = headers.findIndex(
    (header, index) =>
      own.some((column) => column.index < index) &&
      !isNamed(header) &&
      rows.every((row) => !isFilled(row, index)) &&
      headers.slice(index).filter(isNamed).length >= OF_A_TABLE &&
      endsEarly(people.map((row) => row.slice(index).some((cell) => cell.trim() !== ''))),
  );
  if (gap === -1) return [];
  return columns
    .filter(({ index, how }) => index > gap && how !== 'mapping')
    .map(({ index, field }) => oneOfOrNone(index, [field]));
}

/** True from the first on, for more than one, and not to the last. */
function endsEarly(filled: readonly boolean[]): boolean {
  const count = filled.filter(Boolean).length;
  return count > 1 && count < filled.length && filled.slice(0, count).every(Boolean);
}
