import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../core/yaml-file.ts';
import type { SheetRow } from '../../reading/sheet-rows.ts';
import type { CellPatch } from './patch-xlsx.ts';

export const FEEDBACK_FIELDS = [
  'outcome',
  'conclusion',
  'is_verified',
  'is_alive',
  'died_on',
  'months',
  'amount',
  'recovered',
  'outstanding',
  'unrecovered_reason',
  'measure',
  'method',
  'verified_by',
  'done_on',
  'card_in_hand',
  'card_with_kin',
  'abnormal',
  'note',
] as const;

export type FeedbackField = (typeof FEEDBACK_FIELDS)[number];

/** What each field of an answer is called, the likeliest first. */
export const FEEDBACK_HEADINGS = z
  .record(z.enum(FEEDBACK_FIELDS), z.array(z.string().min(1)).min(1))
  .parse(readYamlFile(join(import.meta.dirname, 'feedback-columns.yaml')));

const HEADER_ROWS = 30;

/** Which columns of the sender's table we are asked to fill, counted from 0. */
export function findFeedbackColumns(
  rows: readonly SheetRow[],
  itemRows: ReadonlySet<number>,
): Map<FeedbackField, number> {
  const firstItem = Math.min(...itemRows);
  const above = rows.filter(({ row }) => row < firstItem).slice(-HEADER_ROWS);
  const items = rows.filter(({ row }) => itemRows.has(row));
  const columns = new Map<FeedbackField, number>();
  const taken = new Set<number>();
  // the nearest header row wins; a column that the sender has filled is the sender's word, not a place for ours
  for (const { cells } of above.toReversed()) {
    const names = cells.map(plain);
    for (const field of FEEDBACK_FIELDS) {
      if (columns.has(field)) continue;
      const column = FEEDBACK_HEADINGS[field]
        .flatMap((heading) => names.flatMap((name, index) => (name === plain(heading) ? [index] : [])))
        .find((index) => !taken.has(index) && items.every((item) => (item.cells[index] ?? '').trim() === ''));
      if (column === undefined) continue;
      columns.set(field, column);
      taken.add(column);
    }
  }
  return columns;
}

const added = z
  .array(z.enum(FEEDBACK_FIELDS))
  .min(1)
  .parse(readYamlFile(join(import.meta.dirname, 'feedback-form.yaml')));

/** Columns of ours to the right of a list that asks for nothing, with the cells of their titles. */
export function columnsAtTheRight(
  rows: readonly SheetRow[],
  itemRows: ReadonlySet<number>,
): { columns: Map<FeedbackField, number>; titles: CellPatch[] } {
  const firstItem = Math.min(...itemRows);
  const filled = ({ cells }: SheetRow): number => cells.filter((cell) => cell.trim() !== '').length;
  // the fullest row above the items names their columns; of equals the nearest
  const header = rows
    .filter(({ row }) => row < firstItem)
    .toSorted((one, other) => filled(other) - filled(one) || other.row - one.row)[0];
  const own = rows.filter(({ row }) => row === header?.row || itemRows.has(row));
  const width = Math.max(0, ...own.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1));
  const columns = new Map(added.map((field, index) => [field, width + index]));
  const titles = [...columns].map(([field, column]) => ({
    row: header?.row ?? firstItem - 1,
    column,
    value: FEEDBACK_HEADINGS[field][0] ?? field,
  }));
  return { columns, titles: titles.filter(({ row }) => row >= 1) };
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\(.*?\)|[\s*:]/g, '');
}
