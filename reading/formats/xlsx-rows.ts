import type { Limits } from '../limits.ts';
import { CELL_SEPARATOR, joinCells, type RawRow } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { numberText, paddedText, serialDateText } from './cell-text.ts';
import type { CellFormat } from './xlsx-workbook.ts';
import { decodeCellText, nextTag, richText } from './xml-text.ts';

export interface SheetContext {
  name: string;
  sharedStrings: readonly string[];
  formats: readonly CellFormat[];
  is1904: boolean;
  limits: Limits;
}

/**
 * Rows of a worksheet part, streamed. Numbers are taken from the file's own digits, never through a floating
 * point value, and only the text between two rows is held in memory.
 */
export async function* readSheetRows(
  text: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<RawRow[]> {
  const scanner = new RowScanner(context);
  for await (const portion of text) {
    const rows = scanner.take(portion);
    if (rows.length > 0) yield rows;
    if (scanner.isDone) return;
  }
}

class RowScanner {
  readonly #context: SheetContext;
  #carry = '';
  #row = 0;
  isDone = false;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  take(portion: string): RawRow[] {
    const xml = this.#carry + portion;
    const rows: RawRow[] = [];
    let at = 0;
    for (;;) {
      const open = nextTag(xml, 'row', at);
      if (open === -1) {
        this.isDone = xml.includes('</sheetData>', at);
        // a tag may be cut at the end of the portion
        at = Math.max(at, xml.length - 16);
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
      this.#row = number > 0 ? number : this.#row + 1;
      if (!isEmpty) {
        const joined = this.#readCells(xml, tagEnd + 1, end);
        if (joined !== '') rows.push({ row: this.#row, joined });
      }
      at = isEmpty ? end : end + 6;
    }
    this.#carry = xml.slice(at);
    if (this.#carry.length > this.#context.limits.lineCharacters) {
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
      if (end === -1 || end > until) break;
      const value = this.#cellText(tag, xml, tagEnd + 1, end);
      if (value !== '') {
        if (column >= this.#context.limits.columns) {
          throw unreadable.tooManyColumns(this.#context.name, this.#context.limits.columns);
        }
        while (cells.length < column) cells.push('');
        cells[column] = value;
      }
      at = nextTag(xml, 'c', end);
    }
    for (const cell of cells) if (cell.includes(CELL_SEPARATOR)) return joinCells(cells);
    return cells.join(CELL_SEPARATOR);
  }

  #cellText(tag: string, xml: string, from: number, until: number): string {
    const type = /\st="(\w+)"/.exec(tag)?.[1] ?? 'n';
    if (type === 'inlineStr') return richText(xml.slice(from, until));
    const value = valueBetween(xml, from, until);
    if (value === '') return '';
    if (type === 's') return this.#context.sharedStrings[Number(value)] ?? '';
    if (type === 'str') return decodeCellText(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'e') return decodeCellText(value);
    if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
    const style = numericAttribute(tag, ' s="', 0, tag.length);
    const format = style > 0 ? this.#context.formats[style] : this.#context.formats[0];
    if (format?.isDate) {
      const date = serialDateText(Number(value), this.#context.is1904);
      if (date !== null) return date;
    }
    const text = numberText(value);
    return format ? paddedText(text, format.code) : text;
  }
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
    const letter = tag.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}

function numericAttribute(xml: string, opening: string, from: number, until: number): number {
  const at = xml.indexOf(opening, from);
  return at === -1 || at >= until ? 0 : Number.parseInt(xml.slice(at + opening.length, until), 10);
}
