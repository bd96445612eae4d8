import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'gb18030' | 'big5' | 'utf-16le' | 'utf-16be';

export interface DetectedEncoding {
  encoding: Encoding;
  bomBytes: number;
}

/** By its byte order mark, where there is one; TextDecoder drops the mark itself. */
export function encodingByMark(head: Buffer): DetectedEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  return null;
}

/** A whole text by its mark, else UTF-8 where it is that, else GB18030 (which holds GBK) or Big5; null where it is none of them. */
export function decodeWhole(bytes: Buffer): string | null {
  const marked = encodingByMark(bytes)?.encoding;
  const encoding = marked ?? wideWithoutMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : doubleByte(bytes));
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Text of two-byte characters without a mark: every delimiter and digit leaves a zero on the same side, a rare character (开) on the other. */
export function wideWithoutMark(head: Buffer): Encoding | null {
  const sample = head.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd > sample.length / 8 && even < odd / 8) return 'utf-16le';
  if (even > sample.length / 8 && odd < even / 8) return 'utf-16be';
  return null;
}

/** Fewer characters of two bytes do not show what they are. */
const LEAST = 8;

/** From this share on second bytes below 0x80 are no rare characters. */
const LOW_SHARE = 0.2;

/**
 * Of the two encodings whose characters have two bytes: the second one of Big5 is a letter's as often as not, that of GB18030
 * only in characters that no list is full of.
 */
export function doubleByte(bytes: Uint8Array): 'gb18030' | 'big5' {
  let characters = 0;
  let low = 0;
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    if (bytes[at]! < 0x80) continue;
    const second = bytes[at + 1]!;
    // four bytes a character has GB18030 alone
    if (second >= 0x30 && second <= 0x39) return 'gb18030';
    characters += 1;
    if (second >= 0x40 && second < 0x7f) low += 1;
    at += 1;
  }
  if (characters < LEAST || low < characters * LOW_SHARE) return 'gb18030';
  try {
    new TextDecoder('big5', { fatal: true }).decode(bytes, { stream: true });
    return 'big5';
  } catch {
    return 'gb18030';
  }
}
