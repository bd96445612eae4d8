import { parseFen } from '../../core/money.ts';
import { chineseMonth, formatMonth, monthIn } from '../../core/month.ts';
import { isBlankWord } from '../blank-words.ts';
import { cellsOf, headOf, joinCells, type RawFile, type RawRow, type RawSheet } from '../raw-file.ts';
import { tableWords } from '../table-words.ts';
import { normaliseHeader } from './header-text.ts';
import { monthOfHeader, nameMonths } from './month-headers.ts';
import { type FileRecognition, recogniseFile } from './recognise-file.ts';
import { HEAD_ROWS, type RecognitionKnowledge, recogniseSheet } from './recognise-sheet.ts';
import { listYear } from './title-month.ts';

/** Sheets of one file that its rows can be numbered by. */
const MOST_SHEETS = 99;

/** A list of a year with a column for each month, and where in it what stands. */
interface MonthsBeside {
  headerRow: number;
  width: number;
  /** YYYYMM of each such column, by its place. */
  months: ReadonlyMap<number, number>;
  /** The column of the year's sum, where there is one. */
  totals: ReadonlySet<number>;
  /** Columns that tell who a row is about. */
  persons: readonly number[];
}

/**
 * The file with each of its sheets that gives every month a column of amounts as a sheet for each month: one row per person and month
 * that was paid. Only where the year is said, all of it is amounts, the year's sum is theirs, and a source knows the list so.
 * The file itself where no sheet is such.
 */
export async function spreadMonths(file: RawFile, knowledge: RecognitionKnowledge): Promise<RawFile> {
  const sheets: RawSheet[] = [];
  for (const sheet of file.sheets)
    sheets.push(...((await monthSheets(sheet, file.name, knowledge)) ?? [sheet]));
  if (sheets.length === file.sheets.length || sheets.length > MOST_SHEETS) return file;
  return { ...file, sheets: sheets.map((sheet, index) => ({ ...sheet, index })) };
}

async function monthSheets(
  sheet: RawSheet,
  fileName: string,
  knowledge: RecognitionKnowledge,
): Promise<RawSheet[] | null> {
  if (sheet.isHidden) return null;
  const head = await headOf(sheet, HEAD_ROWS);
  const beside = findMonths(head, [sheet.name, fileName]);
  const paid = beside === null ? null : await paidMonths(sheet, beside);
  if (beside === null || paid === null || paid.size === 0) return null;
  const read = knowledge.matchers.flatMap(({ source }) => {
    if (source.months_beside === null) return [];
    const made = sheetsOf(sheet, { ...beside, paid }, source.months_beside);
    const first = made[0]!;
    const rows = head.flatMap((row) => first.rowOf(row) ?? []);
    const verdict = recogniseSheet(rows, knowledge, { file: fileName, sheet: first.name });
    if (verdict.kind !== 'recognised' || verdict.recognition.source !== source.source) return [];
    // another sum beside the months would be paid in each of them
    const sums = verdict.recognition.columns.filter(({ field }) => source.fields[field]?.type === 'money');
    return sums.length === 1 ? [made] : [];
  });
  return read.length === 1 ? read[0]! : null;
}

function findMonths(head: readonly RawRow[], names: readonly string[]): MonthsBeside | null {
  const at = head.findIndex((row) => nameMonths(cellsOf(row)));
  if (at < 0) return null;
  const headers = cellsOf(head[at]!);
  const titles = head.slice(0, at).map(({ joined }) => joined);
  const said = listYear([...titles, ...names]);
  const months = new Map<number, number>();
  for (const [column, header] of headers.entries()) {
    const named = monthOfHeader(header);
    if (named === null) continue;
    const year = named.year ?? said;
    if (year === null) return null;
    months.set(column, monthIn(year, named.month));
  }
  const plain = headers.map(normaliseHeader);
  const sums = new Set(
    [...tableWords().grand_totals, '全年合计', '年合计', '全年', '小计', '累计'].map(normaliseHeader),
  );
  const totals = plain.flatMap((header, column) => (sums.has(header) ? [column] : []));
  const persons = plain.flatMap((header, column) => (/姓名|身份证|证件号/.test(header) ? [column] : []));
  const isOnce = new Set(months.values()).size === months.size;
  if (!isOnce || totals.length > 1 || persons.length === 0) return null;
  return { headerRow: head[at]!.row, width: headers.length, months, totals: new Set(totals), persons };
}

