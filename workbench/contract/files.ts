import { z } from 'zod';
import { RULINGS } from '../../core/words/rulings.ts';
import { endpoint } from './endpoint.ts';
import { bilingual } from './fields.ts';
import { trialEffect } from './trial-effect.ts';

/** What may stand beside a file on the desk: the fates of received ones, and of those that no night has received yet. */
export const DESK_FATES = ['refused', 'asked', 'held', 'waiting', 'partly', 'superseded', 'used'] as const;

/** Those that want a person: not read, or waiting for a word or a ruling. */
export const WANTING_FATES: ReadonlySet<string> = new Set(['refused', 'asked', 'held']);

const fate = z.enum(DESK_FATES);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

const deskFile = z.object({
  hash,
  name: z.string(),
  fate,
  /** Titles of the sources found in it. */
  sources: z.array(bilingual),
  /** Null while it waits in the inbox. */
  file_no: z.int().nullable(),
  received_at: z.string(),
  data_until: z.string().nullable(),
  received: count,
  used: count,
  refused: count,
  ignored: count,
  held: count,
  asked: count,
  replaced: count,
  reason: bilingual.nullable(),
});

export type DeskFile = z.infer<typeof deskFile>;

/** What waits for a person's word: one file corrects another, leaves people of it out, or may list its payments once more. */
export const OPEN_VERDICTS = ['asks', 'missing', 'overlaps'] as const;

const verdict = z.enum(RULINGS);
const named = z.object({ hash, name: z.string() });

const overlap = z.object({
  title: bilingual,
  period: z.string(),
  earlier: named,
  later: named,
  rows: count,
  /** What the night made of the two; `asks`, `missing` and `overlaps` wait for an answer. */
  verdict: z.enum([...RULINGS, 'same-lines', ...OPEN_VERDICTS]),
  /** A person said so, and the night followed. */
  is_overruled: z.boolean(),
  /** What somebody has said of the two since, or before. */
  ruling: z.object({ verdict, by: z.string(), at: z.string(), reason: z.string() }).nullable(),
});

export type DeskOverlap = z.infer<typeof overlap>;

const pair = z.object({ hash, by_hash: hash });
const reason = z.string().trim().max(500).default('');

export const files = {
  list: endpoint({
    id: 'files.list',
    method: 'get',
    path: '/files',
    summary: 'Every received and waiting file with its fate, the latest first; counts of every fate',
    query: z.object({
      fate: fate.optional(),
      text: z.string().trim().max(100).optional(),
      page: z.coerce.number().int().min(1).default(1),
    }),
    answer: z.object({
      as_of: z.string(),
      counts: z.record(fate, count),
      total: count,
      page_size: count,
      files: z.array(deskFile),
    }),
  }),
  one: endpoint({
    id: 'files.one',
    method: 'get',
    path: '/files/{hash}',
    summary: 'One file with its fate, and the words that its rows wait for',
    params: z.object({ hash }),
    answer: deskFile,
  }),
  overlaps: endpoint({
    id: 'files.overlaps',
    method: 'get',
    path: '/deliveries',
    summary: 'Files that speak of the same: what the night made of them, what it asks, what was said',
    answer: z.object({ overlaps: z.array(overlap) }),
  }),
  tryRuling: endpoint({
    id: 'files.try-ruling',
    method: 'post',
    path: '/deliveries/trial',
    summary: 'What would come of a word on two files: rows, findings, money; nothing is saved',
    body: pair.extend({ verdict }),
    answer: trialEffect,
  }),
  rule: endpoint({
    id: 'files.rule',
    method: 'post',
    path: '/deliveries',
    summary: 'Say which of two files counts, from the next night on',
    body: pair.extend({ verdict, reason }),
  }),
  revoke: endpoint({
    id: 'files.revoke',
    method: 'post',
    path: '/deliveries/revoke',
    summary: 'Take such a word back: the files speak for themselves again',
    body: pair.extend({ reason }),
  }),
};
