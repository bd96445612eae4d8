import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import * as sheetjs from '@e965/xlsx';
import { readOds, readXls, readXlsb, readXlsx } from 'hucre';
import { Refusal } from '../../core/errors.ts';
import { openRawFile } from '../../reading/open-raw-file.ts';
import { cellsOf } from '../../reading/raw-file.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import type { CellGrid, FileCells } from './file-cells.ts';

type Reader = (path: string) => Promise<FileCells>;

/** Our own reading: cells by sheet and place; of a text row that is refused its line alone is told. */
async function ours(path: string): Promise<FileCells> {
  const file = await openRawFile(path, { insideOf: null });
  const sheets: CellGrid[] = [];
  for (const sheet of file.sheets) {
    const grid: CellGrid = { name: sheet.name, cells: {}, refused: [] };
    for await (const batch of sheet.batches()) {
      for (const row of batch) {
        const deleted = row.isDeleted ? 'deleted' : null;
        const fault =
          deleted ?? row.broken ?? row.doubt ?? (isLonger(cellsOf(row), row.extra) ? 'cells-more' : null);
        if (fault !== null) grid.refused.push([row.row, fault]);
        else
          for (const [column, text] of cellsOf(row).entries())
            if (text !== '') grid.cells[`${row.row}:${column}`] = text;
      }
    }
    sheets.push(grid);
  }
  const { format, delimiter, encoding } = file;
  return { reader: 'ours', sheets, format, delimiter, encoding };
}

function isLonger(cells: readonly string[], extra: number | undefined): boolean {
  return extra !== undefined && cells.slice(extra).some((cell) => cell.trim() !== '');
}

async function sheetJs(path: string): Promise<FileCells> {
  const book = sheetjs.read(readFileSync(path), { dense: true, cellNF: true, cellDates: false });
  const sheets = book.SheetNames.map((name) => {
    const grid: CellGrid = { name, cells: {}, refused: [] };
    const data: (sheetjs.CellObject | undefined)[][] = book.Sheets[name]?.['!data'] ?? [];
    for (const [row, cells] of data.entries())
      for (const [column, cell] of (cells ?? []).entries())
        if (cell?.v !== undefined && cell.v !== null)
          grid.cells[`${row + 1}:${column}`] =
            cell.t === 'e' ? '#ERR' : cell.t === 'b' ? String(cell.v).toUpperCase() : String(cell.v);
    return grid;
  });
  return { reader: 'sheetjs', sheets };
}

async function hucre(path: string): Promise<FileCells> {
  const bytes = readFileSync(path);
  const head = bytes.subarray(0, 2).toString('latin1');
  const isBinary = bytes.includes('xl/workbook.bin');
  const read =
    head !== 'PK' ? readXls : isBinary ? readXlsb : bytes.includes('content.xml') ? readOds : readXlsx;
  const { sheets } = await read(bytes);
  return {
    reader: 'hucre',
    sheets: sheets.map(({ name, rows }) => {
      const grid: CellGrid = { name, cells: {}, refused: [] };
      for (const [row, cells] of rows.entries())
        for (const [column, value] of (cells ?? []).entries())
          if (value !== null && value !== undefined)
            grid.cells[`${row + 1}:${column}`] =
              value instanceof Date
                ? Number.isNaN(value.getTime())
                  ? '#DATE'
                  : value.toISOString()
                : typeof value === 'boolean'
                  ? String(value).toUpperCase()
                  : String(value);
      return grid;
    }),
  };
}

let warehouse: Warehouse | null = null;

/** DuckDB's own way with a text file, sniffed by itself: rows in their order, since it tells no lines. */
async function duckDb(path: string): Promise<FileCells> {
  warehouse ??= await Warehouse.open(':memory:');
  const rows = await warehouse.connection.runAndReadAll(
    `select * from read_csv(${quoteText(path)}, header = false, all_varchar = true, null_padding = true, ignore_errors = false)`,
  );
  const grid: CellGrid = { name: '', cells: {}, refused: [], isOrdered: true };
  for (const [row, cells] of rows.getRowsJson().entries())
    for (const [column, value] of cells.entries())
      if (value !== null && value !== '') grid.cells[`${row + 1}:${column}`] = String(value);
  return { reader: 'duckdb', sheets: [grid] };
}

const READERS: Record<string, Reader> = { ours, sheetjs: sheetJs, hucre, duckdb: duckDb };

const read = READERS[process.argv[2] ?? ''];
if (read) {
  // libraries print warnings where the answers go
  console.log = () => {};
  for await (const line of createInterface({ input: process.stdin })) {
    const { path } = JSON.parse(line) as { path: string };
    const begun = performance.now();
    let answer: FileCells;
    try {
      answer = await read(path);
    } catch (error) {
      const why = error instanceof Refusal ? error.code : `${basename(path)}: ${String(error)}`.slice(0, 300);
      answer = { reader: process.argv[2] ?? '', sheets: [], refused: why };
    }
    answer.seconds = (performance.now() - begun) / 1000;
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
