import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import type { DetectedEncoding } from '../../core/text-encoding.ts';
import type { Limits } from '../limits.ts';
import { CELL_SEPARATOR, type RawRow } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { lastWholeCharacter } from './encoding.ts';
import { splitQuoted } from './quoted-record.ts';

export interface DelimitedText {
  path: string;
  name: string;
  encoding: DetectedEncoding;
  delimiter: string;
  /** Lines end with a lone carriage return (very old exports). */
  hasBareReturns: boolean;
  limits: Limits;
}

const CHUNK_BYTES = 1024 ** 2;

/** Rows of a text table, streamed: memory does not grow with the file. */
export async function* readDelimited(source: DelimitedText): AsyncGenerator<RawRow[]> {
  const cutter = new LineCutter(source);
  for await (const text of decoded(source)) {
    const rows = cutter.take(text, false);
    if (rows.length > 0) yield rows;
  }
  const rest = cutter.take('', true);
  if (rest.length > 0) yield rest;
}

function decoded(source: DelimitedText): AsyncGenerator<string> {
  return source.encoding.encoding === 'utf-8' ? decodedUtf8(source) : decodedOther(source);
}

/** The checking decoder takes twice as long for Chinese as checking and decoding apart. */
async function* decodedUtf8({ path, name, encoding }: DelimitedText): AsyncGenerator<string> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, {
    highWaterMark: CHUNK_BYTES,
    start: encoding.bomBytes,
  })) {
    const bytes: Buffer = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const cut = lastWholeCharacter(bytes);
    const whole = bytes.subarray(0, cut);
    if (!isUtf8(whole)) throw unreadable.encoding(name);
    carry = bytes.subarray(cut);
    yield whole.toString('utf8');
  }
  if (carry.length > 0) throw unreadable.encoding(name);
}

async function* decodedOther(source: DelimitedText): AsyncGenerator<string> {
  const decoder = new TextDecoder(source.encoding.encoding, { fatal: true });
  try {
    for await (const bytes of createReadStream(source.path, { highWaterMark: CHUNK_BYTES })) {
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw unreadable.encoding(source.name);
    throw error;
  }
}

/** Cuts decoded text into rows, keeping what is not finished for the next portion. */
class LineCutter {
  readonly #source: DelimitedText;
  #carry = '';
  #line = 1;

  constructor(source: DelimitedText) {
    this.#source = source;
  }

  take(portion: string, isLast: boolean): RawRow[] {
    const { hasBareReturns, limits, name } = this.#source;
    let text = this.#carry + (hasBareReturns ? portion.replaceAll('\r', '\n') : portion);
    if (text.includes(CELL_SEPARATOR)) text = text.replaceAll(CELL_SEPARATOR, ' ');
    if (isLast && text !== '' && !text.endsWith('\n')) text += '\n';
    const end = text.lastIndexOf('\n') + 1;
    if (text.length - end > limits.lineCharacters) throw unreadable.lineTooLong(name);
    this.#carry = text.slice(end);
    const body = text.slice(0, end);
    return body.includes('"') ? this.#cutQuoted(body, isLast) : this.#cutPlain(body);
  }

  /** Without a quote in the portion one replacement serves all its lines. */
  #cutPlain(body: string): RawRow[] {
    const joined = body.replaceAll(this.#source.delimiter, CELL_SEPARATOR);
    const rows: RawRow[] = [];
    for (let at = 0; at < joined.length; ) {
      const end = joined.indexOf('\n', at);
      rows.push({ row: this.#line, joined: joined.slice(at, withoutReturn(joined, at, end)) });
      this.#line += 1;
      at = end + 1;
    }
    return rows;
  }

  #cutQuoted(body: string, isLast: boolean): RawRow[] {
    const { delimiter } = this.#source;
    const rows: RawRow[] = [];
    for (let at = 0; at < body.length; ) {
      const end = body.indexOf('\n', at);
      const line = body.slice(at, withoutReturn(body, at, end));
      if (!line.includes('"')) {
        rows.push({ row: this.#line, joined: line.replaceAll(delimiter, CELL_SEPARATOR) });
        this.#line += 1;
        at = end + 1;
        continue;
      }
      const record = this.#readRecord(body, at, isLast);
      if (record === null) {
        // the record may go on beyond this portion: wait for the rest of it
        this.#carry = body.slice(at) + this.#carry;
        return rows;
      }
      rows.push(
        record.joined === null
          ? { row: this.#line, joined: line, broken: 'broken-quote' }
          : { row: this.#line, joined: unwrapped(record.joined) },
      );
      this.#line += record.lineCount;
      at = record.end;
    }
    return rows;
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
      const record = splitQuoted(body.slice(start, withoutReturn(body, start, end)), delimiter);
      if (record.kind === 'whole') return { joined: record.joined, end: end + 1, lineCount };
      if (record.kind === 'broken') return broken;
      const next = body.indexOf('\n', end + 1);
      if (next === -1) return isLast ? broken : null;
      end = next;
    }
    return broken;
  }
}

/** Exports write ="532526…" so that a spreadsheet keeps the digits: what is meant is the text within. */
function unwrapped(joined: string): string {
  if (!joined.includes('="')) return joined;
  return joined
    .split(CELL_SEPARATOR)
    .map((cell) => /^="([^"]*)"$/.exec(cell)?.[1] ?? cell)
    .join(CELL_SEPARATOR);
}

function withoutReturn(text: string, start: number, end: number): number {
  return end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}
