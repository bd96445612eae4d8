import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

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

/**
 * Strict UTF-8 over the whole file, else GB18030 (which holds GBK and GB2312). A sample would not do: the
 * first rare character of a roster may stand in its last line. Whether it truly is GB18030 shows on decoding.
 */
export async function detectEncoding(path: string, head: Buffer): Promise<DetectedEncoding> {
  const marked = encodingByMark(head);
  if (marked) return marked;
  const wide = wideWithoutMark(head);
  if (wide) return { encoding: wide, bomBytes: 0 };
  let carry = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 ** 2 })) {
    const bytes: Buffer = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const cut = lastWholeCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, cut)))
      return { encoding: isPlainlyUtf8(head) ? 'utf-8' : 'gb18030', bomBytes: 0 };
    carry = Buffer.from(bytes.subarray(cut));
  }
  return { encoding: carry.length === 0 ? 'utf-8' : 'gb18030', bomBytes: 0 };
}

/** Chinese text that is valid UTF-8 for long is UTF-8: what comes later is damage, not another encoding. */
function isPlainlyUtf8(head: Buffer): boolean {
  const whole = head.subarray(0, lastWholeCharacter(head));
  return isUtf8(whole) && whole.some((byte) => byte >= 0x80);
}

export function decodeWhole(bytes: Buffer): string | null {
  const marked = encodingByMark(bytes)?.encoding;
  const encoding = marked ?? wideWithoutMark(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** In UTF-8: where the last character begins if the buffer cuts it, else the end. */
export function lastWholeCharacter(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(4, length); back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return size > back ? length - back : length;
    }
  }
  return length;
}

/** Text of two-byte characters without a mark: every delimiter and digit leaves a zero on the same side. */
function wideWithoutMark(head: Buffer): Encoding | null {
  const sample = head.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd > sample.length / 8 && even === 0) return 'utf-16le';
  if (even > sample.length / 8 && odd === 0) return 'utf-16be';
  return null;
}
