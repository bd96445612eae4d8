import { readFile, stat } from 'node:fs/promises';
import * as sheetjs from '@e965/xlsx';
import { EncryptedFileError, HucreError, readOds } from 'hucre';
import { Refusal } from '../../core/errors.ts';
import type { Limits } from '../limits.ts';
import { joinCells, type RawRow, type RawSheet } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { isDateFormatCode, numberText, paddedText, serialDateText } from './cell-text.ts';

/** Old workbooks (BIFF) and xlsb, read whole by SheetJS. */
export async function foreignWorkbookSheets(path: string, name: string, limits: Limits): Promise<RawSheet[]> {
  const bytes = await wholeFile(path, name, limits);
  return parsed(name, limits, () =>
    sheetjs.read(bytes, { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false }),
  );
}

/** Web pages and XML spreadsheets that carry the name of a workbook. `raw` keeps each cell the text it is. */
export function markupSheets(text: string, name: string, limits: Limits): RawSheet[] {
  return parsed(name, limits, () =>
    sheetjs.read(text, { type: 'string', raw: true, dense: true, cellNF: true }),
  );
}

/** OpenDocument sheets, which WPS and LibreOffice also write. */
export async function openDocumentSheets(path: string, name: string, limits: Limits): Promise<RawSheet[]> {
  const bytes = await wholeFile(path, name, limits);
  try {
    const workbook = await readOds(bytes);
    return workbook.sheets.map((sheet, index) =>
      sheetOf(
        index,
        sheet.name,
        sheet.hidden === true,
        sheet.rows.map((cells, row) => ({ row: row + 1, joined: joinCells(cells.map(libraryText)) })),
      ),
    );
  } catch (error) {
    if (error instanceof EncryptedFileError) throw unreadable.encrypted(name);
    if (error instanceof HucreError) throw unreadable.truncated(name);
    throw error;
  }
}

function parsed(name: string, limits: Limits, read: () => sheetjs.WorkBook): RawSheet[] {
  try {
    return workbookSheets(read(), name, limits);
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    if (/password|encrypt/i.test(error.message)) throw unreadable.encrypted(name);
    // the library throws plain errors on damaged files; there is no class to tell them by
    throw unreadable.truncated(name);
  }
}

function workbookSheets(workbook: sheetjs.WorkBook, name: string, limits: Limits): RawSheet[] {
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.map((sheetName, index) => {
    const data: (sheetjs.CellObject | undefined)[][] = workbook.Sheets[sheetName]?.['!data'] ?? [];
    const rows: RawRow[] = [];
    for (const [position, cells] of data.entries()) {
      if (!cells) continue;
      const joined = joinCells(Array.from(cells, (cell) => cellText(cell, is1904)));
      if (joined === '') continue;
      if (joined.split('\x1f').length > limits.columns) throw unreadable.tooManyColumns(name, limits.columns);
      rows.push({ row: position + 1, joined });
    }
    const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
    return sheetOf(index, sheetName, isHidden, rows);
  });
}

function cellText(cell: sheetjs.CellObject | undefined, is1904: boolean): string {
  if (!cell || cell.v === undefined || cell.v === null) return '';
  if (cell.t === 'b') return cell.v === true ? 'TRUE' : 'FALSE';
  if (cell.t === 'e') return String(cell.w ?? cell.v);
  if (cell.t !== 'n' || typeof cell.v !== 'number') return libraryText(cell.v);
  const format = typeof cell.z === 'string' ? cell.z : '';
  if (isDateFormatCode(format)) return serialDateText(cell.v, is1904) ?? numberText(String(cell.v));
  return paddedText(numberText(String(cell.v)), format);
}

function libraryText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return value.toISOString().replace('T00:00:00.000Z', '').slice(0, 19).replace('T', ' ');
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? numberText(String(value)) : String(value);
}

function sheetOf(index: number, name: string, isHidden: boolean, rows: RawRow[]): RawSheet {
  return {
    index,
    name,
    isHidden,
    async *batches() {
      yield rows;
    },
  };
}

async function wholeFile(path: string, name: string, limits: Limits): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > limits.wholeFileBytes) {
    throw unreadable.tooLarge(name, `${Math.round(limits.wholeFileBytes / 1024 ** 2)} MB`);
  }
  return readFile(path);
}
