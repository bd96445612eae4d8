import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import * as sheetjs from '@e965/xlsx';
import iconv from 'iconv-lite';
import { cellsOf, type RawFile, type RawRow } from '../../reading/raw-file.ts';

const BOOK_TYPES: Record<string, sheetjs.BookType> = {
  '.xls': 'biff8',
  '.xlsb': 'xlsb',
  '.ods': 'ods',
  '.dbf': 'dbf',
};

export type Cells = readonly (string | number | Date | boolean | null)[];

/** Real files of every format, written into a folder of their own for one test run. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'hedui-reading-'));

  write(name: string, content: string | Buffer): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  encoded(name: string, text: string, encoding: string, addBOM = false): string {
    return this.write(name, iconv.encode(text, encoding, { addBOM }));
  }

  workbook(name: string, sheets: Record<string, readonly Cells[]>, hidden: readonly string[] = []): string {
    const book = sheetjs.utils.book_new();
    for (const [title, rows] of Object.entries(sheets)) {
      sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(rows.map((row) => [...row])), title);
    }
    book.Workbook = {
      Sheets: book.SheetNames.map((title) => ({ name: title, Hidden: hidden.includes(title) ? 1 : 0 })),
    };
    const bookType = BOOK_TYPES[extname(name)] ?? 'xlsx';
    return this.write(name, sheetjs.write(book, { type: 'buffer', bookType, compression: true }) as Buffer);
  }
}

export async function rawRowsOf(file: RawFile, index = 0): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  const sheet = file.sheets[index];
  if (!sheet) throw new Error(`the file has no sheet ${index}`);
  for await (const batch of sheet.batches()) for (const row of batch) rows.push(row);
  return rows;
}

/** All rows of one sheet, as their physical number and cells. */
export async function rowsOf(file: RawFile, index = 0): Promise<{ row: number; cells: string[] }[]> {
  return (await rawRowsOf(file, index)).map((row) => ({ row: row.row, cells: cellsOf(row) }));
}

/**
 * The smallest workbook around one worksheet part; `claimedBytes` falsifies its size in the directory, `texts` is its part
 * of shared texts.
 */
export function bareWorkbook(sheet: string | Buffer, claimedBytes?: number, texts?: string): Buffer {
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/>' +
      '<Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/></Relationships>',
    'xl/s.xml': sheet,
    ...(texts === undefined ? {} : { 'xl/t.xml': texts }),
  };
  return zipOf(parts, claimedBytes === undefined ? {} : { 'xl/s.xml': claimedBytes });
}

/** An archive of texts by their names; `claimed` falsifies the size of one in the directory. */
export function zipOf(parts: Record<string, string | Buffer>, claimed: Record<string, number> = {}): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [part, text] of Object.entries(parts)) {
    const name = Buffer.from(part);
    const packed = deflateRawSync(Buffer.from(text));
    const size = claimed[part] ?? Buffer.byteLength(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(Buffer.from(text)), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, name, packed);
    entries.push(entry, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
