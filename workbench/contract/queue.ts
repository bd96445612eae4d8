import { z } from 'zod';
import { QUEUE_VIEWS, SELECTION_MOVES } from '../../core/words/views.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, listOf, requestKey, status, strength } from './fields.ts';

/** The case queue: which cases wait, in which order, and what is done with many of them at once. */

export const SORTS = [
  'rank',
  'case',
  'name',
  'township',
  'rule',
  'strength',
  'months',
  'amount',
  'chance',
  'found',
  'status',
] as const;

export type SortId = (typeof SORTS)[number];

/** Ranges of claimable money, and the two kinds of money that are no claim. */
export const AMOUNTS = ['to-200', '200-500', '500-1000', 'from-1000', 'none', 'at-risk', 'owed'] as const;

/** How long ago something was found, in days. */
export const FOUND = ['7', '30', '90', 'older'] as const;

/** What the address of the queue says; nothing in it names a person. */
export const queueAddress = z.object({
  view: z.enum(QUEUE_VIEWS).optional(),
  rule: listOf(z.string()).optional(),
  strength: listOf(strength).optional(),
  township: listOf(z.string()).optional(),
  status: listOf(status).optional(),
  amount: z.enum(AMOUNTS).optional(),
  found: z.enum(FOUND).optional(),
  batch: listOf(z.string()).optional(),
  sort: z.enum(SORTS).optional(),
  order: z.enum(['up', 'down']).optional(),
});

export type QueueAddress = z.input<typeof queueAddress>;
export type QueueRequest = z.output<typeof queueAddress>;

/** What an address says of the queue; what is wrong in one that was typed or kept for long is left out. */
export function readQueueAddress(search: string): QueueAddress {
  const params = new URLSearchParams(search);
  const given = QUEUE_PARTS.flatMap((part) => {
    const value = params.get(part) ?? '';
    return value !== '' && queueAddress.shape[part].safeParse(value).success ? [[part, value]] : [];
  });
  return Object.fromEntries(given) as QueueAddress;
}

/** The same as text; commas and strokes stay as they are, so that people can read it. */
export function writeQueueAddress(address: QueueAddress): string {
  const params = new URLSearchParams();
  for (const part of QUEUE_PARTS) {
    const value = address[part];
    if (value !== undefined && value !== '') params.set(part, value);
  }
  return params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
}

export const QUEUE_PARTS = Object.keys(queueAddress.shape) as readonly (keyof QueueAddress)[];

export const PAGE_ROWS = 50;

/** What is looked for: a name, its pinyin or initials, the end of a number, a case or a notice. */
const soughtText = z.string().trim().max(60).optional();

const asked = z.object({ filter: queueAddress, text: soughtText });

const mark = z.enum(['fresh', 'sent-back', 'returned', 'evidence-changed', 'priority']);

export const queueRow = z.object({
  case_id: z.string(),
  /** Masked. */
  name: z.string(),
  /** Masked. */
  resident_id: z.string(),
  township: z.string().nullable(),
  rule_id: z.string().nullable(),
  title: bilingual,
  /** Further rules that speak of the same person and episode. */
  other_rules: z.int(),
  why: bilingual,
  strength: strength.nullable(),
  months: z.int(),
  claimable_fen: fen,
  /** Of merely possible links: in no total. */
  possible_fen: fen,
  at_risk_fen: fen,
  owed_to_person_fen: fen,
  minutes: z.int().nullable(),
  trust: z.object({
    /** Decided cases of this rule and source in this township. */
    decided_here: z.int(),
    /** What share of the decided held, of the narrowest group with twenty of them; null where no group has. */
    shown: z
      .object({
        share: z.number(),
        low: z.number(),
        high: z.number(),
        decided: z.int(),
        group: z.enum(['township', 'source', 'rule']),
      })
      .nullable(),
  }),
  found_on: day,
  status,
  marks: z.array(mark),
  /** The display name of whoever has the case. */
  holder: z.string().nullable(),
  is_mine: z.boolean(),
  last_seq: z.int(),
});

export type QueueRow = z.infer<typeof queueRow>;

const totals = z.object({ cases: z.int(), people: z.int(), claimable_fen: fen, possible_fen: fen });

export type QueueTotals = z.infer<typeof totals>;

/** Several cases: the filtered set as it was when its box was ticked, or cases ticked one by one as they were then. */
const chosen = z.union([
  z.object({ selection_id: z.string(), without: z.array(z.string()).max(1000) }),
  z.object({
    cases: z
      .array(z.object({ case_id: z.string(), seq: z.int() }))
      .min(1)
      .max(1000),
  }),
]);

export type Chosen = z.infer<typeof chosen>;

