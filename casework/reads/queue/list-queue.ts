import type { MatchStrength } from '../../../core/finding.ts';
import type { Origin } from '../../../core/words/case.ts';
import { QUEUE_VIEWS, type QueueView } from '../../../core/words/views.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Flag } from '../../case-state.ts';
import type { Status } from '../../states.ts';
import { type Trusted, type TrustTable, trustTable } from '../findings/trust.ts';
import { keptFirst, keptRows } from '../kept-rows.ts';
import type { Viewer } from '../scope.ts';
import { type QueueFilter, queueCondition, viewCondition } from './queue-filter.ts';
import { orderSql, type QueueSort, reversed, sortKeys } from './queue-order.ts';

/** One case as the queue shows it. Names and numbers are whole here; the door masks them. */
export interface QueueRow {
  case_id: string;
  person_id: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  village: string | null;
  status: Status;
  is_finished: boolean;
  origin: Origin;
  assignee: string | null;
  /** Who took it, and until when it is theirs alone; compare with the clock before calling it locked. */
  locked_by: string | null;
  locked_until: string | null;
  is_priority: boolean;
  strength: MatchStrength | null;
  strength_rank: number;
  main_rule: string | null;
  main_rule_title: string | null;
  /** How many rules speak of the case, the main one among them. */
  rule_count: number;
  months: number;
  claimable_fen: number;
  /** What is merely possible: in no total. */
  possible_fen: number;
  at_risk_fen: number;
  owed_to_person_fen: number;
  assessed_fen: number;
  outstanding_fen: number;
  why: string;
  /** Null where the rule's English title has to do. */
  why_en: string | null;
  found_on: string;
  found_run: number | null;
  /** Found by the last night that found anything. */
  is_new: boolean;
  due_on: string | null;
  batches: string[];
  flags: Flag['code'][];
  notice_number: string | null;
  pending_document: string | null;
  /** What decided cases of the same rule, source and township say, or of a wider group; null where nothing is found. */
  trust: Trusted | null;
  last_seq: number;
}

export interface QueueTotals {
  cases: number;
  people: number;
  claimable_fen: number;
  /** Stands beside it, never in it. */
  possible_fen: number;
}

export interface QueueSlice {
  sort?: QueueSort | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

/** One page of a filter with the totals of all its pages. */
export function listQueue(
  ledger: Ledger,
  viewer: Viewer,
  filter: QueueFilter = {},
  page: QueueSlice = {},
): { rows: QueueRow[]; totals: QueueTotals } {
  const totals = totalQueue(ledger, viewer, filter);
  const ids = pageOf(ledger, viewer, filter, page, totals.cases);
  const trust = trustTable(ledger);
  const lastRun =
    ledger.statement('select max(found_run) as run from case_queue where found_run is not null').get()?.run ??
    null;
  const read = ledger.statement(
    `select case_queue.*, queue_label.*,
       (select group_concat(batch_id, char(10)) from (
          select distinct batch_id from batch_item where batch_item.case_id = case_queue.case_id
          order by batch_id)) as batches
     from case_queue inner join queue_label on queue_label.case_id = case_queue.case_id
     where case_queue.case_id = ?`,
  );
  const rows = ids.map((id) => toQueueRow(read.get(id) ?? {}, trust, lastRun as number | null));
  return { rows, totals };
}

/** Which cases stand on a page: by the narrow rows alone, the others are read for the page only. */
function pageOf(
  ledger: Ledger,
  viewer: Viewer,
  filter: QueueFilter,
  { sort = 'rank', limit = 50, offset = 0 }: QueueSlice,
  total: number,
): string[] {
  const { where, values } = queueCondition(viewer, filter);
  const count = Math.max(0, Math.min(limit, total - offset));
  if (count === 0) return [];
  const keys = sortKeys(ledger, sort);
  // Pages of the second half are counted from the end: SQLite keeps in order all rows up to the page.
  const isFromEnd = offset > total / 2;
  const order = orderSql(isFromEnd ? reversed(keys) : keys);
  const ids = keptRows<{ case_id: string }>(
    ledger,
    `select case_id from case_queue where ${where} order by ${order.by} limit ? offset ?`,
    ...values,
    ...order.values,
    count,
    isFromEnd ? total - offset - count : offset,
  ).map(({ case_id }) => case_id);
  return isFromEnd ? ids.reverse() : ids;
}

/** What all cases of a filter add up to; somebody with two of them is one person. */
export function totalQueue(ledger: Ledger, viewer: Viewer, filter: QueueFilter = {}): QueueTotals {
  const { where, values } = queueCondition(viewer, filter);
  const totals = keptFirst<QueueTotals>(
    ledger,
    `select coalesce(sum(cases), 0) as cases, count(*) as people,
         coalesce(sum(claimable_fen), 0) as claimable_fen,
         coalesce(sum(possible_fen), 0) as possible_fen
       from (
         select count(*) as cases, sum(claimable_fen) as claimable_fen, sum(possible_fen) as possible_fen
         from case_queue where ${where} group by person_id)`,
    ...values,
  );
  if (totals === null) throw new Error('a sum over all rows has one row');
  return totals;
}

/** How many cases each tab holds, within what the viewer may see. */
export function countViews(ledger: Ledger, viewer: Viewer, today: string): Record<QueueView, number> {
  const scope = queueCondition(viewer, {});
  const views = QUEUE_VIEWS.map((view) => viewCondition(view, viewer, today));
  const sums = views.map(({ where }, place) => `coalesce(sum(${where}), 0) as view${place}`).join(', ');
  const row = keptFirst<Record<string, number>>(
    ledger,
    `select ${sums} from case_queue where ${scope.where}`,
    ...views.flatMap(({ values }) => values),
    ...scope.values,
  );
  const counts = QUEUE_VIEWS.map((view, place) => [view, Number(row?.[`view${place}`])]);
  return Object.fromEntries(counts) as Record<QueueView, number>;
}

const BARS: Record<MatchStrength, number> = { confirmed: 3, probable: 2, possible: 1 };

const KEPT_BACK = [
  'name_sound',
  'name_initials',
  'id_reversed',
  'kind',
  'decided_rule',
  'decided_outcome',
  'decided_minutes',
] as const;

function toQueueRow(stored: Record<string, unknown>, trust: TrustTable, lastRun: number | null): QueueRow {
  const row = { ...stored };
  for (const name of KEPT_BACK) delete row[name];
  const strength = row.strength as MatchStrength | null;
  const { main_rule: ruleId, origin: source, township } = row as unknown as QueueRow;
  return {
    ...row,
    is_finished: row.is_finished === 1,
    is_priority: row.is_priority === 1,
    is_new: row.found_run !== null && row.found_run === lastRun,
    locked_by: row.locked_until === null ? null : row.assignee,
    strength_rank: strength === null ? 0 : BARS[strength],
    batches: row.batches === null ? [] : String(row.batches).split('\n'),
    flags: JSON.parse(String(row.flags)) as Flag['code'][],
    trust: ruleId === null ? null : trust.of({ rule_id: ruleId, source, township }),
  } as QueueRow;
}
