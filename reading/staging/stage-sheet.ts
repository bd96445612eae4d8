import { join } from 'node:path';
import { type ControlTotals, ControlTotalsReader } from '../control-totals.ts';
import {
  CELL_SEPARATOR,
  cellsOf,
  type MergedCells,
  type RawRow,
  type RawSheet,
  ROW_FAULTS,
  type RowDoubt,
  type RowFault,
} from '../raw-file.ts';
import { SheetDoubts } from '../recognition/doubted-list.ts';
import { createRowClassifier, keyColumnsOf } from '../row-kinds.ts';
import { FurtherTables } from './further-tables.ts';
import { mergedOverRows, spreadMergedCells } from './merged-cells.ts';
import { plainDataTest } from './plain-data.ts';
import type { MonthOfPointOne } from './point-one.ts';
import type { ControlTotalCheck, RowCounts, SheetReading } from './reading-result.ts';
import { describeRefusal } from './row-checks.ts';
import type { SetAsideRows } from './set-aside-rows.ts';
import { type TypedLayout, TypedRows } from './typed-rows.ts';

/** Stands for a line of a file with columns that must not be kept. */
const NOT_KEPT = '（此行可能含不得保存的内容，请看原文件 see the original file）';

/** What an answer says of a list whose rows count although they are struck through. */
const STRUCK_THROUGH = '删除线';

/** A sheet on its way into typed rows. */
export interface SheetToStage extends TypedLayout {
  sheet: RawSheet;
  /** Cells merged over several rows, where an earlier reading has found them. */
  merges: readonly MergedCells[];
}

export interface StagedSheet {
  counts: RowCounts;
  controlTotals: ControlTotalCheck[];
  lostDigits: SheetReading['lost_digits'];
}

/** The file of a sheet's typed rows. */
export function stagedFile(source: string, sheetNo: number | '*'): string {
  return `staged.${source}.${sheetNo}.parquet`;
}

/**
 * Turns one recognised sheet into a Parquet file of typed rows in one pass over its rows, and says of those that are not
 * used what they are. Every row that was received is used, refused or ignored. Returns the merged cells in place of a
 * result where they decide about rows and were not known before: they are told at the end of a sheet, and it has to be
 * read again; the phrase by which a note among its rows doubts them all; or the month that 2022.1 is in its columns, where the
 * cells beside them told it.
 */
export async function stageSheet(
  job: SheetToStage,
  folder: string,
  aside: SetAsideRows,
): Promise<
  | StagedSheet
  | { merges: readonly MergedCells[] }
  | { phrase: string }
  | { pointOnes: ReadonlyMap<string, MonthOfPointOne> }
> {
  const { sheet, recognition, source } = job;
  const typed = new TypedRows(join(folder, stagedFile(source.source, job.sheetNo)), job);
  try {
    const rows = new SheetRows(job, typed, aside);
    const blocks = mergedOverRows(job, job.merges);
    if (blocks.length > 0) rows.spread = await spreadMergedCells(sheet, blocks, rows.classify);
    // columns that must not be kept are emptied line by line
    const lines = rows.barred.length === 0 && blocks.length === 0 ? sheet.lines : undefined;
    const isPlainData = plainDataTest(keyColumnsOf(recognition, source));
    for await (const batch of lines ? lines() : sheet.batches()) {
      if (typed.foundPointOnes().size > 0) break;
      if (Array.isArray(batch)) {
        for (const row of batch) rows.take(row);
        continue;
      }
      const { count, firstRow, bytes, starts, ends } = batch;
      for (let position = 0; position < count; position += 1) {
        const row = firstRow + position;
        if (row > rows.lastHeaderRow && !rows.further.isBegun && isPlainData(batch, position))
          rows.takeData(bytes, starts[position]!, ends[position]!, row);
        else rows.take(batch.rowAt(position));
      }
    }
    const pointOnes = typed.foundPointOnes();
    if (pointOnes.size > 0) {
      typed.close();
      return { pointOnes };
    }
    if (blocks.length === 0 && mergedOverRows(job, sheet.merges()).length > 0) {
      typed.close();
      return { merges: [...sheet.merges()] };
    }
    if (rows.phrase !== null) {
      typed.close();
      return { phrase: rows.phrase };
    }
    typed.finish();
    const lostDigits = typed.lostDigits().map(({ field, ...lost }) => ({
      header: recognition.columns.find((column) => column.field === field)?.header ?? field,
      ...lost,
    }));
    return {
      ...{ counts: rows.counts, lostDigits },
      controlTotals: checkTotals(job, typed, rows.controlTotals),
    };
  } catch (error) {
    typed.close();
    throw error;
  }
}

