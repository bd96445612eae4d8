import type { PlainLines } from '../raw-file.ts';

const SEPARATOR = 0x1f;
const ZERO = 48;
const NINE = 57;
const LINE_FEED = 10;

/** What stands before the cells of a plain row of data: its number and its kind. */
const PREFIX = '0000000000\x1fdata\x1f'.length;
const DATA = new TextEncoder().encode('\x1fdata\x1f');

/**
 * The test that a line has as many cells as it should and one of them begins with the number of a person or an account,
 * five digits within its first twelve bytes: then it is data, whatever else it holds.
 */
export function plainDataTest(
  keyColumns: readonly number[],
): (lines: PlainLines, position: number) => boolean {
  const last = Math.max(-1, ...keyColumns);
  const isKey = Uint8Array.from({ length: last + 1 }, (_, column) => (keyColumns.includes(column) ? 1 : 0));
  return ({ bytes, starts, ends, isRegular }, position) => {
    if (isRegular[position] !== 1) return false;
    const end = ends[position]!;
    let at = starts[position]!;
    for (let column = 0; column <= last; column += 1) {
      if (isKey[column] === 1 && beginsWithDigits(bytes, at, Math.min(at + 12, end))) return true;
      while (at < end && bytes[at] !== SEPARATOR) at += 1;
      at += 1;
    }
    return false;
  };
}

function beginsWithDigits(bytes: Uint8Array, from: number, to: number): boolean {
  let digits = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte === SEPARATOR) break;
    if (byte >= ZERO && byte <= NINE) digits += 1;
  }
  return digits >= 5;
}

/**
 * Puts lines into one run of bytes as they are spooled. What it hands out is good until it is called again. `textOf` gives
 * what stands in place of a line, `''` for nothing, and null for a line that is plain data and goes through as it is.
 */
export class LineSpooler {
  #room = new Uint8Array(0);

  spool(
    { bytes, starts, ends, count, firstRow }: PlainLines,
    textOf: (position: number) => string | null,
  ): { pieces: Uint8Array[]; plain: number } {
    const size = bytes.length + count * (PREFIX + 1);
    if (this.#room.length < size) this.#room = new Uint8Array(size * 2);
    const out = this.#room;
    const pieces: Uint8Array[] = [];
    let begun = 0;
    let at = 0;
    let plain = 0;
    for (let position = 0; position < count; position += 1) {
      const text = textOf(position);
      if (text !== null) {
        // texts are few, and may be longer than the line they come from
        if (text !== '') pieces.push(out.subarray(begun, at), Buffer.from(text));
        if (text !== '') begun = at;
        continue;
      }
      plain += 1;
      at = writeNumber(out, at, firstRow + position);
      for (let index = 0; index < DATA.length; index += 1) out[at + index] = DATA[index]!;
      at += DATA.length;
      const end = ends[position]!;
      for (let from = starts[position]!; from < end; from += 1) {
        out[at] = bytes[from]!;
        at += 1;
      }
      out[at] = LINE_FEED;
      at += 1;
    }
    pieces.push(out.subarray(begun, at));
    return { pieces, plain };
  }
}

function writeNumber(out: Uint8Array, at: number, value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
  let rest = value;
  for (let place = at + digits - 1; place >= at; place -= 1) {
    out[place] = ZERO + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return at + digits;
}
