import { z } from 'zod';
import { bilingual, instant } from './fields.ts';

/** How the last attempt at a night ended. */
const outcome = z.enum(['running', 'published', 'failed', 'stopped']);

export const runState = z.object({
  outcome: outcome.nullable(),
  as_of: z.string().nullable(),
  started_at: instant.nullable(),
  ended_at: instant.nullable(),
  started_by: z.string().nullable(),
  steps: z.array(
    z.object({
      step: z.string(),
      zh: z.string(),
      total: z.int(),
      done: z.int(),
      /** The file or rule it is at. */
      detail: z.string().nullable(),
      milliseconds: z.int().nullable(),
      is_over: z.boolean(),
    }),
  ),
  /** Rows that each step can answer for, once the night has told them. */
  rows: z.object({ received: z.int(), used: z.int(), refused: z.int(), ignored: z.int() }).nullable(),
  run: z.int().nullable(),
  refusal: bilingual.extend({ code: z.string() }).nullable(),
});

export type RunState = z.infer<typeof runState>;
