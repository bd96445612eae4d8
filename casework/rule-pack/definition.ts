import { z } from 'zod';

const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written as 2022-05');
const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written as 2022-05-31');
const words = z.string().trim().min(1);

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
  one_of: z.array(words).min(2).optional(),
  values: z.array(datedValue.required({ checked_on: true })).min(1),
});

export type ParameterSpec = z.infer<typeof parameterSchema>;

/** A text of law, and the days between which it may be cited. */
const legalBasis = z.strictObject({
  text: words,
  article: words.nullable(),
  /** `unknown` where the day it came into force has not been checked: then it is printed without one. */
  from: z.union([dateText, z.literal('unknown')]),
  to: dateText.optional(),
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

export const ruleSchema = z.strictObject({
  title: words,
  english: words,
  question: words,
  question_en: words,
  severity: z.enum(['high', 'medium', 'low']),
  direction: z.enum(['fund', 'person', 'none']),
  version: z.string().regex(/^\d+\.\d+$/, 'a version is written as 1.0'),
  line_of: z.enum(Object.keys(LINE_TABLES) as [keyof typeof LINE_TABLES, ...(keyof typeof LINE_TABLES)[]]),
  /** What a change of the rule meant for findings: since when, for which months. */
  changes: z.array(z.strictObject({ on: dateText, months: words, text: words })).min(1),
  legal_basis: z.array(legalBasis).min(1),
  /** Shared parameters, each a file in `rules/parameters/`. */
  uses: z.array(words).default([]),
  parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), parameterSchema).default({}),
  innocent_explanations: z.array(words).min(1),
  not_covered: z.array(words).min(1),
  next_step: words,
  sentence: words,
  sentence_en: words,
  /** What the codes of a fact are called in a sentence, by fact and code: in Chinese, then in English. */
  words: z.record(z.string(), z.record(z.string(), z.tuple([words, words]))).default({}),
});

export type RuleText = z.infer<typeof ruleSchema>;
export type LegalBasis = RuleText['legal_basis'][number];

/** A rule as its folder says it. */
export interface RuleDefinition extends RuleText {
  /** The folder's path under `rules/`, such as `deceased/paid-after-death`. */
  rule_id: string;
  folder: string;
  sql: string;
}
