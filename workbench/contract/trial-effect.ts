import { z } from 'zod';
import { bilingual, day, fen } from './fields.ts';
import { ruleTrial, triedFinding } from './rules.ts';

const counts = z.object({ received: z.int(), used: z.int(), refused: z.int(), ignored: z.int() });

/** A file that would be read otherwise. */
const triedFile = z.object({
  file: z.string(),
  /** Rows now and then; null where it is not read. */
  now: counts.nullable(),
  after: counts.nullable(),
  sources: z.array(z.string()),
  /** Why it would be refused as a whole. */
  reason: bilingual.nullable(),
  refused: z.array(bilingual.extend({ rows: z.int() })),
  /** Words that would wait for a meaning. */
  unexplained: z.array(z.object({ column: z.string(), word: z.string(), rows: z.int() })),
});

/** Several rules may find it: each says which it is. */
const turned = triedFinding.omit({ finding_id: true }).extend({ title: z.string() });

/** The same on every night that is kept; what it would turn is of the last one. */
const overNights = ruleTrial
  .pick({ before: true, after: true, gained: true, lost: true, changed: true, confirmed_lost: true })
  .extend({
    ...ruleTrial.pick({ townships: true, months: true, nights: true }).shape,
    /** At most some hundred of each, people masked. */
    shown: z.object({ gained: z.array(turned), lost: z.array(turned), changed: z.array(turned) }),
  });

export type AnswerOverNights = z.infer<typeof overNights>;

/** What an answer would change, held against the last night; nothing of it has been saved. */
export const trialEffect = z.object({
  as_of: day,
  /** Rows that wait for a word, now and then. */
  waiting: z.int(),
  waiting_then: z.int(),
  /** Files that would be read anew. */
  files: z.array(triedFile),
  come: z.int(),
  go: z.int(),
  change: z.int(),
  /** By which rules those that would go were found. */
  gone: z.array(z.object({ rule_id: z.string(), title: z.string(), findings: z.int() })),
  /** Money that the fund would claim more of, or less (negative), and what is owed to people likewise. */
  fund_fen: fen,
  person_fen: fen,
  /** Null where only the last night was asked. */
  over_nights: overNights.nullable(),
});

export type TrialEffect = z.infer<typeof trialEffect>;
