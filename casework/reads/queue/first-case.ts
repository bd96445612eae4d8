import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { QueryCondition } from '../conditions.ts';
import { firstOf } from '../rows.ts';
import { orderSql, type SortKey } from './queue-order.ts';

/** The first case of the queue under a condition, in an order; null where there is none. */
export function firstCase(
  ledger: Ledger,
  { where, values }: QueryCondition,
  keys: readonly SortKey[],
): string | null {
  const order = orderSql(keys);
  const sql = `select case_id from case_queue where ${where} order by ${order.by} limit 1`;
  return firstOf<{ case_id: string }>(ledger, sql, ...values, ...order.values)?.case_id ?? null;
}
