import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import type { Limits } from '../limits.ts';
import { joinCells, type RawRow, type RawSheet } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { type DbaseField, type DbaseHeader, fieldText, readHeader } from './dbase-fields.ts';
import { areChinese } from './encoding.ts';

const PRESENT = 0x20;
const DELETED = 0x2a;
const CHUNK_BYTES = 1024 ** 2;

/** Code pages as the table numbers them. Those of the West are also what programs write that were told none. */
const CODE_PAGES: Record<number, string> = {
  77: 'gb18030',
  122: 'gb18030',
  79: 'big5',
  120: 'big5',
  19: 'shift_jis',
  123: 'shift_jis',
  78: 'euc-kr',
  121: 'euc-kr',
  101: 'ibm866',
  200: 'windows-1250',
  201: 'windows-1251',
};
/** So many texts show whether they are Chinese. */
const SAMPLE = 10_000;
const WESTERN = new Set([0x03, 0x57, 0x58, 0x59]);

/** More damaged texts than this share, and more than a handful: then it is the encoding that was not understood. */
const DAMAGED_SHARE = 0.02;
const DAMAGED_COUNT = 5;

/**
 * A table of dBASE, FoxPro or Visual FoxPro (.dbf), streamed. Its size must be what its header says. The first row has
 * the names of the columns, the record that the program numbers n stands in row n + 1; one marked as deleted is said to be.
 */
export async function openDbase(
  path: string,
  head: Buffer,
  name: string,
  limits: Limits,
): Promise<{ encoding: string; sheets: RawSheet[] }> {
  const header = readHeader(head, name);
  if (header.fields.length > limits.columns) throw unreadable.tooManyColumns(name, limits.columns);
  await checkSize(path, header, name);
  if (header.fields.length === 0 || header.records === 0) throw unreadable.noRows(name);
  const { encoding, fill } = await lookThrough(path, header, name);
  const sheet: RawSheet = {
    index: 0,
    name: '',
    isHidden: false,
    merges: () => [],
    batches: () => readRecords(path, header, encoding, fill),
  };
  return { encoding, sheets: [sheet] };
}

/** Behind the last record stands at most the mark of the end, and what fills the last sector. */
async function checkSize(path: string, { headerBytes, records, recordBytes }: DbaseHeader, name: string) {
  const handle = await open(path);
  try {
    const end = headerBytes + records * recordBytes;
    const { size } = await handle.stat();
    if (size < end) throw unreadable.truncated(name);
    const rest = Buffer.alloc(Math.min(size - end, CHUNK_BYTES));
    await handle.read(rest, 0, rest.length, end);
    if (rest.some((byte) => byte !== 0x1a && byte !== 0)) throw unreadable.damaged(name, `${records}`);
  } finally {
    await handle.close();
  }
}

/** The records, a portion at a time. */
async function* portionsOf(path: string, header: DbaseHeader): AsyncGenerator<Buffer[]> {
  const { headerBytes, recordBytes, records } = header;
  const perPortion = Math.max(1, Math.floor(CHUNK_BYTES / recordBytes));
  const handle: FileHandle = await open(path);
  try {
    for (let from = 0; from < records; from += perPortion) {
      const count = Math.min(perPortion, records - from);
      const bytes = Buffer.alloc(count * recordBytes);
      await handle.read(bytes, 0, bytes.length, headerBytes + from * recordBytes);
      yield Array.from({ length: count }, (_, index) =>
        bytes.subarray(index * recordBytes, (index + 1) * recordBytes),
      );
    }
  } finally {
    await handle.close();
  }
}