/** A row about somebody: neither a total, nor a signature, nor the next page's header. */
function isOfPerson(cells: readonly string[], { persons }: MonthsBeside): boolean {
  const own = persons.map((column) => (cells[column] ?? '').trim()).filter((cell) => cell !== '');
  return own.length > 0 && !own.some((cell) => /[:：]|[合总小共]计$|姓名|身份证/.test(cell));
}

const fenOf = (cell: string | undefined): number | null =>
  isBlankWord(cell ?? '') ? 0 : parseFen(cell ?? '');

/** The columns in which anybody was paid; null where a cell below the months is neither an amount nor blank, or a sum of the year not theirs. */
async function paidMonths(sheet: RawSheet, beside: MonthsBeside): Promise<ReadonlySet<number> | null> {
  const paid = new Set<number>();
  for await (const batch of sheet.batches()) {
    for (const row of batch) {
      if (row.row <= beside.headerRow || row.isDeleted) continue;
      const cells = cellsOf(row);
      if (row.broken || row.doubt || cells.slice(beside.width).some((cell) => cell.trim() !== ''))
        return null;
      if (!isOfPerson(cells, beside)) continue;
      let sum = 0;
      for (const column of beside.months.keys()) {
        const fen = fenOf(cells[column]);
        if (fen === null) return null;
        if (fen !== 0) paid.add(column);
        sum += fen;
      }
      for (const column of beside.totals)
        if (!isBlankWord(cells[column] ?? '') && fenOf(cells[column]) !== sum) return null;
    }
  }
  return sheet.merges().every(({ toRow }) => toRow < beside.headerRow) ? paid : null;
}

type MonthSheet = RawSheet & { rowOf: (row: RawRow) => RawRow[] | null };

/** The sheet of each month in which anybody was paid, its two last columns headed so. */
function sheetsOf(
  sheet: RawSheet,
  beside: MonthsBeside & { paid: ReadonlySet<number> },
  { month: ofMonth, amount }: { month: string; amount: string },
): MonthSheet[] {
  const months = [...beside.months].filter(([column]) => beside.paid.has(column));
  const first = Math.min(...months.map(([, month]) => month));
  const columns = Array.from({ length: beside.width }, (_, index) => index);
  const stays = columns.filter((index) => !beside.months.has(index) && !beside.totals.has(index));
  return months.map(([column, month]) => {
    const stated = formatMonth(month);
    const rowOf = (row: RawRow): RawRow[] | null => {
      const cells = cellsOf(row);
      if (row.row < beside.headerRow) return [row];
      const kept = stays.map((index) => cells[index] ?? '');
      const ended = (...more: string[]): RawRow[] => [{ ...row, joined: joinCells([...kept, ...more]) }];
      if (row.row === beside.headerRow) return ended(ofMonth, amount);
      if (!isOfPerson(cells, beside)) return ended('', cells[column] ?? '');
      // a row without any amount is told once
      const isUnpaid = [...beside.months.keys()].every((one) => fenOf(cells[one]) === 0);
      if (fenOf(cells[column]) === 0 && !(isUnpaid && month === first)) return null;
      return ended(stated, cells[column] ?? '');
    };
    const { lines: _lines, ...whole } = sheet;
    return {
      ...whole,
      name: [sheet.name, chineseMonth(month)].filter((part) => part !== '').join(' '),
      merges: () => [],
      rowOf,
      async *batches() {
        for await (const batch of sheet.batches()) yield batch.flatMap((row) => rowOf(row) ?? []);
      },
    };
  });
}

/** The sheet of one month among those that such a file was read as. */
export async function findMonthSheet(file: RawFile, name: string): Promise<RawSheet | undefined> {
  for (const sheet of file.sheets) {
    const beside = findMonths(await headOf(sheet, HEAD_ROWS), [sheet.name, file.name]);
    if (beside === null) continue;
    const made = sheetsOf(
      sheet,
      { ...beside, paid: new Set(beside.months.keys()) },
      { month: '', amount: '' },
    );
    const found = made.find((one) => one.name === name);
    if (found) return found;
  }
  return undefined;
}

/** Recognises a file, and one that nobody knows once more with its months one below the other. */
export async function recogniseWithMonths(
  file: RawFile,
  knowledge: RecognitionKnowledge,
): Promise<{ file: RawFile; recognised: FileRecognition }> {
  const recognised = await recogniseFile(file, knowledge);
  const areBeside = recognised.layouts.some(
    ({ asks, headers }) => asks === 'source-unknown' && nameMonths(headers.map(({ text }) => text)),
  );
  const spread = areBeside ? await spreadMonths(file, knowledge) : file;
  return { file: spread, recognised: spread === file ? recognised : await recogniseFile(spread, knowledge) };
}
