import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from '../../storage/warehouse/database.ts';
import { townshipsOf, type Viewer } from '../reads/scope.ts';

const NARROWING = join(import.meta.dirname, '../../sql/marts/choice/chosen_case.sql');

/** By what cases are chosen; `sql/marts/choice` names the columns behind each. */
export const DIMENSIONS = ['source', 'batch', 'township', 'rule', 'age', 'strength'] as const;

/**
 * Which cases figures are asked of. A dimension that is not named narrows nothing; one without a single value leaves no
 * case, so that somebody who may see no township sees nothing.
 */
export type CaseChoice = Partial<Record<(typeof DIMENSIONS)[number], readonly string[]>>;

/** Of what was chosen, the cases that a viewer may see; partial where these are not those of the whole office. */
export function choiceWithin(viewer: Viewer, choice: CaseChoice): { choice: CaseChoice; isPartial: boolean } {
  const own = townshipsOf(viewer);
  if (own === 'all') return { choice, isPartial: false };
  const township = choice.township?.filter((name) => own.includes(name)) ?? own;
  return { choice: { ...choice, township }, isPartial: true };
}

/** Reads one mart over the chosen cases, in the order of a column. */
export type ReadMart = <Row>(mart: string, order: string) => Promise<Row[]>;

/**
 * Narrows the marts to a choice until the next one. Where every case is chosen, the tables that the report is made of are
 * read; else the same queries, over the cases that are left.
 */
export async function chooseCases(marts: Warehouse, choice: CaseChoice): Promise<ReadMart> {
  const named = DIMENSIONS.filter((dimension) => choice[dimension] !== undefined);
  if (named.length > 0) await narrow(marts, choice, named);
  const chosen = named.length === 0 ? 'mart.case_summary' : 'choice.chosen_case';
  await marts.run(`create or replace view mart.chosen_case as select * from ${chosen}`);
  const schema = named.length === 0 ? 'mart' : 'chosen';
  return (mart, order) => marts.rows(`select * from ${schema}.${mart} order by ${order}`);
}

/** What was chosen last: whoever opens one figure after another asks for the same cases. */
const narrowed = new WeakMap<Warehouse, string>();

async function narrow(
  marts: Warehouse,
  choice: CaseChoice,
  named: readonly (keyof CaseChoice)[],
): Promise<void> {
  const key = JSON.stringify(choice);
  if (narrowed.get(marts) === key) return;
  narrowed.delete(marts);
  await marts.run('create or replace table choice.wanted (dimension varchar, value varchar)');
  for (const dimension of named) {
    const values = choice[dimension] ?? [];
    for (const value of values.length === 0 ? [null] : values)
      await marts.run('insert into choice.wanted values ($dimension, $value)', { dimension, value });
  }
  await marts.run(`create or replace table choice.chosen_case as ${readFileSync(NARROWING, 'utf8')}`);
  narrowed.set(marts, key);
}
