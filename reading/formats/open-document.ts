import type { Limits } from '../limits.ts';
import type { MergedCells, RawRow, RawSheet } from '../raw-file.ts';
import { joinCells, UNCOUNTED } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { numberText } from './cell-text.ts';
import { rowWithin } from './row-limits.ts';
import { attribute, decodeXml, nextTag, plainMarkup } from './xml-text.ts';
import type { ZipDirectory } from './zip-directory.ts';

const CONTENT = 'content.xml';

const CELL = /<table:(covered-)?table-cell((?:\s[^>]*?)?)(?:\/>|>(.*?)<\/table:(?:covered-)?table-cell>)/gs;

/** A row that says something is not meant to stand more often: by then it is the fill of a whole sheet. */
const MOST_REPEATS = 10_000;

interface Table {
  name: string;
  isHidden: boolean;
}

/** Names of styles that hide a sheet, and of those that strike the text of a cell through. */
interface Styles {
  hidden: ReadonlySet<string>;
  struck: ReadonlySet<string>;
}

/**
 * OpenDocument sheets, which WPS and LibreOffice also write, streamed from the package. Rows are rows wherever they
 * stand: in groups, among the header rows, filtered away or repeated. Numbers are the file's own digits.
 */
export async function openDocumentSheets(
  zip: ZipDirectory,
  name: string,
  limits: Limits,
): Promise<RawSheet[]> {
  const { tables, struck } = await listTables(zip);
  if (tables.length === 0) throw unreadable.noRows(name);
  return tables.map((table, index) => {
    const merges: MergedCells[] = [];
    return {
      index,
      name: table.name,
      isHidden: table.isHidden,
      merges: () => merges,
      batches: () => {
        merges.length = 0;
        return readTable(zip, index, { name, limits, merges, struck });
      },
    };
  });
}

/** The sheets in their order; a hidden one is hidden by its style. */
async function listTables(zip: ZipDirectory): Promise<{ tables: Table[]; struck: Styles['struck'] }> {
  const tables: Table[] = [];
  let styles: Styles | null = null;
  let carry = '';
  for await (const portion of plainMarkup(zip.text(CONTENT))) {
    const xml = carry + portion;
    const body: number = styles === null ? xml.indexOf('<office:body') : 0;
    // the styles stand before the body, as a whole
    if (body === -1) {
      carry = xml;
      continue;
    }
    styles ??= { hidden: stylesOfHidden(xml.slice(0, body)), struck: stylesThatStrike(xml.slice(0, body)) };
    const end = xml.lastIndexOf('>') + 1;
    for (const [, tag = ''] of xml.slice(body, end).matchAll(/<table:table\s([^>]*)>/g)) {
      tables.push({
        name: attribute(tag, 'name') ?? '',
        isHidden: styles.hidden.has(attribute(tag, 'style-name') ?? ''),
      });
    }
    carry = xml.slice(end);
  }
  return { tables, struck: styles?.struck ?? new Set() };
}

function stylesOfHidden(xml: string): Set<string> {
  const hidden = new Set<string>();
  for (const [, style = '', properties = ''] of xml.matchAll(
    /<style:style\s([^>]*)>\s*<style:table-properties\s([^>]*)>/g,
  )) {
    if (attribute(properties, 'display') === 'false') hidden.add(attribute(style, 'name') ?? '');
  }
  return hidden;
}

function stylesThatStrike(xml: string): Set<string> {
  const struck = new Set<string>();
  for (const [, style = '', properties = ''] of xml.matchAll(
    /<style:style\s([^>]*[^/])>(.*?)<\/style:style>/gs,
  )) {
    const line = /text-line-through-(?:style|type)="(\w+)"/.exec(properties)?.[1] ?? 'none';
    if (line !== 'none') struck.add(attribute(style, 'name') ?? '');
  }
  return struck;
}

interface TableContext extends Pick<Styles, 'struck'> {
  name: string;
  limits: Limits;
  merges: MergedCells[];
}

async function* readTable(zip: ZipDirectory, index: number, context: TableContext): AsyncGenerator<RawRow[]> {
  const scanner = new TableScanner(index, context);
  for await (const portion of plainMarkup(zip.text(CONTENT))) {
    const rows = scanner.take(portion);
    if (rows.length > 0) yield rows;
  }
  if (!scanner.isDone) throw unreadable.damaged(context.name, CONTENT);
}

class TableScanner {
  readonly #wanted: number;
  #struck: number[] = [];
  readonly #context: TableContext;
  #carry = '';
  #tables = 0;
  #row = 1;
  #isInside = false;
  isDone = false;

  constructor(wanted: number, context: TableContext) {
    this.#wanted = wanted;
    this.#context = context;
  }

