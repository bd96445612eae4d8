import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { DetectedEncoding } from '../../core/text-encoding.ts';
import type { Limits } from '../limits.ts';
import { CELL_SEPARATOR, type PlainLines, type RawRow } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { lastWholeCharacter, portionOf } from './encoding.ts';
import type { LineShape } from './line-shape.ts';
import { cutPlainLines, rowsOfLines } from './plain-lines.ts';
import { splitQuoted } from './quoted-record.ts';

export interface DelimitedText {
  path: string;
  name: string;
  encoding: DetectedEncoding;
  delimiter: string;
  shape: LineShape;
  limits: Limits;
}

const CHUNK_BYTES = 1024 ** 2;

/** What a decoder writes in place of bytes that are no character. */
const REPLACEMENT = '\ufffd';

/** 姓名 in UTF-8, which in GB18030 are three characters that no list has together. */
const IN_UTF8 = Buffer.from('姓名');

/** Beyond this share of damaged characters it is no text of two encodings, but of neither. */
const NO_TEXT_SHARE = 0.1;

/** Of a line that cannot be used enough is kept to find it again. */
const SHOWN_OF_LONG = 500;

/** More damaged lines than this share, and more than a handful: then it is the encoding that was not understood. */
const DAMAGED_SHARE = 0.02;
const DAMAGED_COUNT = 5;

/**
 * Rows of a text table, streamed: memory does not grow with the file. A line that is damaged costs itself and no other;
 * lines are counted as they stand in the file, whatever mixture of line ends it has.
 */
export async function* readDelimited(source: DelimitedText): AsyncGenerator<RawRow[]> {
  for await (const lines of readLines(source)) yield Array.isArray(lines) ? lines : rowsOfLines(lines);
}

/** The same rows, in the same order; whole portions in which no line needs a second look as the bytes they are. */
export async function* readLines(source: DelimitedText): AsyncGenerator<RawRow[] | PlainLines> {
  const cutter = new LineCutter(source);
  for await (const portion of decoded(source)) {
    const lines = portion.bytes === null ? null : cutter.takePlain(portion.bytes);
    if (lines !== null) {
      yield lines;
      continue;
    }
    const text = portion.bytes === null ? portion.text : portion.bytes.toString('utf8');
    const rows = cutter.take(text, { isDamaged: portion.isDamaged, isLast: false });
    if (rows.length > 0) yield rows;
  }
  const rest = cutter.take('', { isDamaged: false, isLast: true });
  if (rest.length > 0) yield rest;
  const { rowCount, damagedCount } = cutter;
  if (damagedCount > DAMAGED_COUNT && damagedCount > rowCount * DAMAGED_SHARE)
    throw unreadable.encoding(source.name);
}

/**
 * A portion of text: as bytes of UTF-8 where it is whole lines without a damaged character, else as text, in which
 * `isDamaged` says that replacement characters stand for bytes that are no character.
 */
type Portion = { bytes: Buffer; isDamaged: false } | { bytes: null; text: string; isDamaged: boolean };

function decoded(source: DelimitedText): AsyncGenerator<Portion> {
  return source.encoding.encoding === 'utf-8' ? decodedUtf8(source) : decodedOther(source);
}

/** Checking and decoding apart takes half the time of a checking decoder for Chinese. */
async function* decodedUtf8({ path, encoding }: DelimitedText): AsyncGenerator<Portion> {
  let carry: Buffer = Buffer.alloc(0);
  const start = encoding.bomBytes;
  for await (const chunk of createReadStream(path, { highWaterMark: portionOf(path, CHUNK_BYTES), start })) {
    const bytes: Buffer = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const lineEnd = bytes.lastIndexOf('\n') + 1;
    // without an end of line in sight it is handed on as it is
    const cut = lineEnd > 0 || bytes.length < CHUNK_BYTES ? lineEnd : lastWholeCharacter(bytes);
    const whole = bytes.subarray(0, cut);
    carry = bytes.subarray(cut);
    if (cut === 0) continue;
    yield isUtf8(whole)
      ? lineEnd > 0
        ? { bytes: whole, isDamaged: false }
        : { bytes: null, text: whole.toString('utf8'), isDamaged: false }
      : { bytes: null, text: whole.toString('utf8'), isDamaged: true };
  }
  const cut = lastWholeCharacter(carry);
  const rest = carry.subarray(0, cut);
  if (cut > 0) yield { bytes: null, text: rest.toString('utf8'), isDamaged: !isUtf8(rest) };
  if (cut < carry.length) yield { bytes: null, text: REPLACEMENT, isDamaged: true };
}

