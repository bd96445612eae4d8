import { maskAccount, maskResidentId } from '../../../../core/mask.ts';
import { Masker, maskCell } from '../../../../explanation/masker.ts';

interface SampleColumn {
  index: number;
  header: string;
  field: string | null;
  why_not: string | null;
}

/** Two to four characters and nothing else: a column without a known header may well hold names. */
const LIKE_A_NAME = /^\p{Script=Han}{2,4}$/u;

/** The first rows of a file with everybody masked, by what the column is read as, else by its header. */
export function maskSample(
  columns: readonly SampleColumn[],
  rows: readonly { row: number; cells: readonly string[] }[],
): { row: number; cells: string[] }[] {
  const masker = new Masker(false);
  const named = columns.filter((column) => isUnknownName(column, rows));
  const masked = rows.map(({ row, cells }) => ({
    row,
    cells: columns.map((column) => {
      const value = (cells[column.index] ?? '').trim();
      if (column.why_not === 'never-import' || value === '') return '';
      if (named.includes(column)) return masker.name(value);
      return maskValue(column, value, masker);
    }),
  }));
  return masker.all(masked);
}

function maskValue({ header, field }: SampleColumn, value: string, masker: Masker): string {
  if (field?.includes('resident_id')) return maskResidentId(value);
  if (field?.includes('account')) return maskAccount(value);
  if (field?.includes('name')) return masker.name(value);
  return maskCell(header, value, masker);
}

/** An unknown column that holds many different short words: taken for names until somebody says what it is. */
function isUnknownName(
  { index, field, why_not: whyNot }: SampleColumn,
  rows: readonly { cells: readonly string[] }[],
): boolean {
  if (field !== null || whyNot !== 'unknown') return false;
  const values = rows.map(({ cells }) => (cells[index] ?? '').trim()).filter((value) => value !== '');
  return values.length > 0 && values.every((value) => LIKE_A_NAME.test(value));
}
