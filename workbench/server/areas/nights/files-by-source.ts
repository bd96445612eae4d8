import type { SourceState } from '../../../../explanation/sources-state.ts';
import { addRows, type FileLine } from '../../../../reports/morning/night-summary.ts';

/** A total a sender stated, beside what the rows add up to. */
export interface StatedTotal {
  source: string | null;
  file: string;
  sheet: string;
  header: string;
  is_money: boolean;
  stated: number;
  read: number;
}

/** One line per source that sent something that counts, and one for files that were no source that is known. */
export function filesBySource(files: readonly FileLine[], states: readonly SourceState[]) {
  const bySource = Map.groupBy(files, ({ source }) => source);
  const titles = new Map(states.map((state) => [state.source, state]));
  const lines = [...bySource].map(([source, own]) => {
    const known = source === null ? undefined : titles.get(source);
    const totals = own.flatMap(statedTotals);
    return {
      source,
      title: known?.title ?? source ?? '未识别的文件',
      english: known?.english ?? source ?? 'Files not recognised',
      sender: known?.sender ?? null,
      data_until: known?.data_until ?? null,
      files: own.length,
      fresh_files: own.filter(({ status }) => status === 'used').length,
      ...addRows(own),
      totals_differ: totals.length === 0 ? null : totals.filter(differs).length,
    };
  });
  return lines.sort((one, other) => other.received - one.received || (one.title < other.title ? -1 : 1));
}

export function statedTotals({ file, source, control_totals: totals }: FileLine): StatedTotal[] {
  return totals.map(({ sheet, field, header, stated, read }) => ({
    source,
    file,
    sheet,
    header,
    is_money: field.endsWith('_fen'),
    stated,
    read,
  }));
}

export const differs = ({ stated, read }: StatedTotal): boolean => stated !== read;
