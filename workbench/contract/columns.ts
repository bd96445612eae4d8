import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant } from './fields.ts';
import { trialEffect } from './trial-effect.ts';

/** A sheet with columns that nobody has explained yet. */
const openSheet = z.object({
  file: z.string(),
  hash: z.string(),
  sheet: z.string(),
  /** Waits as a whole; else it counts, without these columns. */
  is_waiting: z.boolean(),
  headers: z.array(z.string()),
  /** Somebody has said what its columns are since the last night; the next one reads it so. */
  is_taught: z.boolean(),
});

export type OpenSheet = z.infer<typeof openSheet>;

const saidColumn = z.object({
  header: z.string(),
  /** What the field is called; null where the column is left out. */
  means: z.string().nullable(),
});

const taughtLayout = z.object({
  key: z.string(),
  title: z.string(),
  english: z.string(),
  headers: z.array(z.string()),
  columns: z.array(saidColumn),
  /** Null where it was written into the file of mappings by hand. */
  taught_by: z.string().nullable(),
  taught_at: instant.nullable(),
  reason: z.string(),
});

export type TaughtLayout = z.infer<typeof taughtLayout>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const answer = z.object({
  hash,
  sheet: z.string().max(200),
  source: z.string().min(1),
  columns: z.array(z.object({ header: z.string().min(1).max(200), field: z.string().min(1) })).max(200),
});
const params = z.object({ key: z.string().regex(/^[0-9a-f]{12}$/) });
const reason = z.string().trim().max(500);

export const columns = {
  list: endpoint({
    id: 'columns.list',
    method: 'get',
    path: '/columns',
    summary: 'Lists and columns that nobody has explained yet, and what the office says of them',
    answer: z.object({ open: z.array(openSheet), taught: z.array(taughtLayout) }),
  }),
  try: endpoint({
    id: 'columns.try',
    method: 'post',
    path: '/columns/trial',
    summary: 'What would come of reading a file so: rows, words, findings, money; nothing is saved',
    body: answer,
    answer: trialEffect,
  }),
  teach: endpoint({
    id: 'columns.teach',
    method: 'post',
    path: '/columns',
    summary: 'Say what a list and its columns are, for every list with these headers, from the next night on',
    body: answer.extend({ reason }),
  }),
  tryForget: endpoint({
    id: 'columns.try-forget',
    method: 'post',
    path: '/columns/{key}/trial',
    summary: 'What would come of taking back what was said of a layout; nothing is taken back',
    params,
    answer: trialEffect,
  }),
  forget: endpoint({
    id: 'columns.forget',
    method: 'delete',
    path: '/columns/{key}',
    summary: 'Take back what was said of a layout, from the next night on',
    params,
    body: z.object({ reason }),
  }),
};
