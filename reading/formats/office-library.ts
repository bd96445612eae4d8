import * as sheetjs from '@e965/xlsx';
import { Refusal } from '../../core/errors.ts';
import type { Limits } from '../limits.ts';
import { joinCells, type MergedCells, type RawRow, type RawSheet } from '../raw-file.ts';
import { unreadable } from '../unreadable.ts';
import { cellFormat, ERROR_WORDS, numberText, numericText } from './cell-text.ts';
import { markupOddity } from './markup-oddity.ts';

/** Web pages and XML spreadsheets that carry the name of a workbook. `raw` keeps each cell the text it is. */
export function markupSheets(text: string, name: string, limits: Limits): RawSheet[] {
  const oddity = markupOddity(text);
  if (oddity !== null) throw unreadable.damaged(name, oddity);
  return parsed(name, limits, () =>
    sheetjs.read(storedNumbers(text), { type: 'string', raw: true, dense: true, cellNF: true }),
  );
}

/** A spreadsheet that saves itself as a web page keeps the value beside the text that it shows: `x:num="113.5"`. */
function storedNumbers(text: string): string {
  if (!text.includes('x:num=')) return text;
  return text.replace(
    /(<td\b[^>]*?\bx:num\s*=\s*["']?(-?[\d.]+(?:E[+-]?\d+)?)["']?[^>]*>)[\s\S]*?(<\/td>)/gi,
    (_, open: string, value: string, close: string) => `${open}${value}${close}`,
  );
}

function parsed(name: string, limits: Limits, read: () => sheetjs.WorkBook): RawSheet[] {
  try {
    return workbookSheets(read(), name, limits);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // the library throws plain errors on damaged files, and texts; there is no class to tell them by
    if (/password|encrypt/i.test(String(error))) throw unreadable.encrypted(name);
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
    const merges = (workbook.Sheets[sheetName]?.['!merges'] ?? [])
      .filter(({ s: first, e: last }) => last.r > first.r)
      .map(({ s: first, e: last }) => ({
        fromRow: first.r + 1,
        toRow: last.r + 1,
        fromColumn: first.c,
        toColumn: last.c,
      }));
    return { ...sheetOf({ index, name: sheetName, isHidden, rows, merges }), countsFrom1904: is1904 };
  });
}

function cellText(cell: sheetjs.CellObject | undefined, is1904: boolean): string {
  if (!cell || cell.v === undefined || cell.v === null) return '';
  if (cell.t === 'b') return cell.v === true ? 'TRUE' : 'FALSE';
  if (cell.t === 'e') return ERROR_WORDS[Number(cell.v)] ?? '#N/A';
  if (cell.t !== 'n' || typeof cell.v !== 'number') return libraryText(cell.v);
  return numericText(String(cell.v), cellFormat(0, typeof cell.z === 'string' ? cell.z : ''), is1904);
}

function libraryText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return value.toISOString().replace('T00:00:00.000Z', '').slice(0, 19).replace('T', ' ');
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? numberText(String(value)) : String(value);
}

interface ReadSheet {
  index: number;
  name: string;
  isHidden: boolean;
  rows: RawRow[];
  merges: MergedCells[];
}

function sheetOf({ index, name, isHidden, rows, merges }: ReadSheet): RawSheet {
  return {
    index,
    name,
    isHidden,
    merges: () => merges,
    async *batches() {
      yield rows;
    },
  };
}
