import { csv, type Line, PAYEES, payee, rosterRows } from './small-office.ts';

/** How a line of a roster is written otherwise. */
export type LineChange = (line: Line, isHeader: boolean, month: number) => Line;

/** A roster of a month, its columns changed. */
export const changedIn = (month: number, change: LineChange, people = PAYEES): string =>
  csv(rosterRows(month, people).map((line, index) => change(line, index === 0, month)));
export const plain: LineChange = (line) => line;
export const without =
  (...columns: readonly number[]): LineChange =>
  (line) =>
    line.filter((_cell, index) => !columns.includes(index));
export const county =
  (word: string): LineChange =>
  (line, isHeader) => [...line, isHeader ? '统筹区' : word];
export const added =
  (header: string, cell: string): LineChange =>
  (line, isHeader) => [...line, isHeader ? header : cell];
export const addedMonth: LineChange = (line, isHeader, month) => [...line, isHeader ? '发放年月' : month];

/** The roster of a month with payments that failed: those of the payees at these places. */
export const failedAt = (month: number, ...failed: readonly number[]): string =>
  changedIn(month, (line) =>
    failed.some((index) => line[0] === payee(index).name) ? line.with(9, '支付失败') : line,
  );
