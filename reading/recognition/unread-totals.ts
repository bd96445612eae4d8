import { parseFen } from '../../core/money.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition, UnusedColumn } from './column-assignment.ts';
import { oneOfOrNone, type UnclearColumns } from './unclear-columns.ts';

/** So many times the parts that are known a total may be: what is far larger is a year, a balance or a number. */
const MOST_TIMES = 10;
const MOST_ROWS = 0.8;
/** Whole amounts, though not what left the fund. */
const SUMS: ReadonlySet<string> = new Set(['due_fen', 'monthly_fen', 'amount_fen']);

/**
 * A list of payments that names parts and no total which anybody knows, beside a column nobody knows whose amounts are no less
 * than these parts: it may be the total, and what its parts leave out would be called unpaid. Somebody is asked.
 */
export function unreadTotals(
  source: SourceDefinition,
  rows: readonly (readonly string[])[],
  { columns, unused }: { columns: readonly ColumnRecognition[]; unused: readonly UnusedColumn[] },
): UnclearColumns[] {
  const isMoney = (field: string): boolean => source.fields[field]?.type === 'money';
  const totals = Object.keys(source.fields).filter(
    (field) => isMoney(field) && source.fields[field]!.blank_holds,
  );
  const parts = columns.filter(({ field }) => isMoney(field));
  const isPart = ({ field }: ColumnRecognition): boolean => !!source.fields[field]?.marks_source;
  if (totals.length === 0 || !parts.some(isPart)) return [];
  if (parts.some(({ field }) => totals.includes(field) || SUMS.has(field))) return [];
  const filled = rows.flatMap((row) => {
    const amounts = parts.map(({ index }) => fenAt(row, index));
    const sum = amounts.reduce((total, fen) => total + fen, 0);
    return amounts.some((fen) => fen > 0) ? [{ row, sum }] : [];
  });
  if (filled.length === 0) return [];
  return unused
    .filter(({ reason }) => reason === 'unknown')
    .filter(({ index }) => {
      const like = filled.filter(({ row, sum }) => {
        const fen = fenAt(row, index);
        return fen >= sum && fen <= sum * MOST_TIMES;
      });
      return like.length >= filled.length * MOST_ROWS;
    })
    .map(({ index }) => oneOfOrNone(index, totals));
}

function fenAt(row: readonly string[], index: number): number {
  return parseFen(row[index] ?? null) ?? 0;
}
