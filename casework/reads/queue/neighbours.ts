import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { QueryCondition } from '../conditions.ts';
import type { Viewer } from '../scope.ts';
import { firstCase } from './first-case.ts';
import { type QueueFilter, queueCondition } from './queue-filter.ts';
import { orderSql, type QueueSort, reversed, type SortKey, sortKeys } from './queue-order.ts';

export interface QueueNeighbours {
  previous: string | null;
  next: string | null;
  /** From one; null where the case is not, or no longer, in the filter. */
  index: number | null;
  total: number;
}

/** The cases before and after one in the order of a filter. */
export function neighboursOf(
  ledger: Ledger,
  viewer: Viewer,
  filter: QueueFilter,
  caseId: string,
  sort: QueueSort = 'rank',
): QueueNeighbours {
  const keys = sortKeys(ledger, sort);
  const { where, values } = queueCondition(viewer, filter);
  const total = count(ledger, { where, values });
  const own = ledger
    .statement(
      `select ${keys.map(({ sql }, place) => `${sql} as key${place}`).join(', ')}
       from case_queue where case_id = ? and ${where}`,
    )
    .get(...orderSql(keys).values, caseId, ...values);
  if (own === undefined) return { previous: null, next: null, index: null, total };
  const place = keys.map((_, number) => own[`key${number}`] ?? null) as (string | number)[];
  const before = beyond(reversed(keys), place);
  const after = beyond(keys, place);
  const both = (side: QueryCondition): QueryCondition => ({
    where: `${where} and ${side.where}`,
    values: [...values, ...side.values],
  });
  return {
    previous: firstCase(ledger, both(before), reversed(keys)),
    next: firstCase(ledger, both(after), keys),
    index: count(ledger, both(before)) + 1,
    total,
  };
}

/** What comes after a place in an order whose steps may go different ways. */
function beyond(keys: readonly SortKey[], place: readonly (string | number)[]): QueryCondition {
  const [key, ...others] = keys;
  const [value, ...rest] = place;
  if (key === undefined || value === undefined) return { where: 'false', values: [] };
  const further = beyond(others, rest);
  const sign = key.way === 'asc' ? '>' : '<';
  return {
    where: `(${key.sql} ${sign} ? or (${key.sql} = ? and ${further.where}))`,
    values: [...key.values, value, ...key.values, value, ...further.values],
  };
}

function count(ledger: Ledger, { where, values }: QueryCondition): number {
  const row = ledger.statement(`select count(*) as cases from case_queue where ${where}`).get(...values);
  return Number(row?.cases);
}
