import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { bilingual, day, direction, fen, number } from './fields.ts';

const night = z.object({ run: z.int(), as_of: day });

const difference = z.object({
  finding_key: z.string(),
  finding_id: z.string(),
  rule_id: z.string(),
  title: z.string(),
  kind: z.enum(['come', 'gone', 'changed']),
  case_id: z.string().nullable(),
  name: z.string(),
  township: z.string().nullable(),
  direction,
  was_fen: fen.nullable(),
  is_fen: fen.nullable(),
  reason: z.string(),
  /** Why it came, went or changed. */
  causes: z.array(bilingual.extend({ kind: z.string() })),
});

export type NightDifference = z.infer<typeof difference>;

const chosen = z.object({
  /** Numbers of two nights that are kept. */
  earlier: number,
  later: number,
});

export const nightDifference = {
  kept: endpoint({
    id: 'nights.kept',
    method: 'get',
    path: '/nights/kept',
    summary: 'The published nights that are kept, oldest first',
    answer: z.object({ nights: z.array(night) }),
  }),
  diff: endpoint({
    id: 'nights.diff',
    method: 'get',
    path: '/nights/difference',
    summary: 'What two nights say differently of people, and why; people masked',
    query: chosen,
    answer: z.object({
      earlier: night,
      later: night,
      rules: z.array(
        z.object({ rule_id: z.string(), title: z.string(), come: z.int(), gone: z.int(), changed: z.int() }),
      ),
      all: z.int(),
      /** At most some hundred; the counts are of all. */
      findings: z.array(difference),
    }),
  }),
  file: endpoint({
    id: 'nights.diff-file',
    method: 'post',
    path: '/nights/difference/file',
    summary: 'The same as a workbook, every line in full; who takes it, and why, is written down',
    kind: 'file',
    body: chosen.extend({ reason: z.string().trim().min(2).max(200) }),
  }),
};
