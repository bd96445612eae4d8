import { fenIn, moneyUnit } from './money-unit.ts';
import { cellsOf, type RawRow } from './raw-file.ts';
import type { SheetRecognition } from './recognition/recognise-sheet.ts';
import type { RowKind } from './row-kinds.ts';
import type { SourceDefinition } from './sources/source-definition.ts';

/** What a sheet says about itself, to be compared with what was read. */
export interface ControlTotals {
  /** Row of the last grand total; null where there is none. */
  row: number | null;
  /** Per money field, in fen, as that row states it. */
  amounts_fen: Record<string, number>;
  /** Number of people or lines that the sheet states. */
  head_count: number | null;
}

const STATED_COUNT = /(?:共计|合计|总计|共|计|人数[::]?)\s*(\d{1,9})\s*(?:人|户|笔|条|名|行|$)/;
const COUNT_ALONE = /^(\d{1,9})\s*(?:人次?|户|笔|条|名)$/;

/** Gathers control totals while the rows of a sheet go by; only rows that are no data are looked at. */
export class ControlTotalsReader {
  readonly #money: { field: string; index: number; unit: number }[];
  #totals: ControlTotals = { row: null, amounts_fen: {}, head_count: null };

  constructor(recognition: SheetRecognition, source: SourceDefinition) {
    this.#money = recognition.columns
      .filter(({ field }) => source.fields[field]?.type === 'money')
      .map(({ field, index }) => {
        const unit = moneyUnit(recognition.headers[index] ?? '', recognition.title);
        return { field, index, unit };
      });
  }

  see(row: RawRow, kind: RowKind): void {
    if (kind !== 'grand-total' && kind !== 'head-count') return;
    const cells = cellsOf(row).map((cell) => cell.normalize('NFKC').trim());
    const head_count = statedCount(cells) ?? this.#totals.head_count;
    if (kind === 'head-count') {
      this.#totals = { ...this.#totals, head_count };
      return;
    }
    const amounts = this.#money.flatMap(({ field, index, unit }) => {
      const fen = fenIn(cells[index] ?? '', unit);
      return fen === null ? [] : [[field, fen] as const];
    });
    if (amounts.length === 0) {
      this.#totals = { ...this.#totals, head_count };
      return;
    }
    this.#totals = { row: row.row, amounts_fen: Object.fromEntries(amounts), head_count };
  }

  get totals(): ControlTotals {
    return this.#totals;
  }
}

function statedCount(cells: readonly string[]): number | null {
  for (const cell of cells) {
    const match = COUNT_ALONE.exec(cell) ?? STATED_COUNT.exec(cell.replace(/\s+/g, ''));
    if (match?.[1]) return Number(match[1]);
  }
  return null;
}
