import type { SQLInputValue } from 'node:sqlite';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { kindNumber } from '../../queue/queue-row.ts';
import { type Chance, loadChances } from './chances.ts';

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
 * What a case may bring back per minute of work: claim × chance ÷ minutes, both from decided cases of its rule and
 * strength. A group that is too small to speak for itself is given the figures of all decided cases: within it the
 * amount decides, and it is neither hidden nor preferred. Cases marked as a priority come first either way.
 */
function rankKeys(ledger: Ledger, way: SortDirection): SortKey[] {
  const { groups, all } = loadChances(ledger);
  const factor = (chance: number | null, minutes: number | null) =>
    (chance ?? all.chance ?? 1) / Math.max(1, minutes ?? all.minutes ?? 1);
  const known = groups.filter((group) => group.chance !== null);
  const worth = byKind(known, (group) => factor(group.chance, group.minutes), factor(null, null), way);
  return [
    key('is_priority', 'desc'),
    { ...worth, sql: `claimable_fen * ${worth.sql}` },
    key('at_risk_fen', way),
  ];
}

function chanceKeys(ledger: Ledger, way: SortDirection): SortKey[] {
  const known = loadChances(ledger).groups.filter((group) => group.chance !== null);
  // Where nothing is known stands at the end, whichever way the known go.
  const unknown = way === 'desc' ? -1 : 2;
  return [byKind(known, (group) => group.chance ?? unknown, unknown, way), key('claimable_fen', 'desc')];
}

/** A comparison of whole numbers a row: a join would look each row up by two texts. */
function byKind(
  groups: readonly Chance[],
  value: (group: Chance) => number,
  otherwise: number,
  way: SortDirection,
): SortKey {
  const branches = groups.map(() => 'when ? then ?').join(' ');
  const sql = groups.length === 0 ? 'cast(? as real)' : `(case kind ${branches} else ? end)`;
  const values = groups.flatMap((group) => [kindNumber(group.rule_id, group.strength), value(group)]);
  return { sql, values: [...values, otherwise], way };
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
