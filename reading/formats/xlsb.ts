import { posix } from 'node:path';
import type { Limits } from '../limits.ts';
import { joinCells, type MergedCells, type RawRow, type RawSheet } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { type BinaryRecord, binaryRecords, wideText } from './binary-records.ts';
import { type CellFormat, cellFormat, ERROR_WORDS, numericText } from './cell-text.ts';
import { fontStrikes } from './font-strikes.ts';
import { rkValue } from './rk-value.ts';
import { rowWithin } from './row-limits.ts';
import { readRelations } from './xlsx-workbook.ts';
import type { ZipDirectory } from './zip-directory.ts';

/** Records of a binary workbook's parts, by the numbers of their standard. */
const KIND = {
  row: 0,
  sharedText: 19,
  font: 43,
  format: 44,
  style: 47,
  rowsEnd: 146,
  workbook: 153,
  sheet: 156,
  merge: 176,
  stylesBegin: 617,
  stylesEnd: 618,
} as const;

/** Kinds of cells; those with a formula hold the value that it had. */
const CELL = {
  blank: 1,
  rk: 2,
  error: 3,
  boolean: 4,
  real: 5,
  text: 6,
  shared: 7,
  formulaText: 8,
  formulaReal: 9,
  formulaBoolean: 10,
  formulaError: 11,
  /** From here on the first seven again, right of the cell before, whose column they leave out. */
  short: 12,
  lastShort: 18,
  rich: 62,
} as const;

interface Book {
  sheets: { name: string; isHidden: boolean; part: string }[];
  is1904: boolean;
  formats: CellFormat[];
  texts: string[];
}

/** The sheets of a binary workbook (.xlsb); its parts are streamed and checked as those of an .xlsx are. */
export async function binaryWorkbookSheets(
  zip: ZipDirectory,
  part: string,
  name: string,
  limits: Limits,
): Promise<RawSheet[]> {
  const book = await readBook(zip, part, name);
  if (book.sheets.length === 0) throw unreadable.noRows(name);
  return book.sheets.map((sheet, index) => {
    const merges: MergedCells[] = [];
    return {
      index,
      name: sheet.name,
      isHidden: sheet.isHidden,
      countsFrom1904: book.is1904,
      merges: () => merges,
      batches: () => {
        merges.length = 0;
        return readRows(zip, sheet.part, new RowReader({ book, merges, name, limits }));
      },
    };
  });
}

async function readBook(zip: ZipDirectory, part: string, name: string): Promise<Book> {
  const book: Book = { sheets: [], is1904: false, formats: [], texts: [] };
  const folder = posix.dirname(part);
  const relations = await readRelations(
    zip,
    posix.join(folder, `_rels/${posix.basename(part)}.rels`),
    folder,
  );
  for await (const { kind, content } of partRecords(zip, part, name)) {
    if (kind === KIND.workbook) book.is1904 = (content.readUInt32LE(0) & 1) === 1;
    if (kind !== KIND.sheet) continue;
    const { text: id, end } = wideText(content, 8);
    const relation = relations.get(id);
    // a sheet that nothing leads to is lost
    if (relation === undefined) throw unreadable.damaged(name, `_rels/${posix.basename(part)}.rels`);
    // chart and macro sheets hold no rows
    if (!relation.type.endsWith('/worksheet')) continue;
    // a sheet that is listed and not there is lost: the rest must not pass for the whole
    if (!zip.has(relation.target)) throw unreadable.damaged(name, relation.target);
    const isHidden = content.readUInt32LE(0) > 0;
    book.sheets.push({ name: wideText(content, end).text, isHidden, part: relation.target });
  }
  const others = [...relations.values()];
  const styles = others.find(({ type }) => type.endsWith('/styles'))?.target;
  if (styles !== undefined && zip.has(styles)) book.formats = await readFormats(zip, styles, name);
  const texts = others.find(({ type }) => type.endsWith('/sharedStrings'))?.target;
  if (texts !== undefined && zip.has(texts))
    for await (const { kind, content } of partRecords(zip, texts, name))
      if (kind === KIND.sharedText) book.texts.push(wideText(content, 1).text);
  return book;
}

async function readFormats(zip: ZipDirectory, part: string, name: string): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  const struck: boolean[] = [];
  let areCells = false;
  for await (const { kind, content } of partRecords(zip, part, name)) {
    if (kind === KIND.format) codes.set(content.readUInt16LE(0), wideText(content, 2).text);
    if (kind === KIND.font) struck.push(fontStrikes(content));
    if (kind === KIND.stylesBegin) areCells = true;
    if (kind === KIND.stylesEnd) areCells = false;
    if (kind === KIND.style && areCells) {
      const id = content.readUInt16LE(2);
      formats.push(cellFormat(id, codes.get(id) ?? '', struck[content.readUInt16LE(4)]));
    }
  }
  return formats;
}

