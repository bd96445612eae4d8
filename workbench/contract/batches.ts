import { z } from 'zod';
import { FILLABLE_FIELDS } from '../../core/words/feedback.ts';
import { ITEM_ANSWERS, ITEM_MOVES, ITEM_OUTCOMES, ITEM_STATUSES } from '../../core/words/items.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, number } from './fields.ts';

const outcome = z.enum(ITEM_OUTCOMES);
const move = z.enum(ITEM_MOVES);

const batch = z.object({
  batch_id: z.string(),
  title: z.string(),
  sender: z.string(),
  received_on: day,
  reply_due_on: day.nullable(),
  days_left: z.int().nullable(),
  items: z.int(),
  /** Items whose outcome a person has verified. */
  answered: z.int(),
  substantiated: z.int(),
  unfounded: z.int(),
  unverifiable: z.int(),
  recovered_fen: fen,
});

export type BatchRow = z.infer<typeof batch>;

const item = z.object({
  item_number: z.int(),
  /** The row of the sender's file. */
  row: z.int(),
  name: z.string(),
  resident_id: z.string().nullable(),
  township: z.string().nullable(),
  /** Where the list states no township: that of the person it was recognised as. */
  known_township: z.string().nullable(),
  claimed_fen: fen.nullable(),
  status: z.enum(ITEM_STATUSES),
  status_title: bilingual,
  answer: z.enum(ITEM_ANSWERS).nullable(),
  evidence: z.string(),
  outcome: outcome.nullable(),
  reason: z.string().nullable(),
  assignee: z.string().nullable(),
  case_id: z.string().nullable(),
  /** Nobody, or not this user, may give it to somebody now. */
  may_assign: z.boolean(),
  /** What this user may do with it now. */
  moves: z.array(z.object({ move, zh: z.string(), en: z.string() })),
  may_open_case: z.boolean(),
});

export type BatchItemRow = z.infer<typeof item>;

const unregistered = z.object({
  hash: z.string(),
  file: z.string(),
  items: z.int(),
  title: z.string(),
  reply_due_on: day.nullable(),
  /** Proposed: the number from its title, the sender as the batch before had it. */
  batch_id: z.string(),
  sender: z.string(),
});

export type UnregisteredList = z.infer<typeof unregistered>;

const sheetCell = z.object({
  text: z.string(),
  /** Theirs; ours, from the case; ours, to be filled in by whoever looks at it. */
  kind: z.enum(['theirs', 'ours', 'fill']),
});

const said = z.string().trim().min(1).max(100);

const params = z.object({ batch_id: z.string() });
const itemParams = z.object({ batch_id: z.string(), item_number: number });

export const batches = {
  list: endpoint({
    id: 'batches.list',
    method: 'get',
    path: '/batches',
    summary: 'Batches handed down, with their deadlines and what they were worth',
    answer: z.object({
      batches: z.array(batch),
      attribution: bilingual,
      /** Lists that came and that nobody has registered yet. */
      unregistered: z.array(unregistered),
      /** Who can be given an item. */
      investigators: z.array(z.object({ user_id: z.string(), display_name: z.string() })),
    }),
  }),
  register: endpoint({
    id: 'batches.register',
    method: 'post',
    path: '/batches',
    summary: 'Register a received list as a batch, item by item',
    body: z.object({
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      batch_id: said,
      title: said,
      sender: said,
      received_on: day,
      reply_due_on: day.nullable(),
    }),
    answer: z.object({ batch_id: z.string(), items: z.int() }),
  }),
  read: endpoint({
    id: 'batches.read',
    method: 'get',
    path: '/batches/{batch_id}',
    summary: "A batch's rows in the sender's order, each with our answer and its evidence",
    params,
    answer: z.object({
      batch,
      file: z.string(),
      items: z.array(item),
      is_complete: z.boolean(),
      totals: z.object({
        supported: z.int(),
        not_supported: z.int(),
        cannot_match: z.int(),
        waiting: z.int(),
      }),
    }),
  }),
  move: endpoint({
    id: 'batches.move',
    method: 'post',
    path: '/batches/{batch_id}/items/{item_number}/moves',
    summary: 'One step of an item',
    params: itemParams,
    body: z.object({
      move,
      assignee: z.string().optional(),
      outcome: outcome.optional(),
      reason: z.string().trim().max(2000).optional(),
    }),
    answer: z.object({ status_title: bilingual }),
  }),
  assign: endpoint({
    id: 'batches.assign',
    method: 'post',
    path: '/batches/{batch_id}/assignments',
    summary: 'Give several items to one person; those that cannot be given are named and left out',
    params,
    body: z.object({ item_numbers: z.array(number).min(1).max(5000), assignee: said }),
    answer: z.object({
      assigned: z.int(),
      left_out: z.array(z.object({ item_number: z.int(), zh: z.string(), en: z.string() })),
    }),
  }),
  sheet: endpoint({
    id: 'batches.sheet',
    method: 'get',
    path: '/batches/{batch_id}/sheet',
    summary: "The sender's sheet as it will go back, masked, with the columns that people fill in",
    params,
    answer: z.object({
      headers: z.array(z.object({ text: z.string(), field: z.string().nullable() })),
      rows: z.array(
        z.object({
          item_number: z.int(),
          row: z.int(),
          cells: z.array(sheetCell),
          conflicts: z.array(bilingual),
          /** Nobody has come to an answer yet. */
          is_waiting: z.boolean(),
        }),
      ),
      waiting: z.int(),
      conflicts: z.int(),
    }),
  }),
  fill: endpoint({
    id: 'batches.fill',
    method: 'post',
    path: '/batches/{batch_id}/items/{item_number}/values',
    summary: "Fill in one of the sender's columns, if that breaks none of the form's rules",
    params: itemParams,
    body: z.object({ field: z.enum(FILLABLE_FIELDS), value: z.string().trim().max(200) }),
    answer: z.object({ item_number: z.int() }),
  }),
  openCase: endpoint({
    id: 'batches.open-case',
    method: 'post',
    path: '/batches/{batch_id}/items/{item_number}/case',
    summary: 'Open a case for an item, because a person says so',
    params: itemParams,
    answer: z.object({ case_id: z.string() }),
  }),
  feedback: endpoint({
    id: 'batches.feedback',
    method: 'post',
    path: '/batches/{batch_id}/feedback',
    summary: "The sender's own workbook with only the feedback columns filled",
    kind: 'file',
    params,
  }),
};