/** Sorts the rows of a sheet as they come, and counts them. */
class SheetRows {
  readonly counts: RowCounts = { received: 0, used: 0, refused: 0, ignored: 0 };
  readonly classify: ReturnType<typeof createRowClassifier>;
  /** Columns that must never be kept (health data): they are emptied before anything is written. */
  readonly barred: readonly number[];
  readonly lastHeaderRow: number;
  readonly further: FurtherTables;
  /** What becomes of a row of data by the merged cells that cover it. */
  spread: (row: RawRow) => RawRow = (row) => row;
  readonly #job: SheetToStage;
  readonly #typed: TypedRows;
  readonly #aside: SetAsideRows;
  readonly #totals: ControlTotalsReader;
  readonly #width: number;
  readonly #headers: readonly string[];
  readonly #headerOf: ReadonlyMap<string, string>;
  readonly #doubts: SheetDoubts;
  /** What a note among the rows says that doubts them all. */
  phrase: string | null = null;

  constructor(job: SheetToStage, typed: TypedRows, aside: SetAsideRows) {
    const { recognition, source } = job;
    this.#job = job;
    this.#typed = typed;
    this.#aside = aside;
    this.classify = createRowClassifier(recognition, source);
    this.#totals = new ControlTotalsReader(recognition, source);
    this.barred = recognition.unused
      .filter(({ reason }) => reason === 'never-import')
      .map(({ index }) => index);
    this.lastHeaderRow = recognition.header_rows[1];
    this.further = new FurtherTables(job, (block) => typed.goOnUnder(block));
    this.#width = recognition.headers.length;
    this.#headers = numbered(recognition.headers);
    this.#doubts = new SheetDoubts(source, recognition.columns, recognition.mapping?.despite);
    this.#headerOf = new Map(recognition.columns.map(({ field, header }) => [field, header]));
  }

  get controlTotals(): ControlTotals {
    return this.#totals.totals;
  }

