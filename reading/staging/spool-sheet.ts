import { closeSync, openSync, writeFileSync } from 'node:fs';
import { type ControlTotals, ControlTotalsReader } from '../control-totals.ts';
import {
  CELL_SEPARATOR,
  cellsOf,
  type RawRow,
  type RawSheet,
  ROW_FAULTS,
  type RowDoubt,
  type RowFault,
} from '../raw-file.ts';
import type { SheetRecognition } from '../recognition/recognise-sheet.ts';
import { createRowClassifier, keyColumnsOf } from '../row-kinds.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { LineSpooler, plainDataTest } from './spool-lines.ts';

/** Stands for a line of a file with columns that must not be kept. */
const NOT_KEPT = '（此行可能含不得保存的内容，请看原文件 see the original file）';

/** What passed while a sheet's rows were written out for loading. */
export interface SpooledSheet {
  received: number;
  data: number;
  broken: number;
  ignored: number;
  controlTotals: ControlTotals;
}

/**
 * Writes the rows below the header as lines `row, kind, cells…` that the engine loads at once.
 * Columns that must never be kept (health data) are emptied here, before anything is written.
 */
export async function spoolSheet(
  sheet: RawSheet,
  recognition: SheetRecognition,
  source: SourceDefinition,
  path: string,
): Promise<SpooledSheet> {
  const classify = createRowClassifier(recognition, source);
  const totals = new ControlTotalsReader(recognition, source);
  const barred = recognition.unused
    .filter(({ reason }) => reason === 'never-import')
    .map(({ index }) => index);
  const [, lastHeaderRow] = recognition.header_rows;
  const width = recognition.headers.length;
  const counts = { received: 0, data: 0, broken: 0, ignored: 0 };
  const lineFor = (row: RawRow): string => {
    if (row.row <= lastHeaderRow) return '';
    const sort = row.broken ?? classify(row);
    if (sort === 'blank') return '';
    const kind = sort === 'data' ? (doubtOf(row, width) ?? sort) : sort;
    counts.received += 1;
    if (kind === 'data') counts.data += 1;
    else if (isFault(kind)) counts.broken += 1;
    else {
      counts.ignored += 1;
      totals.see(row, kind);
    }
    return `${row.row}${CELL_SEPARATOR}${kind}${CELL_SEPARATOR}${lineOf(row, kind, barred)}\n`;
  };
  // columns that must not be kept are emptied line by line
  const lines = barred.length === 0 ? sheet.lines : undefined;
  const isPlainData = plainDataTest(keyColumnsOf(recognition, source));
  const spooler = new LineSpooler();
  const file = openSync(path, 'w');
  try {
    for await (const batch of lines ? lines() : sheet.batches()) {
      if (Array.isArray(batch)) {
        writeFileSync(file, batch.map(lineFor).join(''));
        continue;
      }
      const spooled = spooler.spool(batch, (position) =>
        batch.firstRow + position > lastHeaderRow && isPlainData(batch, position)
          ? null
          : lineFor(batch.rowAt(position)),
      );
      counts.received += spooled.plain;
      counts.data += spooled.plain;
      for (const piece of spooled.pieces) writeFileSync(file, piece);
    }
  } finally {
    closeSync(file);
  }
  return { ...counts, controlTotals: totals.totals };
}

const FAULTS: ReadonlySet<string> = new Set(ROW_FAULTS);

function isFault(kind: string): kind is RowFault {
  return FAULTS.has(kind);
}

/**
 * Cells beyond those of the header and of the other lines shift the row. Blank ones do as well: a comma within an amount
 * moves the blank remark behind it out of the table.
 */
function doubtOf(row: RawRow, width: number): RowDoubt | null {
  if (row.extra === undefined) return row.doubt ?? null;
  return cellsOf(row).length > Math.max(row.extra, width) ? 'cells-more' : (row.doubt ?? null);
}

function lineOf(row: RawRow, kind: string, barred: readonly number[]): string {
  let line = row.joined;
  // a line whose cells are not certain cannot be rid of one column either
  if (isFault(kind) && barred.length > 0) return NOT_KEPT;
  if (isFault(kind)) line = line.replaceAll(CELL_SEPARATOR, ' | ');
  if (barred.length > 0) {
    const cells = line.split(CELL_SEPARATOR);
    for (const index of barred) if (index < cells.length) cells[index] = '';
    line = cells.join(CELL_SEPARATOR);
  }
  // a mark within a file says nothing, and is lost where the engine hands a text back
  if (line.includes('\ufeff')) line = line.replaceAll('\ufeff', '');
  // one physical line per row: a break inside a cell is a blank, and a stray NUL would end the line for the engine
  return /[\r\n\0]/.test(line) ? line.replace(/[\r\n\0]+/g, ' ') : line;
}
