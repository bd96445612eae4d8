import { z } from 'zod';
import { DIRECTIONS } from '../../core/finding.ts';
import { SEVERITIES, SUBJECTS } from '../../core/words/rules.ts';

const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written as 2022-05');
const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written as 2022-05-31');
const words = z.string().trim().min(1);
/** One text in Chinese, then in English. */
const bilingual = z.tuple([words, words]);

/** One value of a dated parameter: from which entitlement month to which it holds, and on what ground. */
const datedValue = z.strictObject({
  from: monthText,
  to: monthText.optional(),
  value: z.union([z.number().int(), words, z.array(z.union([z.number().int(), words]))]),
  basis: words,
  checked_on: dateText.optional(),
});

export type DatedValue = z.infer<typeof datedValue>;

export const datedValuesSchema = z.array(datedValue).min(1);

export const parameterSchema = z.strictObject({
  title: words,
  english: words,
  type: z.enum(['fen', 'integer', 'text', 'month', 'list']),
  /** Type of a list's elements. */
  of: z.enum(['integer', 'text', 'month']).default('text'),
  /** The only values that it may have, with what people call each. */
  words: z
    .record(words, bilingual)
    .refine((known) => Object.keys(known).length > 1, { error: 'a choice is between two words at least' })
    .optional(),
  values: z.array(datedValue.required({ checked_on: true })).min(1),
});

export type ParameterSpec = z.infer<typeof parameterSchema>;

/** The words of a parameter whose values are codes. */
export type ParameterWords = ParameterSpec['words'];

/** A text of law, and the days between which it may be cited. */
const legalBasis = z.strictObject({
  text: words,
  article: words.nullable(),
  /** `unknown` where the day it came into force has not been checked: then it is printed without one. */
  from: z.union([dateText, z.literal('unknown')]),
  to: dateText.optional(),
  /** False of a text that says who reports what, or how rates are set: it informs, and no decision rests on it. */
  is_ground: z.boolean().optional(),
});

/** The table that `line_id` of a rule refers to; `record` is any row a source delivered. */
export const LINE_TABLES = {
  benefit_payment: 'line_id',
  funeral_grant: 'line_id',
  paid_on_behalf: 'line_id',
  land_loss_subsidy: 'line_id',
  certification: 'record_id',
  record: null,
} as const;

/** The parts of a benefit line, as vocabularies name them: what a deduction may be of. */
const KEPT_BACK_OF = ['basic-part', 'age-part', 'long-part', 'account-part', 'disability-part'] as const;

/** What else may be behind a finding, and what the data can say to it. */
export const innocentSchema = z
  .strictObject({
    says: words,
    english: words,
    /**
     * One row: `supports`, how many rows speak for the explanation, and `looked`, how many could have. It may use
     * $person, $first_month and $last_month. Without it a person must look.
     */
    asks: words.optional(),
    /** Nothing speaks for it: what was looked at. */
    none: bilingual.optional(),
    /** Something does, or the data cannot tell: what to look at. */
    look: bilingual.optional(),
  })
  .refine(({ asks, none }) => (asks === undefined) === (none === undefined), {
    error: 'what asks the data says in `none` what was looked at, and nothing else does',
  });

export type InnocentCheck = z.infer<typeof innocentSchema>;

/**
 * Why a finding stands in the queue, in a line of at most eighteen characters: what a list has room for beside the
 * rule's name. Patterns in order; the first whose facts are all there and that is short enough counts, and the rule's
 * title where none is. A line states what the records say and never that anybody did wrong.
 *
 * {a|b}: the first of these facts that is there; a `…_month` is also read from its `…_on`. {?a}: nothing, and the
 * pattern counts only where this fact is true. {months}: the months of the lines; {month_count}: how many months;
 * {count}: how many lines; {count:payment|payments}: the word that goes with one, or with any other number.
 */
const whySchema = z.strictObject({ zh: z.array(words).min(1), en: z.array(words).min(1) });

