import type { Warehouse } from '../../storage/warehouse/database.ts';

/** By what cases are chosen; `mart.chosen_case` names the columns behind each. */
export const DIMENSIONS = ['source', 'batch', 'township', 'rule', 'age', 'strength'] as const;

/**
 * Which cases figures are asked of. A dimension that is not named narrows nothing; one without a single value leaves no
 * case, so that somebody who may see no township sees nothing.
 */
export type CaseChoice = Partial<Record<(typeof DIMENSIONS)[number], readonly string[]>>;

/** Reads one mart over the chosen cases, in the order of a column. */
export type ReadMart = <Row>(mart: string, order: string) => Promise<Row[]>;

/**
 * Narrows the marts to a choice until the next one. Where every case is chosen, the tables that the report is made of are
 * read; else the same queries, over the cases that are left.
 */
export async function chooseCases(marts: Warehouse, choice: CaseChoice): Promise<ReadMart> {
  await marts.run('delete from choice.wanted');
  const named = DIMENSIONS.filter((dimension) => choice[dimension] !== undefined);
  for (const dimension of named) {
    const values = choice[dimension] ?? [];
    for (const value of values.length === 0 ? [null] : values)
      await marts.run('insert into choice.wanted values ($dimension, $value)', { dimension, value });
  }
  const schema = named.length === 0 ? 'mart' : 'chosen';
  return (mart, order) => marts.rows(`select * from ${schema}.${mart} order by ${order}`);
}
