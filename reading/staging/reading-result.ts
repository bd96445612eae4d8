import type { ColumnRecognition, UnusedColumn } from '../recognition/column-assignment.ts';
import type { Layout } from '../recognition/layout.ts';
import type { UsedMapping } from '../recognition/recognise-sheet.ts';

/** A total that the file states and what its rows come to. */
export interface ControlTotalCheck {
  sheet: string;
  /** `head_count`, or the money field. */
  field: string;
  header: string;
  stated: number;
  read: number;
}

/** How one sheet was understood. */
export interface SheetReading {
  sheet_no: number;
  sheet: string;
  status: 'used' | 'ignored' | 'refused';
  /** Why it was passed over or refused. */
  zh: string;
  en: string;
  source: string | null;
  header_rows: [number, number] | null;
  title: string[];
  headers: string[];
  columns: ColumnRecognition[];
  unused: UnusedColumn[];
  /** What somebody said of these columns; null where nobody did. */
  mapping: UsedMapping | null;
  /** Entitlement month taken from the title or the name, where no column gives one. */
  period: number | null;
  counts: RowCounts;
  /**
   * Columns in which cells say nothing that counts, and how many of them: a spreadsheet lost digits that decide (of accounts and
   * households, of a month), several people stand in one, or a formula without what it comes to.
   */
  lost_digits: { header: string; cells: number; of: 'number' | 'month' | 'people' | 'formula' }[];
}

export interface RowCounts {
  received: number;
  used: number;
  refused: number;
  ignored: number;
}

/** What reading one file came to; kept beside the file, so that it is read once. */
export interface FileReading {
  status: 'used' | 'refused';
  code: string | null;
  zh: string;
  en: string;
  /** Sources found in it, by name. */
  sources: string[];
  counts: RowCounts;
  sheets: SheetReading[];
  /** Headers of its sheets, of a refused file too: by them it is known what is asked, and whether an answer is meant. */
  layouts: Layout[];
  control_totals: ControlTotalCheck[];
  format: string;
  encoding: string | null;
  /** What went wrong in the reader itself, for whoever mends it; only of files refused for that. */
  fault?: string;
}

export function noRows(): RowCounts {
  return { received: 0, used: 0, refused: 0, ignored: 0 };
}

/** A file that could not be used at all, with its reason. */
export function refusedReading(
  refusal: { code: string; zh: string; en: string },
  layouts: Layout[] = [],
): FileReading {
  return {
    status: 'refused',
    code: refusal.code,
    zh: refusal.zh,
    en: refusal.en,
    sources: [],
    counts: noRows(),
    sheets: [],
    layouts,
    control_totals: [],
    format: '',
    encoding: null,
  };
}

export function addCounts(sum: RowCounts, more: RowCounts): RowCounts {
  return {
    received: sum.received + more.received,
    used: sum.used + more.used,
    refused: sum.refused + more.refused,
    ignored: sum.ignored + more.ignored,
  };
}

/** Control totals that differ from what was read. */
export function differingTotals(reading: FileReading): ControlTotalCheck[] {
  return reading.control_totals.filter(({ stated, read }) => stated !== read);
}
