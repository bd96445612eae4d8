import type { PlainLines, RawRow } from '../raw-file.ts';

/** Bytes that make a portion of a text table one that has to be read character by character. */
const ODD_BYTES = ['"', '\0', '\x1f', '\ufeff'] as const;

const RETURN = 13;
const LINE_FEED = 10;
const SEPARATOR = 0x1f;

/**
 * Cuts a portion of text, which ends with a line end, into lines; null where quotes, returns that stand alone or
 * characters that no table holds make that a matter of reading it through. Else the portion itself is changed: its
 * delimiters become separators.
 */
export function cutPlainLines(
  portion: Buffer,
  { delimiter, cells, row }: { delimiter: string; cells: number; row: number },
  toRow: (joined: string, row: number) => RawRow,
): PlainLines | null {
  if (ODD_BYTES.some((odd) => portion.includes(odd)) || hasLoneReturn(portion)) return null;
  const cut = delimiter.charCodeAt(0);
  const { length } = portion;
  // a plain array of bytes is gone through faster than a Buffer
  const bytes = new Uint8Array(portion.buffer, portion.byteOffset, length);
  let room = Math.ceil(length / 64) + 16;
  let starts = new Int32Array(room);
  let ends = new Int32Array(room);
  let isRegular = new Uint8Array(room);
  let count = 0;
  let start = 0;
  let cellCount = 1;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at]!;
    if (byte === cut) {
      bytes[at] = SEPARATOR;
      cellCount += 1;
    } else if (byte === LINE_FEED) {
      if (count === room) {
        room *= 2;
        starts = grown(starts, new Int32Array(room));
        ends = grown(ends, new Int32Array(room));
        isRegular = grown(isRegular, new Uint8Array(room));
      }
      starts[count] = start;
      ends[count] = at > start && bytes[at - 1] === RETURN ? at - 1 : at;
      isRegular[count] = cellCount === cells ? 1 : 0;
      count += 1;
      start = at + 1;
      cellCount = 1;
    }
  }
  return {
    bytes,
    count,
    firstRow: row,
    starts,
    ends,
    isRegular,
    rowAt: (position) => toRow(portion.toString('utf8', starts[position], ends[position]), row + position),
  };
}

/** A return is half of a line end, or a line end of another kind. */
function hasLoneReturn(portion: Buffer): boolean {
  for (let at = portion.indexOf(RETURN); at >= 0; at = portion.indexOf(RETURN, at + 1))
    if (portion[at + 1] !== LINE_FEED) return true;
  return false;
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** All of the lines as rows, for whoever wants each of them. */
export function rowsOfLines(lines: PlainLines): RawRow[] {
  return Array.from({ length: lines.count }, (_, position) => lines.rowAt(position));
}
