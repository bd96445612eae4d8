import * as sheetjs from '@e965/xlsx';
import { unreadable } from '../unreadable.ts';

/** One record of an old workbook: its kind, what it holds, and where it begins in the stream. */
export interface BiffRecord {
  kind: number;
  content: Buffer;
  at: number;
}

/** What stands between a beginning and its end: the workbook as such, a sheet, a chart. */
export interface Substream {
  start: number;
  end: number;
  /** 5 the workbook, 16 a sheet of cells; others are charts, macros and modules. */
  type: number;
}

/** The stream of records and its version: 2, 3, 4, 5 (Excel 5 and 95) or 8 (Excel 97 to 2003). */
export interface BiffStream {
  bytes: Buffer;
  version: number;
  substreams: Substream[];
}

export const BOOK_TYPE = 0x05;
const EOF = 0x000a;
const PASSWORD = 0x002f;

/** Beginnings, by version; the last is told by what it holds. */
const BEGINNINGS: Record<number, number> = { 9: 2, 521: 3, 1033: 4, 2057: 5 };

/** Longest content of a record by the format. */
const MOST_BYTES = 8224;

const OLE_MARK = 0xe011cfd0;

/**
 * Walks the records of an old workbook from the first to the last, whatever reads them later: a sector that was lost
 * breaks the walk or a sheet. Throws a `Refusal` for a damaged file.
 */
export function openStream(file: Buffer, name: string): BiffStream {
  const bytes = file.readUInt32LE(0) === OLE_MARK ? workbookStream(file, name) : file;
  if (bytes.length < 8) throw unreadable.damaged(name, 'Workbook');
  const first = BEGINNINGS[bytes.readUInt16LE(0)];
  if (first === undefined) throw unreadable.damaged(name, 'BOF');
  const version = first === 5 && bytes.readUInt16LE(4) >= 0x0600 ? 8 : first;
  return { bytes, version, substreams: substreamsOf(bytes, name) };
}

function substreamsOf(bytes: Buffer, name: string): Substream[] {
  const found: Substream[] = [];
  let depth = 0;
  let nothings = 0;
  for (let at = 0; at + 4 <= bytes.length; ) {
    const kind = bytes.readUInt16LE(at);
    // behind the last sheet the sectors are filled up
    if (depth === 0 && kind === 0) break;
    const begin = at;
    at += 4 + bytes.readUInt16LE(at + 2);
    // all that follows is enciphered
    if (kind === PASSWORD && depth === 1) throw unreadable.encrypted(name);
    // a lost sector is zeros, of which some programs leave four between two records
    nothings = kind === 0 && at === begin + 4 ? nothings + 1 : 0;
    if (nothings > 1 || at - begin - 4 > MOST_BYTES || at > bytes.length)
      throw unreadable.damaged(name, `record ${begin}`);
    if (kind in BEGINNINGS) {
      if (depth === 0) found.push({ start: begin, end: 0, type: bytes.readUInt16LE(begin + 6) });
      depth += 1;
    } else if (depth === 0) throw unreadable.damaged(name, `record ${begin}`);
    else if (kind === EOF) {
      depth -= 1;
      const last = found.at(-1);
      if (depth === 0 && last) last.end = begin;
    }
  }
  if (depth !== 0) throw unreadable.damaged(name, 'EOF');
  return found;
}

/** The records of a substream, without those of what is set into it, such as charts. */
export function* biffRecords(bytes: Buffer, { start, end }: Substream): Generator<BiffRecord> {
  let depth = 0;
  for (let at = start; at < end; ) {
    const kind = bytes.readUInt16LE(at);
    const next = at + 4 + bytes.readUInt16LE(at + 2);
    if (kind in BEGINNINGS) depth += 1;
    else if (kind === EOF) depth -= 1;
    else if (depth === 1) yield { kind, content: bytes.subarray(at + 4, next), at };
    at = next;
  }
}

/** The workbook's stream out of the compound file, as long as its directory says. */
function workbookStream(file: Buffer, name: string): Buffer {
  let container: ReturnType<typeof sheetjs.CFB.read>;
  try {
    container = sheetjs.CFB.read(file, { type: 'buffer' });
  } catch {
    throw otherThanWorkbook(file, name, 'OLE');
  }
  // of what is set into the workbook, such as a letter, nothing stands at the root
  const root = (container.FullPaths[0] ?? '').toLowerCase();
  const paths = container.FullPaths.map((path: string) => path.toLowerCase());
  const index = Math.max(paths.indexOf(`${root}workbook`), paths.indexOf(`${root}book`));
  const entry = container.FileIndex[index];
  if (!entry) throw otherThanWorkbook(file, name, 'Workbook');
  const content = Buffer.from(entry.content as Uint8Array);
  if (content.length < entry.size) throw unreadable.damaged(name, `${content.length} < ${entry.size}`);
  return content;
}

/** A compound file may also be the envelope of a password, or a letter. */
function otherThanWorkbook(file: Buffer, name: string, lacking: string): Error {
  if (file.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return unreadable.encrypted(name);
  return file.includes(Buffer.from('WordDocument', 'utf16le'))
    ? unreadable.notATable(name, 'Word')
    : unreadable.damaged(name, lacking);
}