async function* partRecords(zip: ZipDirectory, part: string, name: string): AsyncGenerator<BinaryRecord> {
  for await (const records of binaryRecords(zip.portions(part), name)) yield* records;
}

async function* readRows(zip: ZipDirectory, part: string, reader: RowReader): AsyncGenerator<RawRow[]> {
  for await (const records of binaryRecords(zip.portions(part), reader.name)) {
    const rows = reader.take(records);
    if (rows.length > 0) yield rows;
  }
  if (!reader.isWhole) throw unreadable.damaged(reader.name, part);
}

interface RowContext {
  book: Book;
  merges: MergedCells[];
  name: string;
  limits: Limits;
}

class RowReader {
  readonly #context: RowContext;
  #cells: string[] = [];
  #row = 0;
  #column = -1;
  #struck: number[] = [];
  /** The rows have ended. */
  isWhole = false;

  constructor(context: RowContext) {
    this.#context = context;
  }

  get name(): string {
    return this.#context.name;
  }

  take(records: readonly BinaryRecord[]): RawRow[] {
    const rows: RawRow[] = [];
    for (const { kind, content } of records) {
      if (kind === KIND.row) {
        this.#endRow(rows);
        const number = content.readUInt32LE(0) + 1;
        // of rows under one number, or out of order, each is still a row: no two share a place
        this.#row = number > this.#row ? number : this.#row + 1;
      } else if (kind === KIND.rowsEnd) {
        this.#endRow(rows);
        this.isWhole = true;
      } else if (kind === KIND.merge) addMerge(content, this.#context.merges);
      else if (!this.isWhole) this.#takeCell(kind, content);
    }
    return rows;
  }

  #endRow(rows: RawRow[]): void {
    const joined = joinCells(this.#cells);
    if (joined !== '') rows.push(rowWithin(this.#context.limits, this.#row, joined, this.#struck));
    this.#cells = [];
    this.#struck = [];
    this.#column = -1;
  }

  #takeCell(kind: number, content: Buffer): void {
    if ((kind < CELL.blank || kind > CELL.lastShort) && kind !== CELL.rich) return;
    const isShort = kind >= CELL.short && kind <= CELL.lastShort;
    this.#column = isShort ? this.#column + 1 : content.readUInt32LE(0);
    const rest = content.subarray(isShort ? 0 : 4);
    const text = this.#cellText(isShort ? kind - CELL.short + CELL.blank : kind, rest);
    if (text === '') return;
    const { book, limits, name } = this.#context;
    if (this.#column >= limits.columns) throw unreadable.tooManyColumns(name, limits.columns);
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
    if (book.formats[rest.readUInt32LE(0) & 0xffffff]?.isStruck) this.#struck.push(this.#column);
  }

  /** `content` begins with the number of the style. */
  #cellText(kind: number, content: Buffer): string {
    const { book, name } = this.#context;
    const format = book.formats[content.readUInt32LE(0) & 0xffffff];
    switch (kind) {
      case CELL.rk:
        return numericText(String(rkValue(content.readInt32LE(4))), format, book.is1904);
      case CELL.real:
      case CELL.formulaReal:
        return numericText(String(content.readDoubleLE(4)), format, book.is1904);
      case CELL.text:
      case CELL.formulaText:
        return wideText(content, 4).text;
      case CELL.rich:
        return wideText(content, 5).text;
      case CELL.boolean:
      case CELL.formulaBoolean:
        return content.readUInt8(4) === 1 ? 'TRUE' : 'FALSE';
      case CELL.error:
      case CELL.formulaError:
        return ERROR_WORDS[content.readUInt8(4)] ?? '#N/A';
      case CELL.shared: {
        const number = content.readUInt32LE(4);
        const text = book.texts[number];
        if (text === undefined) throw unreadable.damaged(name, `sharedStrings ${number}`);
        return text;
      }
      default:
        return '';
    }
  }
}

function addMerge(content: Buffer, into: MergedCells[]): void {
  const [fromRow, toRow] = [content.readUInt32LE(0) + 1, content.readUInt32LE(4) + 1];
  if (toRow > fromRow)
    into.push({ fromRow, toRow, fromColumn: content.readUInt32LE(8), toColumn: content.readUInt32LE(12) });
}
