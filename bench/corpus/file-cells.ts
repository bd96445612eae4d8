/** What one reader makes of one file. */
export interface FileCells {
  reader: string;
  sheets: CellGrid[];
  /** Why the reader gave nothing. */
  refused?: string;
  seconds?: number;
  format?: string;
  delimiter?: string | null;
  encoding?: string | null;
}

/** The cells of a sheet that hold anything, by `row:column`; rows from 1, columns from 0. */
export interface CellGrid {
  name: string;
  cells: Record<string, string>;
  /** Rows that the reader refused by themselves, with the fault. */
  refused: [row: number, fault: string][];
  /** Rows are counted in their order, not by their place in the file. */
  isOrdered?: boolean;
}
