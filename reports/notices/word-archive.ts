import { crc32, deflateRawSync } from 'node:zlib';

/** A file of a Word paper, packed as it will stand in the archive. */
export interface PackedFile {
  path: string;
  packed: Buffer;
  size: number;
  crc: number;
}

export function packFile(path: string, content: Buffer): PackedFile {
  return { path, packed: deflateRawSync(content), size: content.length, crc: crc32(content) };
}

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the bytes of a paper tell nothing of the hour at which it was packed. */
const DAY = 0x21;

/** A Word file of its packed parts, in their order; the parts that no paper changes are packed once for all of them. */
export function archiveOf(files: readonly PackedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(file.path);
    const local = headOf(LOCAL, 30, file, name);
    parts.push(local, name, file.packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(DIRECTORY, 0);
    entry.writeUInt16LE(VERSION, 4);
    local.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, name);
    at += local.length + name.length + file.packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

function headOf(mark: number, length: number, file: PackedFile, name: Buffer): Buffer {
  const head = Buffer.alloc(length);
  head.writeUInt32LE(mark, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DAY, 12);
  head.writeUInt32LE(file.crc, 14);
  head.writeUInt32LE(file.packed.length, 18);
  head.writeUInt32LE(file.size, 22);
  head.writeUInt16LE(name.length, 26);
  return head;
}
