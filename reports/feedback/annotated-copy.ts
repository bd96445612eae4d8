import { type Cell, type WriteSheet, writeXlsx } from 'hucre';
import type { SheetRow } from '../../reading/sheet-rows.ts';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import type { StandingDefect } from './compare-deliveries.ts';

/** One sheet of a sender's file, in the sender's order, with what is wrong in it. */
export interface AnnotatedSheet {
  name: string;
  rows: readonly SheetRow[];
  /** Columns that must not be kept: they go back empty. */
  barred: ReadonlySet<number>;
  /** The column a defect stands in, counted from 0. */
  columnOf: (defect: StandingDefect) => number;
  defects: readonly StandingDefect[];
}

const MARKED = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE0B2' } } as const;
const ADDED = ['问题', '建议值（请核实，不代改）', '第几次出现'];

/**
 * Writes a copy of a sender's list: the same rows in the same places, every cell as text, defects coloured and commented,
 * and at the right what is wrong, what is proposed and how often it has come.
 */
export async function writeAnnotatedCopy(path: string, sheets: readonly AnnotatedSheet[]): Promise<void> {
  writeFileAtomically(
    path,
    await writeXlsx({ sheets: sheets.map(annotate), defaultFont: { name: '等线', size: 11 } }),
  );
}

function annotate({ name, rows, barred, columnOf, defects }: AnnotatedSheet): WriteSheet {
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const last = Math.max(0, ...rows.map(({ row }) => row));
  const grid: (string | number | null)[][] = Array.from({ length: last }, () => []);
  for (const { row, cells } of rows) {
    grid[row - 1] = cells.map((cell, column) => (cell === '' || barred.has(column) ? null : cell));
  }
  const cells = new Map<string, Partial<Cell>>();
  const headerRow = headerAbove(rows, defects);
  ADDED.forEach((title, index) => {
    grid[headerRow - 1] = padded(grid[headerRow - 1] ?? [], width + index, title);
    cells.set(`${headerRow - 1},${width + index}`, { value: title, style: { font: { bold: true } } });
  });
  for (const defect of defects) {
    const line = defect.row - 1;
    const column = columnOf(defect);
    const proposal = defect.proposed === null ? '' : `建议值：${defect.proposed}（与其他来源一致，请核实）`;
    const often = defect.times > 1 ? `第 ${defect.times} 次出现` : '';
    cells.set(`${line},${column}`, {
      value: grid[line]?.[column] ?? '',
      style: { fill: MARKED },
      comment: {
        author: '核对',
        text: [defect.zh, proposal, often].filter((text) => text !== '').join('\n'),
      },
    });
    let cellsOfRow = grid[line] ?? [];
    for (const [index, said] of [defect.zh, defect.proposed, defect.times].entries())
      cellsOfRow = padded(cellsOfRow, width + index, said);
    grid[line] = cellsOfRow;
  }
  return {
    name: name.slice(0, 31) || 'Sheet1',
    rows: grid,
    cells,
    columns: widthsOf(grid, width),
    freezePane: { rows: headerRow },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** The last row above the first defect that has no gap in it is taken for the header; the first row where there is none. */
function headerAbove(rows: readonly SheetRow[], defects: readonly StandingDefect[]): number {
  const first = Math.min(...defects.map(({ row }) => row));
  const widest = rows
    .filter(({ row }) => row < first)
    .toSorted((one, other) => filled(other) - filled(one) || one.row - other.row);
  return widest[0]?.row ?? 1;
}

function filled({ cells }: SheetRow): number {
  return cells.filter((cell) => cell !== '').length;
}

function padded(
  cells: (string | number | null)[],
  column: number,
  value: string | number | null,
): (string | number | null)[] {
  return [...Array.from({ length: column }, (_, index) => cells[index] ?? null), value];
}

/** As wide as what stands in it, within reason: a title in the first cell must not stretch its column. */
function widthsOf(grid: readonly (readonly (string | number | null)[])[], own: number): { width: number }[] {
  return Array.from({ length: own + ADDED.length }, (_, column) => {
    const lengths = grid
      .map((cells) => Array.from(String(cells[column] ?? '')).length)
      .sort((one, other) => one - other);
    const usual = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
    return { width: column === own ? 50 : column > own ? 24 : Math.min(40, Math.max(8, usual * 1.3 + 2)) };
  });
}
