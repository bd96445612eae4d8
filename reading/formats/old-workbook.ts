import type { Limits } from '../limits.ts';
import { joinCells, type MergedCells, type RawRow, type RawSheet } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { type BiffBook, byteText, readBook } from './biff-book.ts';
import { SheetOrder } from './biff-order.ts';
import { biffRecords, openStream } from './biff-records.ts';
import { readWideString } from './biff-strings.ts';
import { ERROR_WORDS, numericText } from './cell-text.ts';
import { rkValue } from './rk-value.ts';
import { rowWithin } from './row-limits.ts';

/** The sheets of an old workbook (.xls, .et), all versions from Excel 2 to 2003. */
export function oldWorkbookSheets(file: Buffer, name: string, limits: Limits): RawSheet[] {
  const book = readBook(openStream(file, name), name);
  if (book.sheets.length === 0) throw unreadable.noRows(name);
  return book.sheets.map(({ name: sheetName, isHidden }, index) => {
    const merges: MergedCells[] = [];
    return {
      index,
      name: sheetName,
      isHidden,
      countsFrom1904: book.is1904,
      merges: () => merges,
      async *batches() {
        merges.length = 0;
        const reader = new SheetReader(book, name, limits, merges);
        yield reader.read(index);
      },
    };
  });
}

const KIND = {
  row: 0x0208,
  continued: 0x003c,
  merges: 0x00e5,
  manyNumbers: 0x00bd,
  manyBlanks: 0x00be,
} as const;
const RESULTS = new Set([0x0007, 0x0207]);
const BLANK = 0x0201;
/** Cells with one value, by kind: how many bytes they have at least. */
const CELLS: Record<number, number> = {
  2: 9,
  3: 15,
  4: 8,
  5: 9,
  6: 16,
  [BLANK]: 6,
  515: 14,
  516: 8,
  517: 8,
  518: 16,
  638: 10,
  214: 8,
  253: 10,
  1030: 16,
};
/** Cells that are all of one length in one workbook; some programs fill them up. */
const EVEN = new Set([0x0002, 0x0003, 0x0005, BLANK, 0x0203, 0x0205, 0x027e, 0x00fd]);

/** Reads one sheet, whose cells some programs write in any order. */
class SheetReader {
  readonly #book: BiffBook;
  readonly #name: string;
  readonly #limits: Limits;
  readonly #merges: MergedCells[];
  readonly #rows = new Map<number, string[]>();
  readonly #struck = new Map<number, number[]>();
  readonly #order = new SheetOrder();
  readonly #lengths = new Map<number, number>();
  /** The cell of a formula whose text comes in a record of its own, and what there is of it. */
  #awaiting: { row: number; column: number; kind: number; parts: Buffer[] } | null = null;

  constructor(book: BiffBook, name: string, limits: Limits, merges: MergedCells[]) {
    this.#book = book;
    this.#name = name;
    this.#limits = limits;
    this.#merges = merges;
  }

