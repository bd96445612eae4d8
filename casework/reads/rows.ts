import type { SQLInputValue } from 'node:sqlite';
import type { Ledger } from '../../storage/ledger/ledger.ts';

/**
 * The rows of a query as plain objects of the shape that its select list gives. The one place where a row is taken at
 * its word: the ledger's columns were written by this program, and its select lists are read beside the types they fill.
 */
export function rowsOf<Row>(ledger: Ledger, sql: string, ...values: readonly SQLInputValue[]): Row[] {
  return ledger
    .statement(sql)
    .all(...values)
    .map((row) => ({ ...row }) as Row);
}

/** The first row of a query; null where it has none. */
export function firstOf<Row>(ledger: Ledger, sql: string, ...values: readonly SQLInputValue[]): Row | null {
  const row = ledger.statement(sql).get(...values);
  return row === undefined ? null : ({ ...row } as Row);
}
