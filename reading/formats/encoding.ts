import { isUtf8 } from 'node:buffer';
import { createReadStream, statSync } from 'node:fs';
import {
  type DetectedEncoding,
  doubleByte,
  type Encoding,
  encodingByMark,
  wideWithoutMark,
} from '../../core/text-encoding.ts';

/**
 * Strict UTF-8 over the whole file, else GB18030 (which holds GBK and GB2312) or Big5. A sample would not do: the
 * first rare character of a roster may stand in its last line. Whether it truly is the other shows on decoding.
 */
export async function detectEncoding(path: string, head: Buffer): Promise<DetectedEncoding> {
  const marked = encodingByMark(head);
  if (marked) return marked;
  const wide = wideWithoutMark(head);
  if (wide) return { encoding: wide, bomBytes: 0 };
  let carry = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: portionOf(path, 4 * 1024 ** 2) })) {
    const bytes: Buffer = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const cut = lastWholeCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, cut))) return { encoding: likelier(head), bomBytes: 0 };
    carry = Buffer.from(bytes.subarray(cut));
  }
  return { encoding: carry.length === 0 ? 'utf-8' : likelier(head), bomBytes: 0 };
}

/** How much of a file to take at a time: room for no more than it holds, which counts where thousands are small. */
export function portionOf(path: string, most: number): number {
  return Math.min(most, Math.max(statSync(path).size, 1));
}

/** Text in which damage is the exception is damaged UTF-8, not GB18030, which takes nearly any bytes: read as UTF-8 that is damage throughout. */
const DAMAGE_SHARE = 0.3;

function likelier(head: Buffer): Encoding {
  let foreign = 0;
  let damaged = 0;
  for (const character of head.subarray(0, lastWholeCharacter(head)).toString('utf8')) {
    if (character === '\ufffd') damaged += 1;
    else if (character > '\x7f') foreign += 1;
  }
  return foreign > 0 && damaged <= foreign * DAMAGE_SHARE ? 'utf-8' : doubleByte(head);
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

/** Upper bytes of the characters that are in common use, by GB 2312. */
const isCommon = (byte: number): boolean => byte >= 0xb0 && byte <= 0xd7;

/**
 * Whether texts in one byte a character, as a program says that was told no language, are Chinese: all of them can be,
 * and half of their characters at least are in common use.
 */
export function areChinese(texts: Iterable<Buffer>): boolean {
  const strict = new TextDecoder('gb18030', { fatal: true });
  let common = 0;
  let others = 0;
  for (const bytes of texts) {
    try {
      strict.decode(bytes);
    } catch {
      return false;
    }
    for (let at = 0; at < bytes.length; at += 1) {
      if ((bytes[at] ?? 0) < 0x80) continue;
      if (isCommon(bytes[at] ?? 0)) common += 1;
      else others += 1;
      at += 1;
    }
  }
  return common >= others;
}
