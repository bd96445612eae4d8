import type { WrittenCell } from '../form.ts';
import type { Identity, Resident } from '../model.ts';
import type { WrittenColumn } from '../sheet.ts';

/** Columns that many offices share, under each one's own heading. */

export function serial<Row>(header = '序号'): WrittenColumn<Row> {
  return { header, cell: (_row, _form, place) => place };
}

export function textCells<Row>(header: string, of: (row: Row) => WrittenCell): WrittenColumn<Row> {
  return { header, cell: of };
}

export function date<Row>(header: string, of: (row: Row) => string | null): WrittenColumn<Row> {
  return { header, cell: (row, form) => form.date(of(row)) };
}

export function monthCells<Row>(header: string, of: (row: Row) => number | null): WrittenColumn<Row> {
  return { header, cell: (row, form) => form.month(of(row)) };
}

export function moneyCells<Row>(
  header: string,
  of: (row: Row) => number,
  group?: string,
): WrittenColumn<Row> {
  return {
    header,
    ...(group === undefined ? {} : { group }),
    cell: (row, form) => form.money(of(row)),
    fen: of,
  };
}

/** A money column that is empty rather than nought where there is nothing to say. */
export function rareMoney<Row>(header: string, of: (row: Row) => number, group?: string): WrittenColumn<Row> {
  return {
    ...moneyCells(header, of, group),
    cell: (row, form) => (of(row) === 0 ? '' : form.money(of(row))),
  };
}

export function sex<Row>(header: string, of: (row: Row) => Identity): WrittenColumn<Row> {
  return { header, cell: (row) => (of(row).sex === 'male' ? '男' : '女') };
}

export function residence<Row>(header: string, of: (row: Row) => Identity | Resident): WrittenColumn<Row> {
  return { header, cell: (row) => `弥勒市${of(row).township}${of(row).village}` };
}