  read(index: number): RawRow[] {
    const sheet = this.#book.sheets[index]!;
    for (const { kind, content, at } of biffRecords(this.#book.stream.bytes, sheet.substream)) {
      try {
        this.#take(kind, content);
      } catch (error) {
        throw error instanceof RangeError ? unreadable.damaged(this.#name, `record ${at}`) : error;
      }
    }
    this.#endText();
    const oddity = this.#order.oddity();
    if (oddity !== null) throw unreadable.damaged(this.#name, `${sheet.name} ${oddity}`);
    return [...this.#rows.entries()]
      .sort(([left], [right]) => left - right)
      .flatMap(([row, cells]) => {
        const joined = joinCells(cells);
        return joined === '' ? [] : [rowWithin(this.#limits, row + 1, joined, this.#struck.get(row))];
      });
  }

  #take(kind: number, content: Buffer): void {
    const { version } = this.#book.stream;
    // in Excel 2 the numbers of the kinds are others
    const known = kind < 0x0006 && version > 2 ? undefined : CELLS[kind];
    this.#order.see(kind, known !== undefined);
    if (
      this.#awaiting !== null &&
      (RESULTS.has(kind) || (this.#awaiting.parts.length > 0 && kind === KIND.continued))
    ) {
      this.#awaiting.kind = kind === KIND.continued ? this.#awaiting.kind : kind;
      this.#awaiting.parts.push(content);
      return;
    }
    if (kind === KIND.row)
      this.#order.row(content.readUInt16LE(0), content.readUInt16LE(2), content.readUInt16LE(4));
    else if (kind === KIND.merges) this.#takeMerges(content);
    else if (kind === KIND.manyNumbers || kind === KIND.manyBlanks) this.#takeMany(kind, content);
    else if (known) {
      const expected = EVEN.has(kind) ? (this.#lengths.get(kind) ?? content.length) : content.length;
      this.#lengths.set(kind, expected);
      if (content.length < known || content.length !== expected)
        throw unreadable.damaged(this.#name, `record ${kind}`);
      this.#takeCell(kind, content);
    }
  }

  #takeCell(kind: number, content: Buffer): void {
    this.#endText();
    const [row, column] = [content.readUInt16LE(0), content.readUInt16LE(2)];
    if (kind === BLANK) return;
    this.#order.cell(row, column, column);
    this.#put(row, column, this.#cellText(kind, content, row, column));
    this.#strike(row, column, content.readUInt16LE(4));
  }

  /** A run of cells of one kind: row, first column, style and value of each, last column. */
  #takeMany(kind: number, content: Buffer): void {
    const size = kind === KIND.manyNumbers ? 6 : 2;
    const [row, first] = [content.readUInt16LE(0), content.readUInt16LE(2)];
    const last = content.readUInt16LE(content.length - 2);
    const count = (content.length - 6) / size;
    if (count !== last - first + 1) throw unreadable.damaged(this.#name, `record ${kind}`);
    // a blank cell may stand where a later one has a value
    if (kind === KIND.manyBlanks) return;
    this.#order.cell(row, first, last);
    for (let index = 0; index < count; index += 1) {
      const at = 4 + index * size;
      this.#put(
        row,
        first + index,
        this.#number(rkValue(content.readInt32LE(at + 2)), content.readUInt16LE(at)),
      );
      this.#strike(row, first + index, content.readUInt16LE(at));
    }
  }

  #put(row: number, column: number, text: string): void {
    if (text === '') return;
    if (column >= this.#limits.columns) throw unreadable.tooManyColumns(this.#name, this.#limits.columns);
    const cells = this.#rows.get(row) ?? [];
    while (cells.length < column) cells.push('');
    cells[column] = text;
    this.#rows.set(row, cells);
  }

  #strike(row: number, column: number, style: number): void {
    if (!this.#book.formats[style]?.isStruck) return;
    this.#struck.set(row, [...(this.#struck.get(row) ?? []), column]);
  }

  #cellText(kind: number, content: Buffer, row: number, column: number): string {
    const { stream, texts, decode } = this.#book;
    const at = stream.version === 2 ? 7 : 6;
    const style = stream.version === 2 ? (content[4] ?? 0) & 0x3f : content.readUInt16LE(4);
    switch (kind) {
      case 0x0002:
        return this.#number(content.readUInt16LE(at), style);
      case 0x0003:
      case 0x0203:
        return this.#number(content.readDoubleLE(at), style);
      case 0x027e:
        return this.#number(rkValue(content.readInt32LE(at)), style);
      case 0x0005:
      case 0x0205:
        return content[at + 1] === 1 ? errorText(content[at]) : truthText(content[at]);
      case 0x0004:
      case 0x0204:
      case 0x00d6: {
        if (stream.version < 8) return decode(byteText(stream.version, kind, content));
        const text = readWideString([content.subarray(at)], 2);
        if (text === null) throw unreadable.damaged(this.#name, `row ${row + 1}`);
        return text;
      }
      case 0x00fd: {
        const text = texts[content.readUInt32LE(at)];
        if (text === undefined) throw unreadable.damaged(this.#name, `SST ${content.readUInt32LE(at)}`);
        return text;
      }
      case 0x0006:
      case 0x0206:
      case 0x0406:
        return this.#result(content.subarray(at, at + 8), style, row, column);
      default:
        return '';
    }
  }

  /** The value that a formula had when the workbook was stored. */
  #result(content: Buffer, style: number, row: number, column: number): string {
    if (content.readUInt16LE(6) !== 0xffff) return this.#number(content.readDoubleLE(0), style);
    if (content[0] === 1) return truthText(content[2]);
    if (content[0] === 2) return errorText(content[2]);
    if (content[0] === 0) this.#awaiting = { row, column, kind: 0, parts: [] };
    return '';
  }

  #endText(): void {
    const awaiting = this.#awaiting;
    this.#awaiting = null;
    const [first] = awaiting?.parts ?? [];
    if (awaiting === null || first === undefined) return;
    const { stream, decode } = this.#book;
    const text =
      stream.version < 8
        ? decode(byteText(stream.version, awaiting.kind, first))
        : readWideString(awaiting.parts, 2);
    if (text === null) throw unreadable.damaged(this.#name, `row ${awaiting.row + 1}`);
    this.#put(awaiting.row, awaiting.column, text);
  }

  #number(value: number, style: number): string {
    if (!Number.isFinite(value)) return '#NUM!';
    return numericText(String(value), this.#book.formats[style], this.#book.is1904);
  }

  #takeMerges(content: Buffer): void {
    const count = content.readUInt16LE(0);
    for (let at = 2; at < 2 + count * 8; at += 8) {
      const [fromRow, toRow] = [content.readUInt16LE(at) + 1, content.readUInt16LE(at + 2) + 1];
      const [fromColumn, toColumn] = [content.readUInt16LE(at + 4), content.readUInt16LE(at + 6)];
      if (toRow > fromRow) this.#merges.push({ fromRow, toRow, fromColumn, toColumn });
    }
  }
}

function truthText(code: number | undefined): string {
  return code === 1 ? 'TRUE' : 'FALSE';
}

function errorText(code: number | undefined): string {
  return ERROR_WORDS[code ?? 0] ?? '#N/A';
}
