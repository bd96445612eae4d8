import type { SQLInputValue } from 'node:sqlite';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { type TrustTable, trustTable } from '../findings/trust.ts';

export type SortDirection = 'asc' | 'desc';

/** What the queue can be ordered by, and which way each goes when nobody says. */
const ORDERS = {
  rank: 'desc',
  amount: 'desc',
  found: 'desc',
  case: 'asc',
  township: 'asc',
  name: 'asc',
  rule: 'asc',
  strength: 'desc',
  months: 'desc',
  chance: 'desc',
  status: 'asc',
} as const satisfies Record<string, SortDirection>;

export type QueueOrder = keyof typeof ORDERS;

export type QueueSort = QueueOrder | `${QueueOrder}-${SortDirection}`;

export const QUEUE_ORDERS = Object.keys(ORDERS) as readonly QueueOrder[];

/** One step of an order of `case_queue`: never null, so that what comes before a case can be asked for. */
export interface SortKey {
  sql: string;
  values: SQLInputValue[];
  way: SortDirection;
}

/** Always ends with the case, so that pages follow one another without a gap or a repeat. */
export function sortKeys(ledger: Ledger, sort: QueueSort): SortKey[] {
  const [order, way] = splitSort(sort);
  const keys = order === 'rank' || order === 'chance' ? [] : COLUMNS[order].map((sql) => key(sql, way));
  if (order === 'rank') keys.push(...rankKeys(ledger, way));
  if (order === 'chance') keys.push(...chanceKeys(ledger, way));
  return [...keys, key('case_id', 'asc')];
}

export function orderSql(keys: readonly SortKey[]): { by: string; values: SQLInputValue[] } {
  return {
    by: keys.map(({ sql, way }) => `${sql} ${way}`).join(', '),
    values: keys.flatMap(({ values }) => values),
  };
}

export function reversed(keys: readonly SortKey[]): SortKey[] {
  return keys.map((one) => ({ ...one, way: one.way === 'asc' ? 'desc' : 'asc' }));
}

const COLUMNS: Record<Exclude<QueueOrder, 'rank' | 'chance'>, readonly string[]> = {
  amount: ['claimable_fen', 'at_risk_fen'],
  found: ['found_on', 'coalesce(found_run, 0)'],
  case: ['case_id'],
  township: [`coalesce(township, '')`],
  name: ['name_sound', 'name'],
  rule: [`coalesce(main_rule, '')`],
  strength: [
    `case strength when 'confirmed' then 3 when 'probable' then 2 when 'possible' then 1 else 0 end`,
  ],
  months: ['months'],
  status: ['status'],
};

/**
 * What a case may bring back per minute of work: claim × trust ÷ minutes, from decided cases of its rule, source and township. Trust is the
 * lower end of the interval: what a kind of lead has shown, not what it may be. A kind that is too small to speak for itself is
 * given the figures of the wider group, at last of all decided cases: within it the amount decides, and it is neither hidden
 * nor preferred. Cases marked as a priority come first either way.
 */
function rankKeys(ledger: Ledger, way: SortDirection): SortKey[] {
  const { all, spans } = trustTable(ledger);
  const worth = ({ share, interval, minutes }: Spans[number]['trusted']): number =>
    (share === null ? 1 : (interval?.low ?? 1)) / Math.max(1, minutes ?? all.minutes ?? 1);
  const byWorth = byKind(spans, worth, worth(all), way);
  return [
    key('is_priority', 'desc'),
    { ...byWorth, sql: `claimable_fen * ${byWorth.sql}` },
    key('at_risk_fen', way),
  ];
}

function chanceKeys(ledger: Ledger, way: SortDirection): SortKey[] {
  // Where nothing is known stands at the end, whichever way the known go.
  const unknown = way === 'desc' ? -1 : 2;
  const byShare = byKind(trustTable(ledger).spans, ({ share }) => share ?? unknown, unknown, way);
  return [byShare, key('claimable_fen', 'desc')];
}

type Spans = TrustTable['spans'];

/** Whole numbers are compared, half of those left at each step: a join would look each row up by three texts. */
function byKind(
  spans: Spans,
  value: (trusted: Spans[number]['trusted']) => number,
  otherwise: number,
  way: SortDirection,
): SortKey {
  const steps = stepsOf(spans, value, otherwise);
  const values: number[] = [];
  const half = (from: number, to: number): string => {
    if (to - from === 1) {
      values.push(steps[from]?.value ?? otherwise);
      return 'cast(? as real)';
    }
    const middle = (from + to) >> 1;
    values.push(steps[middle]?.from ?? 0);
    return `(case when kind < ? then ${half(from, middle)} else ${half(middle, to)} end)`;
  };
  return { sql: half(0, steps.length), values, way };
}

/** From which number on which value holds; the last holds for cases of no kind, too. */
function stepsOf(
  spans: Spans,
  value: (trusted: Spans[number]['trusted']) => number,
  otherwise: number,
): { from: number; value: number }[] {
  const edges = [...new Set([0, ...spans.flatMap(({ span }) => span)])].sort((one, other) => one - other);
  // the wider groups come first, so that the narrowest is the last that holds a number
  const values = edges.map((from) => {
    const narrowest = spans.findLast(({ span: [first, beyond] }) => first <= from && from < beyond);
    return { from, value: narrowest === undefined ? otherwise : value(narrowest.trusted) };
  });
  return values.filter((step, place) => step.value !== values[place - 1]?.value);
}

function key(sql: string, way: SortDirection): SortKey {
  return { sql, values: [], way };
}

function splitSort(sort: QueueSort): [QueueOrder, SortDirection] {
  for (const order of QUEUE_ORDERS) {
    if (sort === order) return [order, ORDERS[order]];
    if (sort === `${order}-asc`) return [order, 'asc'];
    if (sort === `${order}-desc`) return [order, 'desc'];
  }
  throw new Error(`the queue cannot be ordered by ${sort}`);
}