/** The bytes of a value without what only fills its column; null where the record says that there is none. */
function valueBytes(field: DbaseField, record: Buffer, bits: DbaseField | null): Buffer | null {
  const isSet = (bit: number | null): boolean =>
    bit !== null && bits !== null && ((record[bits.start + (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0;
  if (isSet(field.missingBit)) return null;
  const bytes = record.subarray(field.start, field.start + field.length);
  if (isSet(field.shorterBit)) return bytes.subarray(0, bytes.at(-1) ?? 0);
  if (field.type !== 'C' && field.type !== 'V') return bytes;
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end -= 1;
  return bytes.subarray(0, end);
}

/**
 * Strict UTF-8 over all texts where they are that, else the code page that the table names, else GB18030; what fits none
 * is refused. A table that names a page of the West is Chinese where all its texts can be. Columns are filled up with
 * blanks, or with zeros where most records have some.
 */
async function lookThrough(
  path: string,
  header: DbaseHeader,
  name: string,
): Promise<{ encoding: string; fill: ' ' | '\0' }> {
  const named = CODE_PAGES[header.codePage] ?? 'gb18030';
  const strict = new TextDecoder(named, { fatal: true });
  const foreign: Buffer[] = [];
  let isAllUtf8 = true;
  let texts = 0;
  let damaged = 0;
  const see = (bytes: Buffer): void => {
    if (!bytes.some((byte) => byte > 0x7f)) return;
    if (foreign.length < SAMPLE) foreign.push(Buffer.from(bytes));
    texts += 1;
    isAllUtf8 &&= isUtf8(bytes);
    try {
      strict.decode(bytes);
    } catch {
      damaged += 1;
    }
  };
  const columns = header.fields.filter(({ type }) => type === 'C' || type === 'V');
  for (const { name: bytes } of header.fields) see(bytes);
  let zeroed = 0;
  for await (const records of portionsOf(path, header))
    for (const record of records) {
      if (holdsZero(record, header)) zeroed += 1;
      for (const field of columns) {
        const bytes = valueBytes(field, record, header.bits);
        if (bytes !== null) see(bytes);
      }
    }
  const fill = zeroed * 2 > header.records ? '\0' : ' ';
  if (isAllUtf8) return { encoding: 'utf-8', fill };
  if (WESTERN.has(header.codePage) && !areChinese(foreign)) return { encoding: 'windows-1252', fill };
  if (damaged > DAMAGED_COUNT && damaged > texts * DAMAGED_SHARE) throw unreadable.encoding(name);
  return { encoding: named, fill };
}

/** Columns of characters, by which a record is told from a stretch of zeros. */
const IN_CHARACTERS = new Set(['C', 'N', 'F', 'D', 'L']);

function holdsZero(record: Buffer, { fields }: DbaseHeader): boolean {
  return fields.some(
    ({ type, start, length }) =>
      IN_CHARACTERS.has(type) && record.subarray(start, start + length).includes(0),
  );
}

async function* readRecords(
  path: string,
  header: DbaseHeader,
  encoding: string,
  fill: ' ' | '\0',
): AsyncGenerator<RawRow[]> {
  const decoder = new TextDecoder(encoding);
  const { fields, bits } = header;
  yield [{ row: 1, joined: joinCells(fields.map(({ name }) => decoder.decode(name).trim())) }];
  let row = 1;
  for await (const records of portionsOf(path, header)) {
    yield records.map((record): RawRow => {
      row += 1;
      let isDamaged =
        (record[0] !== PRESENT && record[0] !== DELETED) || (fill === ' ' && holdsZero(record, header));
      const text = (bytes: Buffer): string => {
        const decoded = decoder.decode(bytes);
        isDamaged ||= decoded.includes('\ufffd') || decoded.includes('\0');
        return decoded.replaceAll('\0', '').trim();
      };
      const joined = joinCells(
        fields.map((field) => {
          const bytes = valueBytes(field, record, bits);
          return bytes === null ? '' : fieldText(field, bytes, text);
        }),
      );
      if (isDamaged) return { row, joined, broken: 'damaged-text' };
      return record[0] === DELETED ? { row, joined, isDeleted: true } : { row, joined };
    });
  }
}
