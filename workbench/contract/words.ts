import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bilingual, day, instant } from './fields.ts';
import { timeToTry } from './rules.ts';
import { trialEffect } from './trial-effect.ts';

const meaning = bilingual.extend({
  code: z.string(),
  /** Where it comes from law, the text. */
  basis: z.string().nullable(),
});

const wordOfColumn = z.object({
  word_id: z.string(),
  source: z.string(),
  title: z.string(),
  english: z.string(),
  column: bilingual,
  /** As received, numbers of people masked; empty for a blank cell. */
  word: z.string(),
});

const waitingWord = wordOfColumn.extend({
  rows: z.int(),
  files: z.int(),
  /** The first row that holds it. */
  example: z.object({ file: z.string(), sheet: z.string(), row: z.int() }),
  /** What it may mean, the likeliest first, with the known word that it resembles. */
  proposals: z.array(z.object({ code: z.string(), like: z.string() })),
  /** What it may be said to mean; empty where the column states an amount, which only the sender knows. */
  meanings: z.array(meaning),
  /** What somebody has said since the last night; the next one counts its rows. */
  taught: z.string().nullable(),
});

export type WaitingWord = z.infer<typeof waitingWord>;

const taughtWord = wordOfColumn.extend({
  means: bilingual,
  taught_by: z.string(),
  taught_at: instant,
  reason: z.string(),
});

export type TaughtWord = z.infer<typeof taughtWord>;

const params = z.object({ word_id: z.string().regex(/^[0-9a-f]{24}$/) });
const reason = z.string().trim().max(500);

export const words = {
  list: endpoint({
    id: 'words.list',
    method: 'get',
    path: '/words',
    summary: 'Words that rows wait for, with what they may mean, and the words that the office taught',
    answer: z.object({
      as_of: day,
      waiting: z.array(waitingWord),
      taught: z.array(taughtWord),
      /** How many nights are kept that a word can be tried on, and about how long that will take. */
      trial: timeToTry,
    }),
  }),
  example: endpoint({
    id: 'words.example',
    method: 'get',
    path: '/words/{word_id}/example',
    summary: 'What the first row that holds a word says beside it, and not of whom',
    params,
    answer: z.object({
      cells: z.array(z.object({ header: z.string(), text: z.string(), is_asked: z.boolean() })),
      /** Why there is nothing to see. */
      unavailable: z.string().nullable(),
    }),
  }),
  try: endpoint({
    id: 'words.try',
    method: 'post',
    path: '/words/{word_id}/trial',
    summary: 'What would come of a meaning, or of taking it back: rows, findings, money; nothing is saved',
    params,
    /** Null takes the word back. */
    body: z.object({ means: z.string().min(1).nullable(), all_nights: z.boolean().optional() }),
    answer: trialEffect,
  }),
  teach: endpoint({
    id: 'words.teach',
    method: 'post',
    path: '/words/{word_id}',
    summary: 'Say what a word means, from the next night on',
    params,
    body: z.object({ means: z.string().min(1), reason }),
  }),
  forget: endpoint({
    id: 'words.forget',
    method: 'delete',
    path: '/words/{word_id}',
    summary: 'Take back what a word was said to mean, from the next night on',
    params,
    body: z.object({ reason }),
  }),
};
