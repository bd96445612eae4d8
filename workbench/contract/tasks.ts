import { z } from 'zod';
import { FLAG_CODES } from '../../core/words/case.ts';
import { DOCUMENT_KINDS } from '../../core/words/documents.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen } from './fields.ts';

const ofCase = { case_id: z.string(), name: z.string() };
const count = z.int().min(1);

/** What waits for somebody, with what they need to know of it; people masked. */
const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sent-back'), ...ofCase, by: z.string(), on: day, said: z.string() }),
  z.object({ kind: z.literal('changed'), ...ofCase, flags: z.array(z.enum(FLAG_CODES)) }),
  z.object({ kind: z.literal('due'), ...ofCase, term: bilingual, due_on: day, amount_fen: fen.nullable() }),
  z.object({ kind: z.literal('to-notify'), ...ofCase, amount_fen: fen }),
  z.object({ kind: z.literal('to-serve'), ...ofCase, amount_fen: fen }),
  z.object({ kind: z.literal('in-hand'), ...ofCase, claimed_fen: fen }),
  z.object({
    kind: z.literal('signature'),
    ...ofCase,
    document_id: z.string(),
    paper: z.enum(DOCUMENT_KINDS),
    amount_fen: fen,
    days: z.int(),
  }),
  z.object({ kind: z.literal('batch'), batch_id: z.string(), title: z.string(), due_on: day, count }),
  z.object({ kind: z.literal('held-rule'), title: bilingual, count }),
  z.object({
    kind: z.literal('file'),
    hash: z.string(),
    name: z.string(),
    fate: z.enum(['refused', 'asked']),
  }),
  z.object({ kind: z.literal('word'), word_id: z.string(), column: bilingual, word: z.string(), count }),
  z.object({ kind: z.literal('unassigned'), count }),
  z.object({
    kind: z.literal('to-pay'),
    ...ofCase,
    paper: z.enum(['refund', 'back-payment']),
    amount_fen: fen,
    signed_on: day,
  }),
  z.object({ kind: z.literal('bank-lines'), count, amount_fen: fen }),
  z.object({ kind: z.literal('to-confirm'), count, amount_fen: fen }),
]);

export type Task = z.infer<typeof task>;

export const TASK_KINDS = task.options.map(({ shape }) => shape.kind.value);

export const tasks = {
  list: endpoint({
    id: 'tasks.list',
    method: 'get',
    path: '/tasks',
    summary: 'What waits for whoever asks, the most pressing first, each with its reason',
    answer: z.object({ today: day, tasks: z.array(task) }),
  }),
};
