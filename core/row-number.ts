/**
 * Rows of received files are numbered across a build so that file, sheet and row can be read off the number:
 * file × 10¹⁰ + sheet × 10⁸ + row. Such a number is below 2⁵³ for the first 900,000 files.
 */
const FILE_STEP = 10_000_000_000;
const SHEET_STEP = 100_000_000;

export interface RowLocation {
  /** The file's place in the order of receipt, from 1. */
  fileNo: number;
  sheetNo: number;
  /** As the program that wrote the file counts its rows. */
  row: number;
}

export function numberRow({ fileNo, sheetNo, row }: RowLocation): number {
  return fileNo * FILE_STEP + sheetNo * SHEET_STEP + row;
}

export function locateRow(rowId: number): RowLocation {
  const fileNo = Math.floor(rowId / FILE_STEP);
  const sheetNo = Math.floor((rowId % FILE_STEP) / SHEET_STEP);
  return { fileNo, sheetNo, row: rowId % SHEET_STEP };
}

/** Up to so many payments are told apart on one row of a roster: its own line, and arrears it carries, a month each. */
const LINE_STEP = 100;

/** The received row that a payment of `canonical.benefit_payment` stands on. */
export const rowOfLine = (lineId: number): number => Math.floor(lineId / LINE_STEP);

/** The first payment of a row, in SQL; `row` is its number. Rules and sql/ write the same step as a literal; a test holds them. */
export const lineIdSql = (row: string): string => `${row} * ${LINE_STEP}`;

/** The same in SQL: the number of a row whose file, sheet and row stand in the columns `fileNo`, `sheet_no` and `row_no`. */
export const numberRowSql = (fileNo: string): string =>
  `${fileNo}::bigint * ${FILE_STEP} + sheet_no::bigint * ${SHEET_STEP} + row_no`;

/** The file of a numbered row, in SQL; `column` holds the number. */
export const fileNoSql = (column: string): string => `${column} // ${FILE_STEP}`;

/** The row within its sheet of a numbered row, in SQL; `column` holds the number. */
export const rowNoSql = (column: string): string => `(${column} % ${SHEET_STEP})::integer`;

/** The sheet of a numbered row, in SQL. */
export const sheetNoSql = (column: string): string => `${column} % ${FILE_STEP} // ${SHEET_STEP}`;