const done = z.object({
  done_count: z.int(),
  /** What was left alone, each with its reason. */
  skipped: z.array(z.object({ case_id: z.string(), reason: bilingual })),
  /** What to name to take it back; null where nothing was done. */
  undo_id: z.string().nullable(),
});

export type Done = z.infer<typeof done>;

const savedView = z.object({
  view_id: z.string(),
  title: z.string(),
  /** As `writeQueueAddress` writes it. */
  query: z.string(),
  count: z.int(),
});

export const queue = {
  list: endpoint({
    id: 'queue.list',
    method: 'post',
    path: '/queue/list',
    summary: 'One page of the cases a filter means. Asked with a body: what is sought may be a name',
    body: asked.extend({ page: z.int().min(1).default(1) }),
    answer: z.object({ rows: z.array(queueRow), page: z.int(), pages: z.int(), totals }),
  }),
  views: endpoint({
    id: 'queue.views',
    method: 'get',
    path: '/queue/views',
    summary: 'How many cases each tab of the queue holds',
    answer: z.object({ views: z.array(z.object({ view: z.enum(QUEUE_VIEWS), count: z.int() })) }),
  }),
  filters: endpoint({
    id: 'queue.filters',
    method: 'get',
    path: '/queue/filters',
    summary: 'What the cases may be filtered by',
    answer: z.object({
      rules: z.array(z.object({ rule_id: z.string(), title: bilingual })),
      townships: z.array(z.string()),
      batches: z.array(z.object({ batch_id: z.string(), title: z.string() })),
    }),
  }),
  neighbours: endpoint({
    id: 'queue.neighbours',
    method: 'get',
    path: '/queue/neighbours',
    summary: 'The cases before and after one, in the order of a filter',
    query: queueAddress.extend({ case: z.string().min(1) }),
    answer: z.object({
      previous: z.string().nullable(),
      next: z.string().nullable(),
      /** From one; null once the case has left the filter: `next` is then the first that is still in it. */
      index: z.int().nullable(),
      total: z.int(),
    }),
  }),
  takeNext: endpoint({
    id: 'queue.take-next',
    method: 'post',
    path: '/queue/next',
    summary: 'Lock the first free case of a filter to oneself',
    body: z.object({ filter: queueAddress, key: requestKey }),
    answer: z.object({ case_id: z.string(), total: z.int() }),
  }),
  fixSelection: endpoint({
    id: 'queue.fix-selection',
    method: 'post',
    path: '/queue/selections',
    summary: 'Fix which cases a filter means now, all pages of it',
    body: asked,
    answer: totals.extend({ selection_id: z.string() }),
  }),
  act: endpoint({
    id: 'queue.act',
    method: 'post',
    path: '/queue/acts',
    summary: 'Take, assign or prioritise several cases; what changed since is left alone and named',
    body: z.object({
      chosen,
      act: z.enum(SELECTION_MOVES),
      assignee: z.string().optional(),
      key: requestKey,
    }),
    answer: done,
  }),
  undo: endpoint({
    id: 'queue.undo',
    method: 'post',
    path: '/queue/undo',
    summary: 'Take back an act on several cases',
    body: z.object({ undo_id: z.string(), key: requestKey }),
    answer: done,
  }),
  savedViews: endpoint({
    id: 'queue.saved-views',
    method: 'get',
    path: '/queue/saved-views',
    summary: 'The views this user has saved',
    answer: z.object({ views: z.array(savedView) }),
  }),
  saveView: endpoint({
    id: 'queue.save-view',
    method: 'post',
    path: '/queue/saved-views',
    summary: 'Save a filter under a name of one’s own',
    body: z.object({ title: z.string().trim().min(1).max(20), query: z.string().max(2000) }),
    answer: z.object({ view_id: z.string() }),
  }),
  deleteView: endpoint({
    id: 'queue.delete-view',
    method: 'delete',
    path: '/queue/saved-views/{view_id}',
    summary: 'Forget a saved view',
    params: z.object({ view_id: z.string() }),
  }),
  assignees: endpoint({
    id: 'queue.assignees',
    method: 'get',
    path: '/queue/assignees',
    summary: 'Whom a case can be assigned to, and how many each holds',
    answer: z.object({
      people: z.array(z.object({ user_id: z.string(), display_name: z.string(), held: z.int() })),
    }),
  }),
  export: endpoint({
    id: 'queue.export',
    method: 'post',
    path: '/queue/export',
    summary: 'All cases of a filter as a file, masked; entered in the audit chain with its hash',
    kind: 'file',
    body: asked.extend({
      format: z.enum(['xlsx', 'csv']),
      reason: z.string().trim().min(2).max(200),
    }),
  }),
};