  take(given: RawRow): void {
    if (given.row <= this.lastHeaderRow) {
      if (this.further.standsAbove(given)) this.#refuseLine(given, 'other-table');
      return;
    }
    const sort = this.further.see(given, given.broken ?? this.classify(given));
    if (sort === 'blank') return;
    const row = sort === 'data' ? this.spread(given) : given;
    const doubt = this.further.isBegun ? 'other-table' : (doubtOf(row, this.#width) ?? this.#strikeOf(given));
    const kind = sort === 'data' ? (doubt ?? sort) : sort;
    // a sentence in the column of names passes for data: 以上人员系误报
    this.phrase ??= this.#doubts.inNote(given);
    if (kind === 'data') {
      const bytes = Buffer.from(cleaned(row.joined, this.barred));
      this.takeData(bytes, 0, bytes.length, row.row);
    } else if (isFault(kind)) this.#refuseLine(row, kind);
    else {
      this.counts.received += 1;
      this.counts.ignored += 1;
      if (!this.further.isBegun) this.#totals.see(row, kind);
      const texts = cleaned(row.joined, this.barred).split(CELL_SEPARATOR).slice(0, this.#columns);
      const text = texts.filter((cell) => cell !== '').join(' | ');
      this.#aside.ignore({ ...this.#placeOf(row.row), kind, text });
    }
  }

  /** A cell that is read is struck through, and nobody has said that such rows of this list count. */
  #strikeOf({ struck = [] }: RawRow): RowDoubt | null {
    const { columns, mapping } = this.#job.recognition;
    const isRead = columns.some(({ index }) => struck.includes(index));
    return isRead && !mapping?.despite.includes(STRUCK_THROUGH) ? 'struck-through' : null;
  }

  /** A row of data as bytes of UTF-8. */
  takeData(bytes: Uint8Array, start: number, end: number, row: number): void {
    this.counts.received += 1;
    const code = this.#typed.take(bytes, start, end, row);
    if (code === null) this.counts.used += 1;
    else
      this.#refuse(row, code, Buffer.from(bytes.subarray(start, end)).toString('utf8').split(CELL_SEPARATOR));
  }

  /** A line that cannot be used whatever it is: as it was received, or nothing of it where some must not be kept. */
  #refuseLine(row: RawRow, fault: RowFault): void {
    this.counts.received += 1;
    // a line whose cells are not certain cannot be rid of one column either
    if (this.barred.length > 0) this.#refuse(row.row, fault, [NOT_KEPT]);
    else if (fault === 'merged-cells')
      this.#refuse(row.row, fault, cleaned(row.joined, []).split(CELL_SEPARATOR));
    else this.#refuse(row.row, fault, [cleaned(row.joined.replaceAll(CELL_SEPARATOR, ' | '), [])]);
  }

  #refuse(row: number, code: string, cells: readonly string[]): void {
    this.counts.refused += 1;
    const { recognition, source } = this.#job;
    const field = code.startsWith('unreadable:') ? code.slice(code.indexOf(':') + 1) : null;
    const column = recognition.columns.find((one) => one.field === field)?.index;
    const raw = column === undefined ? '' : (cells[column] ?? '');
    const words = describeRefusal(code, source, this.#headerOf, raw);
    const pairs = this.#headers.map((header, index) => [header, cells[index] || null] as const);
    this.#aside.refuse({ ...this.#placeOf(row), code, ...words, cells: pairs });
  }

  #placeOf(row: number): { sheetNo: number; sheet: string; row: number } {
    return { sheetNo: this.#job.sheetNo, sheet: this.#job.sheet.name, row };
  }

  /** Columns of the sheet, those of its header and those that are read beyond it. */
  get #columns(): number {
    return Math.max(this.#width, ...this.#job.recognition.columns.map(({ index }) => index + 1));
  }
}

const FAULTS: ReadonlySet<string> = new Set(ROW_FAULTS);

function isFault(kind: string): kind is RowFault {
  return FAULTS.has(kind);
}

/**
 * Cells beyond those of the header and of the other lines shift the row. Blank ones do as well: a comma within an amount
 * moves the blank remark behind it out of the table.
 */
function doubtOf(row: RawRow, width: number): RowDoubt | null {
  if (row.extra === undefined) return row.doubt ?? null;
  return cellsOf(row).length > Math.max(row.extra, width) ? 'cells-more' : (row.doubt ?? null);
}

/** The cells of a row as they are read: without those that must not be kept, and one line. */
function cleaned(joined: string, barred: readonly number[]): string {
  let line = joined;
  if (barred.length > 0) {
    const cells = line.split(CELL_SEPARATOR);
    for (const index of barred) if (index < cells.length) cells[index] = '';
    line = cells.join(CELL_SEPARATOR);
  }
  // a mark within a file says nothing
  if (line.includes('\ufeff')) line = line.replaceAll('\ufeff', '');
  return /[\r\n\0]/.test(line) ? line.replace(/[\r\n\0]+/g, ' ') : line;
}

/** Headers by which the cells of a row are told apart: those without a text by their place, a second one with a number. */
function numbered(headers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header, index) => {
    const text = header === '' ? `第${index + 1}栏` : header;
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return times === 1 ? text : `${text}(${times})`;
  });
}

function checkTotals(
  { sheet, recognition }: SheetToStage,
  typed: TypedRows,
  stated: ControlTotals,
): ControlTotalCheck[] {
  const checks: ControlTotalCheck[] = Object.entries(stated.amounts_fen).map(([field, fen]) => {
    const header = recognition.columns.find((column) => column.field === field)?.header ?? field;
    return { sheet: sheet.name, field, header, stated: fen, read: typed.sumOf(field) };
  });
  const { head_count } = stated;
  if (head_count !== null)
    checks.push({
      sheet: sheet.name,
      field: 'head_count',
      header: '人数',
      stated: head_count,
      read: typed.rows,
    });
  return checks;
}
