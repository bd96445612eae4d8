import { businessDay } from '../../../../casework/business-day.ts';
import type { QueueFilter } from '../../../../casework/reads/queue/queue-filter.ts';
import type { QueueSort } from '../../../../casework/reads/queue/queue-order.ts';
import type { Status } from '../../../../casework/states.ts';
import { addCalendarDays } from '../../../../core/working-days.ts';
import type { QueueRequest } from '../../../contract/queue.ts';
import type { Desk } from '../../desk.ts';

const YUAN = 100;

/** Ranges share no fen: what is claimed from 200.00 on is no longer below 200. */
const AMOUNTS: Readonly<Record<NonNullable<QueueRequest['amount']>, QueueFilter>> = {
  'to-200': { from_fen: 1, to_fen: 200 * YUAN - 1 },
  '200-500': { from_fen: 200 * YUAN, to_fen: 500 * YUAN - 1 },
  '500-1000': { from_fen: 500 * YUAN, to_fen: 1000 * YUAN - 1 },
  'from-1000': { from_fen: 1000 * YUAN },
  none: { money: 'none' },
  'at-risk': { money: 'at-risk' },
  owed: { money: 'owed' },
};

const OLDEST = 90;

/** What the address of the queue asks for, as the casebook understands it, on this day at the office. */
export function filterOf({ office }: Desk, request: QueueRequest): QueueFilter {
  const today = businessDay(office.now());
  return {
    view: request.view,
    today,
    rules: request.rule,
    strengths: request.strength,
    townships: request.township,
    statuses: request.status as readonly Status[] | undefined,
    batch: request.batch,
    ...(request.amount === undefined ? {} : AMOUNTS[request.amount]),
    ...foundWithin(request.found, today),
  };
}

function foundWithin(found: QueueRequest['found'], today: string): QueueFilter {
  if (found === undefined) return {};
  if (found === 'older') return { found_to: addCalendarDays(today, -OLDEST - 1).on };
  return { found_from: addCalendarDays(today, -Number(found)).on };
}

export function sortOf({ sort, order }: QueueRequest): QueueSort {
  if (sort === undefined) return 'rank';
  return order === undefined ? sort : `${sort}-${order === 'up' ? 'asc' : 'desc'}`;
}
