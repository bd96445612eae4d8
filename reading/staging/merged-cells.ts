import { CELL_SEPARATOR, cellsOf, type MergedCells, type RawRow, type RawSheet } from '../raw-file.ts';
import type { SheetRecognition } from '../recognition/recognise-sheet.ts';
import type { RowClassifier } from '../row-kinds.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

/** Merged over several rows these say the same of each: a place, a period, a word. */
const SAID_OF_ALL = new Set(['text', 'month', 'year']);

/** What a merged block of cells means for its rows. */
export interface MergedBlock {
  fromRow: number;
  toRow: number;
  column: number;
  isSaidOfAll: boolean;
  /** What its first row says; null until that is seen, and where it is no row of data. */
  value: string | null;
  rows: number;
  filled: number;
  isMixed: boolean;
}

/** Blocks merged over several rows of data, in columns that are read. A block that begins above them is a title. */
export function mergedOverRows(
  { recognition, source }: { recognition: SheetRecognition; source: SourceDefinition },
  merges: readonly MergedCells[],
): MergedBlock[] {
  const lastHeaderRow = recognition.header_rows[1];
  const below = merges.filter(({ fromRow, toRow }) => fromRow > lastHeaderRow && toRow > fromRow);
  return recognition.columns.flatMap(({ field, index }) =>
    below
      .filter(({ fromColumn, toColumn }) => fromColumn <= index && index <= toColumn)
      .map(({ fromRow, toRow, fromColumn }) => ({
        ...{ fromRow, toRow, column: index, value: null, rows: 0, filled: 0, isMixed: false },
        // of several columns merged into one the first alone bears the value
        isSaidOfAll: SAID_OF_ALL.has(source.fields[field]?.type ?? '') && fromColumn === index,
      })),
  );
}

/**
 * Goes through a sheet once to see what its blocks hold, and returns what then becomes of its rows of data, asked in their
 * order. Each gets what a block says of it where that is certain (a township, a month); the rows of a block that holds a
 * person or an amount are doubted, because nobody can tell whose it is. Some programs write the value into each of the
 * cells that a block covers, and then everybody has it.
 */
export async function spreadMergedCells(
  sheet: RawSheet,
  blocks: readonly MergedBlock[],
  classify: RowClassifier,
): Promise<(row: RawRow) => RawRow> {
  const sorted = [...blocks].sort((one, other) => one.fromRow - other.fromRow);
  const seen = blocksOver(sorted);
  for await (const batch of sheet.batches())
    for (const row of batch) {
      const covering = seen(row.row);
      if (covering.length === 0 || classify(row) !== 'data' || row.broken) continue;
      const cells = cellsOf(row);
      for (const block of covering) see(block, row.row, cells[block.column] ?? '');
    }
  const again = blocksOver(sorted);
  return (row) => spread(row, again(row.row));
}

/** Says of rows in rising order which blocks cover them. */
function blocksOver(blocks: readonly MergedBlock[]): (row: number) => MergedBlock[] {
  let next = 0;
  let open: MergedBlock[] = [];
  return (row) => {
    for (; next < blocks.length && blocks[next]!.fromRow <= row; next += 1) open.push(blocks[next]!);
    if (open.length > 0) open = open.filter(({ toRow }) => toRow >= row);
    return open;
  };
}

function see(block: MergedBlock, row: number, cell: string): void {
  if (row === block.fromRow) block.value = cell;
  block.rows += 1;
  if (cell === '') return;
  block.filled += 1;
  block.isMixed ||= block.value !== null && block.value !== '' && cell !== block.value;
}

function spread(row: RawRow, covering: readonly MergedBlock[]): RawRow {
  let spreadRow = row;
  for (const { value, isSaidOfAll, rows, filled, isMixed, column } of covering) {
    if (value === null) continue;
    if (!isSaidOfAll) {
      if (filled > 0 && (isMixed || filled < rows)) return { ...row, doubt: 'merged-cells' };
      continue;
    }
    const cells = cellsOf(spreadRow);
    while (cells.length <= column) cells.push('');
    cells[column] = value;
    spreadRow = { ...spreadRow, joined: cells.join(CELL_SEPARATOR) };
  }
  return spreadRow;
}
