import type { Limits } from '../limits.ts';
import { CELL_SEPARATOR, joinCells, type MergedCells, type RawRow, UNCOUNTED } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { type CellFormat, keepsItsDigits, numericText } from './cell-text.ts';
import { rowWithin } from './row-limits.ts';
import { type SharedStrings, strikesThrough } from './xlsx-workbook.ts';
import { decodeCellText, nextTag, richText } from './xml-text.ts';

export interface SheetContext {
  name: string;
  shared: SharedStrings;
  formats: readonly CellFormat[];
  is1904: boolean;
  limits: Limits;
  /** Filled at the end of the rows. */
  merges: MergedCells[];
}

/**
 * Rows of a worksheet part, streamed to its end, where it shows whether the part is whole. Numbers are taken from the
 * file's own digits, never through a floating point value, and only the text between two rows is held in memory.
 */
export async function* readXlsxRows(
  text: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<RawRow[]> {
  const scanner = new RowScanner(context);
  let carry = '';
  for await (const portion of text) {
    if (!scanner.isDone) {
      const rows = scanner.take(portion);
      if (rows.length > 0) yield rows;
      if (scanner.isDone) carry = scanner.rest;
    } else carry = readMerges(carry + portion, context.merges);
  }
  readMerges(carry, context.merges);
  if (scanner.isOpen) throw unreadable.damaged(context.name, 'sheetData');
}

class RowScanner {
  readonly #context: SheetContext;
  readonly #strikes: boolean;
  /** Some of the text of the cell at hand is struck through. */
  #isTextStruck = false;
  /** Columns of the row at hand whose cells are struck through. */
  #struck: number[] = [];
  #carry = '';
  #row = 0;
  /** A long number stood in this sheet that no floating-point number gives: whoever wrote it keeps all digits. */
  #areDigitsKept = false;
  /** The rows have begun and not ended. */
  isOpen = false;
  isDone = false;
  /** What was read beyond the rows. */
  rest = '';

  constructor(context: SheetContext) {
    this.#context = context;
    this.#strikes = context.formats.some(({ isStruck }) => isStruck);
  }

  take(portion: string): RawRow[] {
    const xml = this.#carry + portion;
    const rows: RawRow[] = [];
    let at = 0;
    if (!this.isOpen) {
      const begin = nextTag(xml, 'sheetData', 0);
      const tagEnd = begin === -1 ? -1 : xml.indexOf('>', begin);
      if (tagEnd === -1) {
        this.#carry = xml.slice(begin === -1 ? -16 : begin);
        return rows;
      }
      // <sheetData/> is a sheet without rows
      this.isDone = xml.charCodeAt(tagEnd - 1) === 47;
      this.isOpen = !this.isDone;
      if (this.isDone) return rows;
      at = tagEnd + 1;
    }
    for (;;) {
      const open = nextTag(xml, 'row', at);
      if (open === -1) {
        const close = xml.indexOf('</sheetData>', at);
        this.isDone = close !== -1;
        this.isOpen = !this.isDone;
        // a tag may be cut at the end of the portion
        at = this.isDone ? close : Math.max(at, xml.length - 16);
        break;
      }
      const tagEnd = xml.indexOf('>', open);
      if (tagEnd === -1) {
        at = open;
        break;
      }
      const isEmpty = xml.charCodeAt(tagEnd - 1) === 47;
      const end = isEmpty ? tagEnd + 1 : xml.indexOf('</row>', tagEnd);
      if (end === -1) {
        at = open;
        break;
      }
      const rowTag = doubleQuoted(xml.slice(open, tagEnd));
      const number = numericAttribute(rowTag, ' r="', 0, rowTag.length);
      // of rows under one number, or out of order, each is still a row: no two share a place
      this.#row = number > this.#row ? number : this.#row + 1;
      if (!isEmpty) {
        this.#struck = [];
        const joined = this.#readCells(xml, tagEnd + 1, end);
        if (joined !== '') rows.push(rowWithin(this.#context.limits, this.#row, joined, this.#struck));
      }
      at = isEmpty ? end : end + 6;
    }
    this.#carry = xml.slice(at);
    this.rest = this.isDone ? this.#carry : '';
    if (!this.isDone && this.#carry.length > this.#context.limits.rowMarkup) {
      throw unreadable.lineTooLong(this.#context.name);
    }
    return rows;
  }

  #readCells(xml: string, from: number, until: number): string {
    const cells: string[] = [];
    let next = 0;
    for (let at = nextTag(xml, 'c', from); at !== -1 && at < until; ) {
      const tagEnd = xml.indexOf('>', at);
      const tag = doubleQuoted(xml.slice(at + 2, tagEnd));
      const column = columnOf(tag) ?? next;
      next = column + 1;
      if (tag.endsWith('/')) {
        at = nextTag(xml, 'c', tagEnd);
        continue;
      }
      const end = xml.indexOf('</c>', tagEnd);
      if (end === -1 || end > until) throw unreadable.damaged(this.#context.name, tag.trim());
      const value = this.#cellText(tag, xml, tagEnd + 1, end);
      if (value !== '') {
        if (column >= this.#context.limits.columns) {
          throw unreadable.tooManyColumns(this.#context.name, this.#context.limits.columns);
        }
        // of two values in one cell readers take different ones
        if (cells[column]) throw unreadable.damaged(this.#context.name, tag.trim());
        while (cells.length < column) cells.push('');
        cells[column] = value;
        if (this.#isTextStruck || (this.#strikes && this.#formatOf(tag)?.isStruck)) this.#struck.push(column);
      }
      at = nextTag(xml, 'c', end);
    }
    for (const cell of cells)
      if (cell === UNCOUNTED || cell.includes(CELL_SEPARATOR)) return joinCells(cells);
    return cells.join(CELL_SEPARATOR);
  }

  #cellText(tag: string, xml: string, from: number, until: number): string {
    const type = /\st="(\w+)"/.exec(tag)?.[1] ?? 'n';
    this.#isTextStruck = false;
    if (type === 'inlineStr') {
      const text = xml.slice(from, until);
      this.#isTextStruck = strikesThrough(text);
      return richText(text);
    }
    const value = valueBetween(xml, from, until);
    // a text may well come to nothing
    if (value === '') return type !== 'str' && isWithin(xml, 'f', from, until) ? UNCOUNTED : '';
    if (type === 's') {
      const text = this.#context.shared.strings[Number(value)];
      if (text === undefined) throw unreadable.damaged(this.#context.name, `sharedStrings ${value}`);
      this.#isTextStruck = this.#context.shared.struck.has(Number(value));
      return text;
    }
    if (type === 'str') return decodeCellText(value);
    if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    if (type === 'e') return decodeCellText(value);
    if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
    this.#areDigitsKept ||= keepsItsDigits(value);
    return numericText(value, this.#formatOf(tag), this.#context.is1904, this.#areDigitsKept);
  }

  #formatOf(tag: string): CellFormat | undefined {
    const style = numericAttribute(tag, ' s="', 0, tag.length);
    return this.#context.formats[style > 0 ? style : 0];
  }
}

/** What stands behind the rows, cell blocks merged over several of them among it; gives back what may be cut. */
function readMerges(xml: string, into: MergedCells[]): string {
  for (const [, first = '', fromRow, last = '', toRow] of xml.matchAll(
    /<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/gi,
  )) {
    if (fromRow === toRow) continue;
    into.push({
      fromRow: Number(fromRow),
      toRow: Number(toRow),
      fromColumn: columnNumber(first),
      toColumn: columnNumber(last),
    });
  }
  return xml.slice(Math.max(0, xml.lastIndexOf('<')));
}

function columnNumber(letters: string): number {
  return columnOf(` r="${letters}1`) ?? 0;
}

/** The cached value of a cell; a formula stands before it and is not looked at. */
function valueBetween(xml: string, from: number, until: number): string {
  const open = nextTag(xml, 'v', from);
  if (open === -1 || open >= until) return '';
  const start = xml.indexOf('>', open) + 1;
  if (start > until || xml.charCodeAt(start - 2) === 47) return '';
  const end = xml.indexOf('</v>', start);
  return end === -1 || end > until ? '' : xml.slice(start, end);
}

function isWithin(xml: string, tag: string, from: number, until: number): boolean {
  const at = nextTag(xml, tag, from);
  return at !== -1 && at < until;
}

/** XML allows either quote around an attribute. */
function doubleQuoted(tag: string): string {
  return tag.includes("'") ? tag.replaceAll("'", '"') : tag;
}

/** Column of `r="AB12"`, counted from 0. */
function columnOf(tag: string): number | null {
  const at = tag.indexOf(' r="');
  if (at === -1) return null;
  let column = 0;
  for (let index = at + 4; index < tag.length; index += 1) {
    // letters in either case
    const letter = (tag.charCodeAt(index) & 0xdf) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}

function numericAttribute(xml: string, opening: string, from: number, until: number): number {
  const at = xml.indexOf(opening, from);
  return at === -1 || at >= until ? 0 : Number.parseInt(xml.slice(at + opening.length, until), 10);
}
