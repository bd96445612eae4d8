import type { PlainLines } from '../raw-file.ts';

const SEPARATOR = 0x1f;
const ZERO = 48;
const NINE = 57;

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
