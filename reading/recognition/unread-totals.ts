import { parseFen } from '../../core/money.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { ColumnRecognition, UnusedColumn } from './column-assignment.ts';
import { LEFT_OUT } from './mapping.ts';
import type { UnclearColumns } from './unclear-columns.ts';

/** So many times the parts that are known a total may be: what is far larger is a year, a balance or a number. */
const MOST_TIMES = 10;
const MOST_ROWS = 0.8;

/**
 * A list of payments that names parts and no total which anybody knows, beside a column nobody knows whose amounts are no less
 * than these parts: it may be the total, and what its parts leave out would be called unpaid. Somebody is asked.
 */
export function unreadTotals(
  source: SourceDefinition,
  rows: readonly (readonly string[])[],
  { columns, unused }: { columns: readonly ColumnRecognition[]; unused: readonly UnusedColumn[] },
): UnclearColumns[] {
  const money = Object.entries(source.fields).filter(([, { type }]) => type === 'money');
  const totals = money.filter(([, { blank_holds }]) => blank_holds).map(([field]) => field);
  const parts = columns.filter(({ field }) => money.some(([name]) => name === field));
  const isPart = ({ field }: ColumnRecognition): boolean => !!source.fields[field]?.marks_source;
  if (totals.length === 0 || !parts.some(isPart)) return [];
  if (parts.some(({ field }) => totals.includes(field) || field === 'due_fen' || field === 'monthly_fen'))
    return [];
  const filled = rows.filter((row) => parts.some(({ index }) => (fenAt(row, index) ?? 0) > 0));
  return unused
    .filter(({ reason }) => reason === 'unknown')
    .filter(({ index }) => {
      const like = filled.filter((row) => {
        const sum = parts.reduce((total, part) => total + (fenAt(row, part.index) ?? 0), 0);
        const fen = fenAt(row, index) ?? 0;
        return fen >= sum && fen <= sum * MOST_TIMES;
      });
      return filled.length > 0 && like.length >= filled.length * MOST_ROWS;
    })
    .map(({ index }) => ({ readings: [...totals, LEFT_OUT].map((field) => ({ index, field })) }));
}

function fenAt(row: readonly string[], index: number): number | null {
  return parseFen((row[index] ?? '').trim()) ?? null;
}
