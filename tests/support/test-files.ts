import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import iconv from 'iconv-lite';
import { cellsOf, type RawFile, type RawRow } from '../../reading/raw-file.ts';

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
    const bookType = name.endsWith('.xls') ? 'biff8' : 'xlsx';
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
