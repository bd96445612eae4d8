import { basename } from 'node:path';
import { openRawFile } from './open-raw-file.ts';
import { cellsOf, type RawFormat, type RawSheet } from './raw-file.ts';
import { findMonthSheet } from './recognition/months-beside.ts';

/** One row of a received list: its place in the file and its cells as text. */
export interface SheetRow {
  row: number;
  cells: readonly string[];
}

/** All rows of a sheet, for lists that one person wrote and reads. */
export async function rowsOfSheet(sheet: RawSheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of sheet.batches())
    for (const row of batch) if (!row.isDeleted) rows.push({ row: row.row, cells: cellsOf(row) });
  return rows;
}

/** The first sheet of a file that is not hidden; a file of hidden sheets only has no rows. */
export async function readFirstSheet(
  path: string,
  name: string = basename(path),
): Promise<{ format: RawFormat; sheet: string; rows: SheetRow[] }> {
  const { format, sheets } = await openRawFile(path, { name });
  const sheet = sheets.find(({ isHidden }) => !isHidden);
  return { format, sheet: sheet?.name ?? '', rows: sheet === undefined ? [] : await rowsOfSheet(sheet) };
}

export interface WantedRows {
  path: string;
  /** The name the file came under. */
  name: string;
  sheet: string;
  rows: readonly number[];
}

/** Rows by their numbers, as they were sent; what comes after the last of them is not read. */
export async function readRowsAt({ path, name, sheet, rows }: WantedRows): Promise<SheetRow[]> {
  const wanted = new Set(rows);
  const last = Math.max(...rows);
  const found: SheetRow[] = [];
  const file = await openRawFile(path, { name });
  const here = file.sheets.find((one) => one.name === sheet) ?? (await findMonthSheet(file, sheet));
  if (here === undefined) return found;
  for await (const batch of here.batches()) {
    for (const row of batch) if (wanted.has(row.row)) found.push({ row: row.row, cells: cellsOf(row) });
    if ((batch.at(-1)?.row ?? 0) >= last) break;
  }
  return found;
}
