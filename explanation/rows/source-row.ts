import { Refusal } from '../../core/errors.ts';
import { formatYuan } from '../../core/money.ts';
import { formatMonth, isMonth } from '../../core/month.ts';
import type { Language } from '../../core/words/language.ts';
import { quoteText } from '../../storage/warehouse/database.ts';
import type { RowPlace } from '../case-explanation.ts';
import { Masker, maskCell } from '../masker.ts';
import type { PublishedBuild, PublishedReader } from '../published-reader.ts';
import { type Bilingual, say } from '../say.ts';
import { type FieldValues, readLeft, readSheetRows } from './received-rows.ts';
import { placeIn, type SheetRecord, sheetsOf } from './row-place.ts';
import { cellsAsSent, keptColumns, numbersAround, type RowsReader } from './rows-as-sent.ts';

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
  /** As typed in the file; of one that is no longer kept, dates, months and amounts are shown as they were read. */
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
  /** Of the columns that may be shown. A column that no field reads stands in the file only, while that is kept. */
  columns: { header: string; is_read: boolean }[];
  rows: SourceLine[];
  /** Why there is nothing to see. */
  unavailable: string | null;
}

/**
 * A row of a received file with its header and the rows around it: the very characters that the office sent, and where
 * the file is no longer kept, what was read from it.
 */
export function sourceRow(
  reader: PublishedReader,
  request: SourceRowRequest,
  read?: RowsReader,
): Promise<SourceRowView> {
  const { language = 'zh' } = request;
  return reader.use(async (build) => {
    const sheet = (await sheetsOf(build)).named(request.file_hash, request.sheet);
    if (!sheet) return unavailable(language, null, NOT_KNOWN);
    const place = placeIn(sheet, request.row, language);
    const numbers = numbersAround(request.row);
    const [from = request.row, to = request.row] = [numbers.at(0), numbers.at(-1)];
    const rows = await readSheetRows(build, sheet, from, to);
    if (rows === null) return unavailable(language, place, NOT_LEFT);
    const sent = await cellsAsSent(build, sheet, numbers, read).catch(nullWhereRefused);
    const columns = keptColumns(sheet).filter(({ isNamed, field }) => isNamed || field !== null);
    const lines = [
      ...rows.map((values) => lineOf(values, columns, sent?.get(Number(values.row_no)), request)),
      ...(await ignoredLines(build, sheet, from, to, columns.length, request.row)),
    ].sort((one, other) => one.row - other.row);
    return {
      place,
      columns: columns.map(({ header, field }) => ({ header, is_read: field !== null || sent !== null })),
      rows: lines,
      unavailable: lines.some(({ is_asked }) => is_asked) ? null : say(language, NO_SUCH_ROW),
    };
  });
}

/** A kept file that can no longer be read is as good as one that is not kept: what was read from it is shown. */
function nullWhereRefused(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

const NOT_KNOWN: Bilingual = ['现用的核对结果里没有这个文件', 'The published build does not know this file'];
const NOT_LEFT: Bilingual = [
  '读取该文件时留下的行已不在；下次核对会重新读取',
  'What was read from this file is no longer there; the next night reads it again',
];
const NO_SUCH_ROW: Bilingual = ['文件里没有读到这一行', 'No such row was read from the file'];

function unavailable(language: Language, place: RowPlace | null, why: Bilingual): SourceRowView {
  return { place, columns: [], rows: [], unavailable: say(language, why) };
}

type ShownColumn = ReturnType<typeof keptColumns>[number];

function lineOf(
  values: FieldValues,
  columns: readonly ShownColumn[],
  sent: readonly string[] | undefined,
  request: SourceRowRequest,
): SourceLine {
  const row = Number(values.row_no);
  const isAsked = row === request.row;
  const cells = columns.map(({ index, field }) =>
    sent === undefined ? cellRead(values, field) : cellSent(sent[index] ?? ''),
  );
  const masker = new Masker(isAsked && request.unmasked === true);
  // the name first, so that it is hidden in a remark too
  for (const [place, { header }] of columns.entries()) {
    const text = cells[place]?.text ?? null;
    if (text !== null && /姓名|户名/.test(header)) masker.learn(text);
  }
  return {
    row,
    is_asked: isAsked,
    kind: values.refused_code === null ? 'used' : 'refused',
    cells: columns.map(({ header }, place) => {
      const { text = null, is_as_received = false } = cells[place] ?? {};
      return { text: text === null ? null : maskCell(header, text, masker), is_as_received };
    }),
  };
}

function cellSent(value: string): SourceCell {
  const text = value.trim();
  return { text: text === '' ? null : text, is_as_received: true };
}

const SEXES: Readonly<Record<string, string>> = { male: '男', female: '女' };

function cellRead(values: FieldValues, field: string | null): SourceCell {
  if (field === null) return { text: null, is_as_received: false };
  const raw = values[`${field}_raw`];
  if (typeof raw === 'string') return { text: raw, is_as_received: true };
  const value =
    values[field] ?? (typeof values[`${field}_month`] === 'number' ? values[`${field}_month`] : null);
  if (value === null || value === undefined || value === '') return { text: null, is_as_received: false };
  if (typeof value === 'number') {
    if (field.endsWith('_fen')) return { text: formatYuan(value), is_as_received: false };
    return { text: isMonth(value) ? formatMonth(value) : String(value), is_as_received: false };
  }
  const text = String(value);
  if (field === 'sex') return { text: SEXES[text] ?? text, is_as_received: false };
  return { text, is_as_received: !/^\d{4}-\d{2}-\d{2}$/.test(text) };
}

async function ignoredLines(
  build: PublishedBuild,
  sheet: SheetRecord,
  from: number,
  to: number,
  width: number,
  asked: number,
): Promise<SourceLine[]> {
  const found = await readLeft(build, sheet.hash, 'ignored.parquet', (path) =>
    build.receivedRows<{ row_no: number; text: string | null }>(
      `select row_no, text from read_parquet(${quoteText(path)})
     where sheet_no = $sheet and row_no between $from and $to`,
      { sheet: sheet.sheet_no, from, to },
    ),
  );
  const rows = found ?? [];
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
