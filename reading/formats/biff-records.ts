import * as sheetjs from '@e965/xlsx';
import { unreadable } from '../unreadable.ts';
import { checkSharedStrings } from './biff-strings.ts';

const BOF = 0x0809;
const EOF = 0x000a;
const BOUND_SHEET = 0x0085;
const SHARED_STRINGS = 0x00fc;
const CONTINUE = 0x003c;
const MANY_NUMBERS = 0x00bd;

/** Records that hold one cell with a value: formula, label, number, boolean or error, RK, rich string, shared string. */
const ONE_CELL = new Set([0x0006, 0x0204, 0x0203, 0x0205, 0x027e, 0x00d6, 0x00fd, 0x0406, 0x0206]);

/** Longest content of a record by the format. */
const MOST_BYTES = 8224;

/**
 * Walks the records of an .xls workbook (BIFF8) from the first to the last and counts its cells, apart from the library
 * that reads them: a sector that was lost breaks the walk, a sheet, or the table of its texts. Null for the older
 * formats, which are no compound files or have other records. Throws a `Refusal` for a damaged file.
 */
export function countBiffCells(bytes: Buffer, name: string): number | null {
  const stream = workbookStream(bytes, name);
  if (stream === null) return null;
  const damaged = (what: string) => unreadable.damaged(name, what);
  const sheetStarts = new Set<number>();
  const begins = new Set<number>();
  const stringParts: Buffer[] = [];
  let inStrings = false;
  let cells = 0;
  let depth = 0;
  for (let at = 0; at + 4 <= stream.length; ) {
    const kind = stream.readUInt16LE(at);
    const length = stream.readUInt16LE(at + 2);
    const begin = at;
    // behind the last sheet the sectors are filled up
    if (depth === 0 && kind === 0) break;
    at += 4 + length;
    if (kind === 0 || length > MOST_BYTES || at > stream.length) throw damaged(`record ${begin}`);
    const content = stream.subarray(begin + 4, at);
    if (kind === BOF) {
      begins.add(begin);
      depth += 1;
    } else if (kind === EOF) depth -= 1;
    else if (depth === 0) throw damaged(`record ${begin}`);
    if (kind === BOUND_SHEET && length >= 4) sheetStarts.add(content.readUInt32LE(0));
    if (kind === SHARED_STRINGS) inStrings = true;
    else if (kind !== CONTINUE) inStrings = false;
    if (inStrings) stringParts.push(content);
    if (ONE_CELL.has(kind)) cells += 1;
    if (kind === MANY_NUMBERS) {
      // row, first column, six bytes a cell, last column
      const count = (length - 6) / 6;
      const isWhole =
        Number.isInteger(count) && content.readUInt16LE(length - 2) === content.readUInt16LE(2) + count - 1;
      if (!isWhole) throw damaged(`record ${begin}`);
      cells += count;
    }
  }
  if (depth !== 0) throw damaged('EOF');
  for (const start of sheetStarts) if (!begins.has(start)) throw damaged(`sheet ${start}`);
  if (stringParts.length > 0 && !checkSharedStrings(stringParts)) throw damaged('SST');
  return cells;
}

/** The workbook's stream out of the compound file, as long as its directory says; null where it is of before 1997. */
function workbookStream(bytes: Buffer, name: string): Buffer | null {
  let container: ReturnType<typeof sheetjs.CFB.read>;
  try {
    container = sheetjs.CFB.read(bytes, { type: 'buffer' });
  } catch {
    throw unreadable.damaged(name, 'OLE');
  }
  const entry = sheetjs.CFB.find(container, '/Workbook');
  if (!entry && !sheetjs.CFB.find(container, '/Book')) throw unreadable.damaged(name, 'Workbook');
  if (!entry) return null;
  const content = Buffer.from(entry.content as Uint8Array);
  if (content.length < entry.size) throw unreadable.damaged(name, `${content.length} < ${entry.size}`);
  // BIFF8 alone is walked
  return content.length >= 6 && content.readUInt16LE(4) === 0x0600 ? content : null;
}
