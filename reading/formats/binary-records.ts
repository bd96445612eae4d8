import { unreadable } from '../unreadable.ts';

/** One record of a binary part (BIFF12): what kind, and what it holds. */
export interface BinaryRecord {
  kind: number;
  content: Buffer;
}

/** The records of a part in their order, a portion at a time; a part that ends within one is damaged. */
export async function* binaryRecords(
  bytes: AsyncIterable<Buffer>,
  name: string,
): AsyncGenerator<BinaryRecord[]> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const portion of bytes) {
    const all: Buffer = carry.length === 0 ? portion : Buffer.concat([carry, portion]);
    const { records, end } = takeRecords(all);
    carry = all.subarray(end);
    yield records;
  }
  if (carry.length > 0) throw unreadable.damaged(name, 'record');
}

/** The whole records, and where the first begins that is not yet there as a whole. */
function takeRecords(bytes: Buffer): { records: BinaryRecord[]; end: number } {
  const records: BinaryRecord[] = [];
  for (let begin = 0; ; ) {
    const kind = readNumber(bytes, begin, 2);
    const length = kind === null ? null : readNumber(bytes, kind.end, 4);
    if (kind === null || length === null || length.end + length.value > bytes.length)
      return { records, end: begin };
    begin = length.end + length.value;
    records.push({ kind: kind.value, content: bytes.subarray(length.end, begin) });
  }
}

/** Seven bits a byte, the lowest first, as long as the eighth is set; null where the bytes end before. */
function readNumber(bytes: Buffer, at: number, most: number): { value: number; end: number } | null {
  let value = 0;
  for (let place = 0; place < most; place += 1) {
    const byte = bytes[at + place];
    if (byte === undefined) return null;
    value |= (byte & 0x7f) << (7 * place);
    if ((byte & 0x80) === 0) return { value, end: at + place + 1 };
  }
  return { value, end: at + most };
}

/** A text with its length before it; `''` where the record says that there is none. */
export function wideText(content: Buffer, at: number): { text: string; end: number } {
  const length = content.readUInt32LE(at);
  if (length === 0xffffffff) return { text: '', end: at + 4 };
  const end = at + 4 + length * 2;
  if (end > content.length) throw new RangeError(`a text of ${length} characters in ${content.length} bytes`);
  return { text: content.toString('utf16le', at + 4, end), end };
}