async function* decodedOther({ path, name, encoding }: DelimitedText): AsyncGenerator<Portion> {
  const decoder = new TextDecoder(encoding.encoding);
  let carry = '';
  let last: Buffer = Buffer.alloc(0);
  for await (const bytes of createReadStream(path, { highWaterMark: portionOf(path, CHUNK_BYTES) })) {
    const text = carry + decoder.decode(bytes, { stream: true });
    const border = Buffer.concat([last, bytes.subarray(0, IN_UTF8.length - 1)]);
    last = bytes.subarray(1 - IN_UTF8.length);
    if (bytes.includes(IN_UTF8) || border.includes(IN_UTF8)) {
      const damaged = text.split(REPLACEMENT).length - 1;
      throw (damaged > text.length * NO_TEXT_SHARE ? unreadable.encoding : unreadable.twoEncodings)(name);
    }
    const lineEnd = text.lastIndexOf('\n') + 1;
    const cut = lineEnd > 0 || text.length < CHUNK_BYTES ? lineEnd : text.length;
    const whole = text.slice(0, cut);
    carry = text.slice(cut);
    if (cut === 0) continue;
    yield lineEnd === 0 || whole.includes(REPLACEMENT)
      ? { bytes: null, text: whole, isDamaged: true }
      : { bytes: Buffer.from(whole), isDamaged: false };
  }
  yield { bytes: null, text: carry + decoder.decode(), isDamaged: true };
}

/** Cuts decoded text into rows, keeping what is not finished for the next portion. */
class LineCutter {
  readonly #source: DelimitedText;
  #carry = '';
  #line = 1;
  /** Rest of a line whose beginning was already given out as too long. */
  #isSkipping = false;
  #isDamaged = false;
  /** The line before, to see whether the last one was cut. */
  #lastJoined = '';
  rowCount = 0;
  damagedCount = 0;

  constructor(source: DelimitedText) {
    this.#source = source;
  }

