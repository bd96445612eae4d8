import { open, rename, rm } from 'node:fs/promises';
import { type CellValue, type ColumnDef, type WriteSheet, writeXlsx, writeXlsxStream } from 'hucre';
import { formatMonth } from '../../core/month.ts';

/** What a column holds, which decides how a spreadsheet shows it. */
export type ColumnKind = 'text' | 'integer' | 'money' | 'date' | 'month';

export interface SheetColumn {
  header: string;
  kind: ColumnKind;
  /** In characters; a guess by kind where it is left out. */
  width?: number;
  /** The only words that may be filled in. */
  choices?: readonly string[];
}

export interface SheetTable {
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly (string | number | null)[])[];
  /** Set up for paper: A4 across, as wide as the page, the header on every sheet, this line above it. */
  printTitle?: string;
  /** In points, where something is to be written in by hand. */
  rowHeight?: number;
}

/** Above this many rows a workbook is streamed out: plainer to look at, but of constant size in memory. */
const STYLED_ROWS = 100_000;

const WIDTHS: Record<ColumnKind, number> = { text: 14, integer: 9, money: 13, date: 12, month: 10 };

/**
 * Writes tables as one .xlsx file: numbers of people as text, money as numbers in yuan, dates as dates, a frozen header
 * with filters. Text is never a formula, whatever it begins with. A table beyond a sheet's limit of 1,048,576 rows goes
 * on in a second sheet; nothing is cut off.
 */
export async function writeWorkbook(path: string, tables: readonly SheetTable[]): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    const [only] = tables;
    if (only && tables.length === 1 && only.rows.length > STYLED_ROWS) await streamWorkbook(draft, only);
    else await writeStyled(draft, tables);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Rows below the header that one sheet holds. */
export const SHEET_ROWS = 1_048_575;

/** Parts of a table that each fit one sheet, named 名_2, 名_3 … after the first. */
export function splitTable(table: SheetTable, limit = SHEET_ROWS): SheetTable[] {
  if (table.rows.length <= limit) return [table];
  return Array.from({ length: Math.ceil(table.rows.length / limit) }, (_, part) => ({
    ...table,
    name: part === 0 ? table.name : `${table.name}_${part + 1}`,
    rows: table.rows.slice(part * limit, (part + 1) * limit),
  }));
}

async function writeStyled(path: string, tables: readonly SheetTable[]): Promise<void> {
  const bytes = await writeXlsx({
    sheets: tables.flatMap((table) => splitTable(table)).map(styledSheet),
    defaultFont: { name: '等线', size: 11 },
  });
  await writeBytes(path, bytes);
}

function styledSheet(table: SheetTable): WriteSheet {
  const header = table.columns.map(({ header }) => header);
  const rows = [header, ...table.rows.map((row) => cellsOf(table.columns, row))];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  header.forEach((value, index) => {
    cells.set(`0,${index}`, {
      value,
      style: {
        font: { bold: true },
        fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E4EFF0' } },
        alignment: { vertical: 'center', wrapText: true },
      },
    });
  });
  const last = columnLetter(Math.max(table.columns.length - 1, 0));
  return {
    name: table.name,
    columns: table.columns.map((column) => columnDef(column)),
    rows,
    cells,
    freezePane: { rows: 1 },
    // on paper all columns stand side by side, and each page repeats the header
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
      showGridLines: true,
    },
    autoFilter: { range: `A1:${last}${Math.max(rows.length, 1)}` },
    dataValidations: validations(table),
    ...(table.printTitle === undefined ? {} : paper(table.printTitle)),
    ...(table.rowHeight === undefined ? {} : { rowDefs: rowHeights(table.rows.length, table.rowHeight) }),
  };
}

function validations({ columns, rows }: SheetTable): NonNullable<WriteSheet['dataValidations']> {
  return columns.flatMap(({ choices }, index) => {
    if (choices === undefined || rows.length === 0) return [];
    const letter = columnLetter(index);
    const range = `${letter}2:${letter}${rows.length + 1}`;
    return [{ type: 'list', values: [...choices], allowBlank: true, showErrorMessage: true, range }];
  });
}

function rowHeights(count: number, height: number): NonNullable<WriteSheet['rowDefs']> {
  return new Map(Array.from({ length: count }, (_, index) => [index + 1, { height }]));
}

function paper(title: string): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$1',
      showGridLines: true,
    },
    // an ampersand would begin a code of the page's header
    headerFooter: { oddHeader: `&C${title.replaceAll('&', '&&')}`, oddFooter: '&C第 &P / &N 页' },
  };
}

async function streamWorkbook(path: string, table: SheetTable): Promise<void> {
  const header = table.columns.map(({ header }) => header);
  function* rows(): Generator<CellValue[]> {
    for (const row of table.rows) yield cellsOf(table.columns, row);
  }
  const stream = writeXlsxStream(rows(), {
    name: table.name,
    columns: table.columns.map((column, index) => ({ ...columnDef(column), header: header[index] ?? '' })),
    freezePane: { rows: 1 },
  });
  const file = await open(path, 'w');
  try {
    for await (const piece of stream) await file.write(piece);
  } finally {
    await file.close();
  }
}

async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function columnDef({ kind, width }: SheetColumn): ColumnDef {
  const def: ColumnDef = { width: width ?? WIDTHS[kind] };
  if (kind === 'money') def.numFmt = '#,##0.00';
  if (kind === 'integer') def.numFmt = '0';
  if (kind === 'date') def.numFmt = 'yyyy-mm-dd';
  if (kind === 'text') def.numFmt = '@';
  return def;
}

/** Money comes in fen and is shown in yuan; a date becomes the spreadsheet's date; all else is what it is. */
function cellsOf(columns: readonly SheetColumn[], row: readonly (string | number | null)[]): CellValue[] {
  return columns.map(({ kind }, index) => {
    const value = row[index] ?? null;
    if (value === null) return null;
    if (kind === 'money') return typeof value === 'number' ? value / 100 : value;
    if (kind === 'date' && typeof value === 'string') return new Date(`${value}T00:00:00Z`);
    if (kind === 'month' && typeof value === 'number') return formatMonth(value);
    return value;
  });
}

function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}
