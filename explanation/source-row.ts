import type { Language } from '../casework/rule-pack/sentence.ts';
import { formatYuan } from '../core/money.ts';
import { quoteText } from '../storage/warehouse/database.ts';
import type { RowPlace } from './case-explanation.ts';
import { Masker, maskCell } from './masker.ts';
import type { PublishedBuild, PublishedReader } from './published-reader.ts';
import { type FieldValues, leftOfReading, readSheetRows } from './received-rows.ts';
import { placeIn, type SheetRecord, sheetsOf } from './row-place.ts';
import { say, type Words } from './say.ts';

/** Rows shown above and below the one asked for. */
const NEIGHBOURS = 3;

export interface SourceRowRequest {
  file_hash: string;
  sheet: string;
  row: number;
  language?: Language;
  /** The row asked for in full; its neighbours are other people and stay masked. */
  unmasked?: boolean;
}

export interface SourceCell {
  /** Null where the cell is blank, or was not read. */
  text: string | null;
  /** As typed in the file; dates, months and amounts are shown as they were read. */
  is_as_received: boolean;
}

export interface SourceLine {
  row: number;
  is_asked: boolean;
  /** `ignored`: totals, signatures and notes, whose text stands in the first cell. */
  kind: 'used' | 'refused' | 'ignored';
  cells: SourceCell[];
}

export interface SourceRowView {
  place: RowPlace | null;
  /** Of the columns that may be shown. A column that no field reads is kept in the file only. */
  columns: { header: string; is_read: boolean }[];
  rows: SourceLine[];
  /** Why there is nothing to see. */
  unavailable: string | null;
}

/** A row as it was read from the received file, with its header and the rows around it. */
export function sourceRow(reader: PublishedReader, request: SourceRowRequest): Promise<SourceRowView> {
  const { language = 'zh' } = request;
  return reader.use(async (build) => {
    const sheet = (await sheetsOf(build)).named(request.file_hash, request.sheet);
    if (!sheet) return unavailable(language, null, NOT_KNOWN);
    const place = placeIn(sheet, request.row, language);
    const [from, to] = [request.row - NEIGHBOURS, request.row + NEIGHBOURS];
    const rows = await readSheetRows(build, sheet, from, to);
    if (rows === null) return unavailable(language, place, NOT_LEFT);
    const columns = shownColumns(sheet);
    const lines = [
      ...rows.map((values) => lineOf(values, columns, request)),
      ...(await ignoredLines(build, sheet, from, to, columns.length, request.row)),
    ].sort((one, other) => one.row - other.row);
    return {
      place,
      columns: columns.map(({ header, field }) => ({ header, is_read: field !== null })),
      rows: lines,
      unavailable: lines.some(({ is_asked }) => is_asked) ? null : say(language, NO_SUCH_ROW),
    };
  });
}

const NOT_KNOWN: Words = ['现用的核对结果里没有这个文件', 'The published build does not know this file'];
const NOT_LEFT: Words = [
  '读取该文件时留下的行已不在；下次核对会重新读取',
  'What was read from this file is no longer there; the next night reads it again',
];
const NO_SUCH_ROW: Words = ['文件里没有读到这一行', 'No such row was read from the file'];

function unavailable(language: Language, place: RowPlace | null, why: Words): SourceRowView {
  return { place, columns: [], rows: [], unavailable: say(language, why) };
}

interface ShownColumn {
  header: string;
  field: string | null;
}

/** Columns that must not be kept are in no field and under no header here. */
function shownColumns({ headers, kept, columns }: SheetRecord): ShownColumn[] {
  const fields = new Map(columns.map(({ index, field }) => [index, field]));
  return kept.flatMap((index) => {
    const header = headers[index] ?? '';
    const field = fields.get(index) ?? null;
    return header === '' && field === null ? [] : [{ header: header || `第${index + 1}栏`, field }];
  });
}

function lineOf(values: FieldValues, columns: readonly ShownColumn[], request: SourceRowRequest): SourceLine {
  const row = Number(values.row_no);
  const isAsked = row === request.row;
  const masker = new Masker(isAsked && request.unmasked === true);
  // the name first, so that it is hidden in a remark too
  for (const { header, field } of columns) {
    const text = field === null ? null : cellOf(values, field).text;
    if (text !== null && /姓名|户名/.test(header)) masker.learn(text);
  }
  return {
    row,
    is_asked: isAsked,
    kind: values.refused_code === null ? 'used' : 'refused',
    cells: columns.map(({ header, field }) => {
      if (field === null) return { text: null, is_as_received: false };
      const { text, is_as_received } = cellOf(values, field);
      return { text: text === null ? null : maskCell(header, text, masker), is_as_received };
    }),
  };
}

const SEXES: Readonly<Record<string, string>> = { male: '男', female: '女' };

function cellOf(values: FieldValues, field: string): SourceCell {
  const raw = values[`${field}_raw`];
  if (typeof raw === 'string') return { text: raw, is_as_received: true };
  const value =
    values[field] ?? (typeof values[`${field}_month`] === 'number' ? values[`${field}_month`] : null);
  if (value === null || value === undefined || value === '') return { text: null, is_as_received: false };
  if (typeof value === 'number') {
    if (field.endsWith('_fen')) return { text: formatYuan(value), is_as_received: false };
    return { text: isMonth(value) ? printMonth(value) : String(value), is_as_received: false };
  }
  const text = String(value);
  if (field === 'sex') return { text: SEXES[text] ?? text, is_as_received: false };
  return { text, is_as_received: !/^\d{4}-\d{2}-\d{2}$/.test(text) };
}

function isMonth(value: number): boolean {
  return value >= 185001 && value <= 210012 && value % 100 >= 1 && value % 100 <= 12;
}

function printMonth(month: number): string {
  return `${Math.trunc(month / 100)}-${String(month % 100).padStart(2, '0')}`;
}

async function ignoredLines(
  build: PublishedBuild,
  sheet: SheetRecord,
  from: number,
  to: number,
  width: number,
  asked: number,
): Promise<SourceLine[]> {
  const path = leftOfReading(build, sheet.hash, 'ignored.parquet');
  if (path === null) return [];
  const rows = await build.receivedRows<{ row_no: number; text: string | null }>(
    `select row_no, text from read_parquet(${quoteText(path)})
     where sheet_no = $sheet and row_no between $from and $to`,
    { sheet: sheet.sheet_no, from, to },
  );
  const masker = new Masker(false);
  const blank: SourceCell = { text: null, is_as_received: false };
  return rows.map(({ row_no: row, text }) => ({
    row,
    is_asked: row === asked,
    kind: 'ignored' as const,
    cells: Array.from({ length: width }, (_, index) =>
      index === 0 ? { text: masker.text(text ?? ''), is_as_received: true } : blank,
    ),
  }));
}