  take(portion: string): RawRow[] {
    const rows: RawRow[] = [];
    if (this.isDone) return rows;
    const xml = this.#carry + portion;
    let at = 0;
    while (!this.isDone) {
      if (!this.#isInside) {
        const open = nextTag(xml, 'table:table', at);
        const tagEnd = open === -1 ? -1 : xml.indexOf('>', open);
        if (tagEnd === -1) {
          at = open === -1 ? Math.max(at, xml.length - 16) : open;
          break;
        }
        this.#tables += 1;
        at = tagEnd + 1;
        this.#isInside = this.#tables === this.#wanted + 1;
        // a sheet without anything is one tag
        this.isDone = this.#isInside && xml.charCodeAt(tagEnd - 1) === 47;
        continue;
      }
      const open = nextTag(xml, 'table:table-row', at);
      const close = xml.indexOf('</table:table>', at);
      if (close !== -1 && (open === -1 || close < open)) {
        this.isDone = true;
        break;
      }
      const tagEnd = open === -1 ? -1 : xml.indexOf('>', open);
      const isEmpty = tagEnd !== -1 && xml.charCodeAt(tagEnd - 1) === 47;
      const end = tagEnd === -1 ? -1 : isEmpty ? tagEnd : xml.indexOf('</table:table-row>', tagEnd);
      if (end === -1) {
        at = open === -1 ? Math.max(at, xml.length - 24) : open;
        break;
      }
      this.#readRow(xml.slice(open, tagEnd), isEmpty ? '' : xml.slice(tagEnd + 1, end), rows);
      at = end + 1;
    }
    this.#carry = xml.slice(at);
    if (this.#carry.length > this.#context.limits.rowMarkup) throw unreadable.lineTooLong(this.#context.name);
    return rows;
  }

  #readRow(tag: string, xml: string, rows: RawRow[]): void {
    const repeats = Number(attribute(tag, 'number-rows-repeated') ?? 1);
    this.#struck = [];
    const joined = joinCells(this.#cellsOf(xml));
    if (joined !== '') {
      if (repeats > MOST_REPEATS)
        throw unreadable.damaged(this.#context.name, `number-rows-repeated ${repeats}`);
      for (let count = 0; count < repeats; count += 1)
        rows.push(rowWithin(this.#context.limits, this.#row + count, joined, this.#struck));
    }
    this.#row += repeats;
  }

  #cellsOf(xml: string): string[] {
    const { limits, merges, name, struck } = this.#context;
    const cells: string[] = [];
    let column = 0;
    for (const [, covered, tag = '', content = ''] of xml.matchAll(CELL)) {
      const repeats = Number(attribute(tag, 'number-columns-repeated') ?? 1);
      const value = covered === undefined ? cellText(tag, content) : '';
      if (value !== '') {
        if (column + repeats > limits.columns) throw unreadable.tooManyColumns(name, limits.columns);
        while (cells.length < column) cells.push('');
        for (let count = 0; count < repeats; count += 1) cells[column + count] = value;
        if (struck.size > 0 && hasStyleOf(struck, tag + content)) this.#struck.push(column);
        const rowSpan = Number(attribute(tag, 'number-rows-spanned') ?? 1);
        const columnSpan = Number(attribute(tag, 'number-columns-spanned') ?? 1);
        if (rowSpan > 1) {
          merges.push({
            fromRow: this.#row,
            toRow: this.#row + rowSpan - 1,
            fromColumn: column,
            toColumn: column + columnSpan - 1,
          });
        }
      }
      column += repeats;
    }
    return cells;
  }
}

/** Whether a cell, or a part of its text, is of one of these styles. */
function hasStyleOf(styles: ReadonlySet<string>, xml: string): boolean {
  return [...xml.matchAll(/(?:table|text):style-name="([^"]*)"/g)].some(([, style = '']) =>
    styles.has(style),
  );
}

/** The stored value, not the text shown; a formula that failed has no value. */
function cellText(tag: string, content: string): string {
  const type = attribute(tag, 'value-type');
  if (type === 'float' || type === 'currency' || type === 'percentage') {
    return numberText(attribute(tag, 'value') ?? '');
  }
  if (type === 'date') {
    const value = attribute(tag, 'date-value') ?? '';
    return value.replace(/T00:00:00(?:[.,]0+)?$/, '').replace('T', ' ');
  }
  if (type === 'time') return timeText(attribute(tag, 'time-value') ?? '');
  if (type === 'boolean') return attribute(tag, 'boolean-value') === 'true' ? 'TRUE' : 'FALSE';
  const text = paragraphs(content);
  return text === '' && type === null && attribute(tag, 'formula') !== null ? UNCOUNTED : text;
}

/** A time of day or a span, as hours, minutes and seconds; parts of a second are left out. */
function timeText(stored: string): string {
  const found = /^(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?$/.exec(stored);
  if (!found) return stored;
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  const parts = [String(Number(days) * 24 + Number(hours)), minutes, seconds];
  return sign + parts.map((part) => part.padStart(2, '0')).join(':');
}

/** What is not of a cell's text: the notes that hang on it, and how its characters are pronounced. */
const BESIDES = /<office:annotation[\s>].*?<\/office:annotation>|<text:ruby-text[\s>].*?<\/text:ruby-text>/gs;

/** The paragraphs of a cell. */
function paragraphs(content: string): string {
  if (content === '') return '';
  const hasMore = content.includes('<office:annotation') || content.includes('<text:ruby-text');
  const own = hasMore ? content.replace(BESIDES, '') : content;
  const texts = [...own.matchAll(/<text:p(?:\s[^>]*)?(?:\/>|>(.*?)<\/text:p>)/gs)].map(([, text = '']) =>
    decodeXml(
      text
        .replace(/<text:s(?:\s[^>]*?text:c="(\d+)")?[^>]*\/>/g, (_, count) => ' '.repeat(Number(count ?? 1)))
        .replace(/<text:(?:tab|line-break)\s*\/>/g, ' ')
        .replace(/<[^>]*>/g, ''),
    ),
  );
  return texts.join('\n');
}
