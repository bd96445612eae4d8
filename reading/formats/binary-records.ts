import { unreadable } from '../unreadable.ts';
import type { ZipDirectory } from './zip-directory.ts';

/** Cells with a value are records of these kinds; a blank one (1) holds none. */
const FIRST_CELL = 2;
const LAST_CELL = 11;

/** Counts the cells of an .xlsb workbook by its own records, apart from the library that reads them. */
export async function countBinaryCells(zip: ZipDirectory, name: string): Promise<number> {
  await zip.checkAll();
  let cells = 0;
  for (const part of zip.names()) {
    if (/^xl\/worksheets\/[^/]+\.bin$/i.test(part)) cells += countCells(await zip.bytes(part), name);
  }
  return cells;
}

function countCells(bytes: Buffer, name: string): number {
  let cells = 0;
  let at = 0;
  /** Seven bits a byte, the lowest first, as long as the eighth is set. */
  const number = (most: number): number => {
    let value = 0;
    for (let place = 0; place < most; place += 1) {
      const byte = bytes[at];
      if (byte === undefined) throw unreadable.damaged(name, `record ${at}`);
      at += 1;
      value |= (byte & 0x7f) << (7 * place);
      if ((byte & 0x80) === 0) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const kind = number(2);
    at += number(4);
    if (kind >= FIRST_CELL && kind <= LAST_CELL) cells += 1;
  }
  if (at !== bytes.length) throw unreadable.damaged(name, `record ${at}`);
  return cells;
}