  /** Whole lines as bytes, where this portion begins with a line and none of them needs to be read through. */
  takePlain(portion: Buffer): PlainLines | null {
    const { delimiter, shape } = this.#source;
    if (this.#carry !== '' || this.#isSkipping || delimiter.length > 1) return null;
    const lines = cutPlainLines(portion, { delimiter, cells: shape.cells, row: this.#line }, (joined, row) =>
      this.#rowOf(joined, row),
    );
    if (lines === null) return null;
    this.#isDamaged = false;
    this.#line += lines.count;
    this.rowCount += lines.count;
    this.#lastJoined = lines.rowAt(lines.count - 1).joined;
    return lines;
  }

  take(portion: string, { isDamaged, isLast }: { isDamaged: boolean; isLast: boolean }): RawRow[] {
    // a character cut at the end of a portion is told with the next one
    this.#isDamaged = isDamaged || (isLast && this.#isDamaged);
    let text = this.#carry + portion;
    // a return at the end may be the first half of a line end
    let held = '';
    if (!isLast && text.endsWith('\r')) {
      held = '\r';
      text = text.slice(0, -1);
    }
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    if (text.includes(CELL_SEPARATOR)) text = text.replaceAll(CELL_SEPARATOR, ' ');
    const isCutLine = isLast && text !== '' && !text.endsWith('\n');
    if (isCutLine) text += '\n';
    let end = text.lastIndexOf('\n') + 1;
    const rows: RawRow[] = [];
    if (this.#isSkipping) {
      const next = text.indexOf('\n') + 1;
      if (next === 0) return rows;
      text = text.slice(next);
      end -= next;
      this.#isSkipping = false;
    }
    const { lineCharacters } = this.#source.limits;
    const body = text.slice(0, end);
    this.#carry = text.slice(end) + held;
    if (body.includes('"')) this.#cutQuoted(body, isLast, rows);
    else this.#cutPlain(body, rows);
    if (this.#carry.length > lineCharacters) {
      const line = this.#carry.slice(0, SHOWN_OF_LONG);
      rows.push({ row: this.#line, joined: line, broken: 'line-too-long' });
      this.#line += 1;
      this.#isSkipping = !this.#carry.includes('\n');
      this.#carry = this.#isSkipping ? '' : this.#carry.slice(this.#carry.indexOf('\n') + 1);
    }
    const last = rows.at(-1);
    if (isCutLine && last !== undefined && last.broken === undefined && this.#looksCut(rows))
      last.doubt = 'cut-short';
    if (last !== undefined) this.#lastJoined = last.joined;
    this.rowCount += rows.length;
    return rows;
  }

  /** Without a quote in the portion one replacement serves all its lines. */
  #cutPlain(body: string, rows: RawRow[]): void {
    const joined = body.replaceAll(this.#source.delimiter, CELL_SEPARATOR);
    for (let at = 0; at < joined.length; ) {
      const end = joined.indexOf('\n', at);
      rows.push(this.#rowOf(joined.slice(at, end)));
      this.#line += 1;
      at = end + 1;
    }
  }

  #cutQuoted(body: string, isLast: boolean, rows: RawRow[]): void {
    const { delimiter } = this.#source;
    for (let at = 0; at < body.length; ) {
      const end = body.indexOf('\n', at);
      const line = body.slice(at, end);
      if (!line.includes('"')) {
        rows.push(this.#rowOf(line.replaceAll(delimiter, CELL_SEPARATOR)));
        this.#line += 1;
        at = end + 1;
        continue;
      }
      const record = this.#readRecord(body, at, isLast);
      if (record === null) {
        // the record may go on beyond this portion: wait for the rest of it
        this.#carry = body.slice(at) + this.#carry;
        return;
      }
      rows.push(
        record.joined === null
          ? { row: this.#line, joined: line.slice(0, SHOWN_OF_LONG), broken: 'broken-quote' }
          : this.#rowOf(unwrapped(record.joined)),
      );
      this.#line += record.lineCount;
      at = record.end;
    }
  }

  /** The record that begins at `start`; null when more text is needed to know. */
  #readRecord(
    body: string,
    start: number,
    isLast: boolean,
  ): { joined: string | null; end: number; lineCount: number } | null {
    const { delimiter, limits } = this.#source;
    const firstEnd = body.indexOf('\n', start);
    const broken = { joined: null, end: firstEnd + 1, lineCount: 1 };
    let end = firstEnd;
    for (let lineCount = 1; lineCount <= limits.quotedLines; lineCount += 1) {
      const record = splitQuoted(body.slice(start, end), delimiter);
      if (record.kind === 'whole') {
        // a quote must not swallow the line of another person, not even where another quote closes it
        if (lineCount > 1 && this.#swallowsRecord(record.joined, body.slice(start, end))) return broken;
        return { joined: record.joined, end: end + 1, lineCount };
      }
      if (record.kind === 'broken') return broken;
      const next = body.indexOf('\n', end + 1);
      if (next === -1) return isLast ? broken : null;
      end = next;
    }
    return broken;
  }

  /**
   * Whether a quoted cell of several lines holds a line with as many cells as the lines of this file have; or, where not all
   * cells are written in quotes, as many delimiters in all: the end of one line and the beginning of the next, which
   * together look like one record of two people.
   */
  #swallowsRecord(joined: string, written: string): boolean {
    const { delimiter, shape } = this.#source;
    if (shape.cells < 2) return false;
    const holdsLine = (text: string): boolean => text.split(delimiter).length >= shape.cells;
    const cells = joined.split(CELL_SEPARATOR);
    const areAllQuoted = written.split('"').length > 2 * cells.length;
    return cells.some(
      (cell) =>
        cell.includes('\n') && (areAllQuoted ? cell.split('\n').slice(1).some(holdsLine) : holdsLine(cell)),
    );
  }

  /** A line as a row, with what speaks against using it. */
  #rowOf(joined: string, row = this.#line): RawRow {
    const { shape, limits } = this.#source;
    if (joined.length > limits.lineCharacters) {
      return { row, joined: joined.slice(0, SHOWN_OF_LONG), broken: 'line-too-long' };
    }
    if ((this.#isDamaged && joined.includes(REPLACEMENT)) || joined.includes('\0')) {
      const text = joined.replaceAll('\0', '');
      // what a disk leaves behind the last line
      if (text.trim() === '') return { row, joined: '' };
      this.damagedCount += 1;
      return { row, joined: text, broken: 'damaged-text' };
    }
    const cells = cellCount(joined);
    if (cells > shape.cells) return { row, joined, extra: shape.cells };
    if (cells < shape.cells && !shape.mayBeShort) return { row, joined, doubt: 'cells-fewer' };
    return { row, joined };
  }

  /** A last line without its end whose last amount has lost decimals that the line before has. */
  #looksCut(rows: readonly RawRow[]): boolean {
    const before = rows.at(-2)?.joined ?? this.#lastJoined;
    const decimals = /\.(\d+)$/.exec(lastCell(before))?.[1]?.length ?? 0;
    const cut = lastCell(rows.at(-1)?.joined ?? '');
    return decimals > 0 && /^\d+(?:\.\d*)?$/.test(cut) && (cut.split('.')[1]?.length ?? 0) < decimals;
  }
}

function lastCell(joined: string): string {
  return joined.slice(joined.lastIndexOf(CELL_SEPARATOR) + 1).trim();
}

function cellCount(joined: string): number {
  let count = 1;
  for (let index = 0; index < joined.length; index += 1) if (joined.charCodeAt(index) === 0x1f) count += 1;
  return count;
}

/** Exports write ="532526…" so that a spreadsheet keeps the digits: what is meant is the text within. */
function unwrapped(joined: string): string {
  if (!joined.includes('="')) return joined;
  return joined
    .split(CELL_SEPARATOR)
    .map((cell) => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell)
    .join(CELL_SEPARATOR);
}
