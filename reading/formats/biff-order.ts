/** Kinds that stand among the cells of a sheet: rows, blocks of them, results and common parts of formulas. */
const AMONG_CELLS = new Set([
  0x0208, 0x00d7, 0x0007, 0x0207, 0x04bc, 0x0221, 0x0236, 0x003c, 0x00bd, 0x00be, 0x0201,
]);

/** Some programs write merged cells between others. */
const MERGES = 0x00e5;

/** A cell or two against all others are damage; more of them are how the program writes. */
const FEW = 2;

/**
 * What nearly every old workbook keeps to, so that a record whose place or kind was changed is found: all cells stand
 * together, those with a value by row and column, none twice, each within the columns that its row states.
 */
export class SheetOrder {
  #blocks = 0;
  #isAmongCells = false;
  #cells = 0;
  #disorder = 0;
  #outside = 0;
  #without = 0;
  #twice = 0;
  #lastRow = -1;
  #lastColumn = -1;
  readonly #columns = new Map<number, [from: number, until: number]>();
  readonly #taken = new Set<number>();

  see(kind: number, isCell: boolean): void {
    if (kind === MERGES) return;
    const isAmong = isCell || AMONG_CELLS.has(kind);
    // texts of formulas and continued records also stand elsewhere
    if (isAmong && !this.#isAmongCells && (isCell || kind === 0x0208 || kind === 0x00bd)) this.#blocks += 1;
    this.#isAmongCells = isAmong;
  }

  /** A row and the columns it says that it has: from the first on, until before the second. */
  row(row: number, from: number, until: number): void {
    this.#columns.set(row, [from, until]);
  }

  cell(row: number, first: number, last: number): void {
    this.#cells += 1;
    if (row < this.#lastRow || (row === this.#lastRow && first <= this.#lastColumn)) this.#disorder += 1;
    this.#lastRow = row;
    this.#lastColumn = last;
    for (let column = first; column <= last; column += 1) {
      const place = row * 65_536 + column;
      if (this.#taken.has(place)) this.#twice += 1;
      this.#taken.add(place);
    }
    const columns = this.#columns.get(row);
    if (columns === undefined) this.#without += 1;
    else if (first < columns[0] || last >= columns[1]) this.#outside += 1;
  }

  /** What is odd about the sheet; null where nothing is. */
  oddity(): string | null {
    const isFew = (count: number): boolean => count > 0 && count <= FEW && count < this.#cells;
    if (this.#twice > 0) return 'two cells in one place';
    if (this.#blocks > 1) return 'cells apart from the others';
    if (isFew(this.#disorder)) return 'a cell out of order';
    if (isFew(this.#outside)) return 'a cell outside of its row';
    if (this.#columns.size > 0 && isFew(this.#without)) return 'a cell without a row';
    return null;
  }
}
