import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../core/yaml-file.ts';
import type { SheetRow } from '../../reading/sheet-rows.ts';

const FIELDS = [
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
  'note',
] as const;

export type FeedbackField = (typeof FIELDS)[number];

const headings = z
  .record(z.enum(FIELDS), z.array(z.string().min(1)).min(1))
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
    for (const field of FIELDS) {
      if (columns.has(field)) continue;
      const column = headings[field]
        .flatMap((heading) => names.flatMap((name, index) => (name === plain(heading) ? [index] : [])))
        .find((index) => !taken.has(index) && items.every((item) => (item.cells[index] ?? '').trim() === ''));
      if (column === undefined) continue;
      columns.set(field, column);
      taken.add(column);
    }
  }
  return columns;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\(.*?\)|[\s*:]/g, '');
}