/** Lists of which one must have come, and what the rule cannot do until then. */
const needSchema = z.strictObject({ any: z.array(words).min(1), without: bilingual });

export type Need = z.infer<typeof needSchema>;

export const ruleSchema = z.strictObject({
  title: words,
  english: words,
  question: words,
  question_en: words,
  severity: z.enum(SEVERITIES),
  direction: z.enum(DIRECTIONS),
  version: z.string().regex(/^\d+\.\d+$/, 'a version is written as 1.0'),
  line_of: z.enum(Object.keys(LINE_TABLES) as [keyof typeof LINE_TABLES, ...(keyof typeof LINE_TABLES)[]]),
  /**
   * What it is about, if it is one of these: then evidence against it, cautions, who may have drawn the money and the
   * list of people to visit come with it.
   */
  about: z.enum(SUBJECTS).optional(),
  /** What its findings are shown as where they are neither months nor payments: the numbers and names, or who draws on the account. */
  shown_as: z.enum(['identities', 'accounts']).optional(),
  /** Whether the precheck holds a line this rule names; without it those are held that it claims for the fund. */
  precheck: z.enum(['hold', 'pay']).optional(),
  /**
   * It argues from what lists say, or from what is not there; of the latter, where the office wants it, a drawn sample is looked at
   * before it opens cases in a township. A rule of an office says which.
   */
  argues_from: z.enum(['presence', 'absence']).optional(),
  /** Whether the age of a list makes what it says doubtful. */
  grows_stale: z.boolean().default(true),
  /** What it finds about the office's own hands is for supervision alone and stands with no other finding. */
  seen_by: z.enum(['supervision']).optional(),
  /** Until a list of each has come, nothing is asked of anybody. */
  needs: z.array(needSchema).default([]),
  /** It asks without these, and sees less. */
  helped_by: z.array(needSchema).default([]),
  /** Sources from whose silence it speaks: where a list of one arrived and could not be read, nobody it may name is asked about. */
  absence_of: z.array(words).default([]),
  /**
   * Parts of a benefit line from which something may have been kept back without saying of which months: that much of what was too
   * much before is not claimed again, by the rules that name the part in their order, each what the one before leaves.
   */
  kept_back: z.array(z.enum(KEPT_BACK_OF)).default([]),
  /**
   * The province asks it again with the rows of all counties put together, for what no county sees. `says`: what the suspicion is
   * called there. `gives_way_to`: a month that one of these rules explains is not asked about. `calmed_by`: lists of parameters of
   * which every county's entries count.
   */
  over_counties: z
    .strictObject({
      says: bilingual,
      gives_way_to: z.array(words).default([]),
      calmed_by: z.array(words).default([]),
    })
    .optional(),
  /** What a change of the rule meant for findings: since when, for which months. */
  changes: z.array(z.strictObject({ on: dateText, months: words, text: words })).min(1),
  legal_basis: z.array(legalBasis).min(1),
  /** Shared parameters, each a file in `rules/parameters/`. */
  uses: z.array(words).default([]),
  parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), parameterSchema).default({}),
  innocent_explanations: z.array(innocentSchema).min(1),
  not_covered: z.array(words).min(1),
  next_step: words,
  sentence: words,
  sentence_en: words,
  /** What the codes of a fact are called in a sentence, by fact and code: in Chinese, then in English. */
  words: z.record(z.string(), z.record(z.string(), bilingual)).default({}),
  /** What to add under the months where a component of the payment is claimed, by component; {amount} is its sum. */
  component_notes: z.record(z.string(), bilingual).default({}),
  why: whySchema.optional(),
});

export type RuleText = z.infer<typeof ruleSchema>;
export type LegalBasis = RuleText['legal_basis'][number];

/** A rule as its folder says it. */
export interface RuleDefinition extends RuleText {
  /** The folder's path under `rules/`, such as `deceased/paid-after-death`. */
  rule_id: string;
  folder: string;
  sql: string;
  /** The months it may name, where two people let it count for some alone; left out, all. */
  counts?: { from: number | null; to: number | null };
}
