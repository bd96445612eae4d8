import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { encodingByMark } from '../../core/text-encoding.ts';
import type { Limits } from '../limits.ts';
import { unreadable } from '../unreadable.ts';

interface ZipEntry {
  name: string;
  method: number;
  packedBytes: number;
  unpackedBytes: number;
  /** CRC-32 of what it unpacks to. */
  checksum: number;
  headerOffset: number;
  isEncrypted: boolean;
}

const END_MARK = 0x06054b50;
const END64_LOCATOR_MARK = 0x07064b50;
const ENTRY_MARK = 0x02014b50;
const LOCAL_MARK = 0x04034b50;
const UINT32_MAX = 0xffffffff;

/**
 * The parts of a workbook, unpacked one by one as streams. Sizes are checked twice: by the directory before
 * anything is unpacked, and while unpacking, because a directory can lie. A part that does not unpack to the size and
 * the checksum that the directory states is damaged, and with it the file: one flipped bit can lose half the people.
 * Names of parts are compared without regard to case, as spreadsheets do.
 */
export class ZipDirectory {
  readonly #path: string;
  readonly #name: string;
  readonly #limits: Limits;
  readonly #entries: Map<string, ZipEntry>;

  private constructor(path: string, name: string, limits: Limits, entries: Map<string, ZipEntry>) {
    this.#path = path;
    this.#name = name;
    this.#limits = limits;
    this.#entries = entries;
  }

  static async open(path: string, name: string, limits: Limits): Promise<ZipDirectory> {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      const entries = readEntries(await directoryBytes(handle, size, name), name);
      const unpacked = [...entries.values()].reduce((sum, entry) => sum + entry.unpackedBytes, 0);
      if (unpacked > limits.unpackedBytes) {
        throw unreadable.tooLarge(name, megabytes(limits.unpackedBytes));
      }
      if (unpacked > limits.ratioFromBytes && unpacked / size > limits.unpackRatio) {
        throw unreadable.tooLarge(name, `1:${limits.unpackRatio}`);
      }
      return new ZipDirectory(path, name, limits, entries);
    } finally {
      await handle.close();
    }
  }

  has(part: string): boolean {
    return this.#entries.has(part.toLowerCase());
  }

  find(pattern: RegExp): string | null {
    for (const { name } of this.#entries.values()) if (pattern.test(name)) return name;
    return null;
  }

  /** The text of one part in portions. */
  async *text(part: string): AsyncGenerator<string> {
    let decoder: InstanceType<typeof TextDecoder> | null = null;
    for await (const bytes of this.#unpack(part)) {
      // by the standard a part may also be UTF-16
      decoder ??= new TextDecoder(markupEncoding(bytes), { fatal: true });
      yield this.#decoded(decoder, part, bytes);
    }
    if (decoder !== null) yield this.#decoded(decoder, part);
  }

  /** No character is ever replaced. */
  #decoded(decoder: InstanceType<typeof TextDecoder>, part: string, bytes?: Buffer): string {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw unreadable.damaged(this.#name, part);
    }
  }

  /** The bytes of one part in portions. */
  portions(part: string): AsyncGenerator<Buffer> {
    return this.#unpack(part);
  }

  async whole(part: string): Promise<string> {
    let text = '';
    for await (const portion of this.text(part)) text += portion;
    return text;
  }

  async *#unpack(part: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(part.toLowerCase());
    if (!entry) throw unreadable.truncated(this.#name);
    if (entry.isEncrypted) throw unreadable.encrypted(this.#name);
    const start = await this.#dataOffset(entry);
    if (entry.packedBytes === 0) {
      if (entry.unpackedBytes !== 0) throw unreadable.damaged(this.#name, part);
      return;
    }
    const packed = createReadStream(this.#path, {
      start,
      end: start + entry.packedBytes - 1,
      highWaterMark: 256 * 1024,
    });
    const stream = entry.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 1024 * 1024 }));
    packed.once('error', (error) => stream.destroy(error));
    let unpacked = 0;
    let checksum = 0;
    try {
      for await (const bytes of stream) {
        unpacked += bytes.length;
        checksum = crc32(bytes, checksum);
        const isBomb =
          unpacked > this.#limits.unpackedBytes ||
          (unpacked > this.#limits.ratioFromBytes && unpacked / entry.packedBytes > this.#limits.unpackRatio);
        if (isBomb) throw unreadable.tooLarge(this.#name, megabytes(this.#limits.unpackedBytes));
        yield bytes;
      }
      if (unpacked !== entry.unpackedBytes || checksum !== entry.checksum) {
        throw unreadable.damaged(this.#name, part);
      }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      throw code.startsWith('Z_') ? unreadable.truncated(this.#name) : error;
    } finally {
      packed.destroy();
      stream.destroy();
    }
  }

  async #dataOffset(entry: ZipEntry): Promise<number> {
    const handle = await open(this.#path);
    try {
      const header = Buffer.alloc(30);
      const { bytesRead } = await handle.read(header, 0, 30, entry.headerOffset);
      if (bytesRead < 30 || header.readUInt32LE(0) !== LOCAL_MARK) throw unreadable.truncated(this.#name);
      return entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    } finally {
      await handle.close();
    }
  }
}

/** The central directory, found from the end of the file; a file cut short has none. */
async function directoryBytes(handle: FileHandle, size: number, name: string): Promise<Buffer> {
  const tailSize = Math.min(size, 22 + 65_535 + 20);
  const tail = Buffer.alloc(tailSize);
  await handle.read(tail, 0, tailSize, size - tailSize);
  let at = tailSize - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_MARK) at -= 1;
  if (at < 0) throw unreadable.truncated(name);
  let length = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (offset === UINT32_MAX || length === UINT32_MAX) {
    const locator = at - 20;
    if (locator < 0 || tail.readUInt32LE(locator) !== END64_LOCATOR_MARK) throw unreadable.truncated(name);
    const end64 = Buffer.alloc(56);
    await handle.read(end64, 0, 56, Number(tail.readBigUInt64LE(locator + 8)));
    length = Number(end64.readBigUInt64LE(40));
    offset = Number(end64.readBigUInt64LE(48));
  }
  if (offset + length > size) throw unreadable.truncated(name);
  const directory = Buffer.alloc(length);
  await handle.read(directory, 0, length, offset);
  return directory;
}

function readEntries(directory: Buffer, name: string): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== ENTRY_MARK) throw unreadable.truncated(name);
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const entry: ZipEntry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      unpackedBytes: directory.readUInt32LE(at + 24),
      checksum: directory.readUInt32LE(at + 16),
      headerOffset: directory.readUInt32LE(at + 42),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    };
    readLargeSizes(entry, extra);
    // of two parts under one name readers take different ones
    if (entries.has(entry.name.toLowerCase())) throw unreadable.damaged(name, entry.name);
    entries.set(entry.name.toLowerCase(), entry);
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** ZIP64 puts a size that does not fit 32 bits into an extra field, in this fixed order. */
function readLargeSizes(entry: ZipEntry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const key of ['unpackedBytes', 'packedBytes', 'headerOffset'] as const) {
      if (entry[key] !== UINT32_MAX || field + 8 > extra.length) continue;
      entry[key] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2)} MB`;
}

/** Of markup, by its mark; some programs leave it out, but the first character of all is `<`. */
function markupEncoding(bytes: Buffer): string {
  const marked = encodingByMark(bytes)?.encoding;
  if (marked !== undefined) return marked;
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  return bytes[0] === 0 && bytes[1] === 0x3c ? 'utf-16be' : 'utf-8';
}
