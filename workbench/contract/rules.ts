import { z } from 'zod';
import { SEVERITIES } from '../../core/words/rules.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, direction, fen, ruleId } from './fields.ts';

const precision = z.object({
  decided: z.int(),
  substantiated: z.int(),
  /** Null while too few are decided. */
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

const basis = z.object({
  text: z.string(),
  article: z.string().nullable(),
  /** A day, or `unknown` where it has not been checked. */
  from: z.string(),
  to: z.string().nullable(),
});

const need = z.object({
  sources: z.array(z.object({ title: z.string(), english: z.string(), has_arrived: z.boolean() })),
  /** Until one of them has come the rule asks nothing of anybody. */
  is_required: z.boolean(),
  is_met: z.boolean(),
  /** What the rule cannot do without them. */
  without: z.object({ zh: z.string(), en: z.string() }),
});

export type RuleNeed = z.infer<typeof need>;

const ruleLine = z.object({
  rule_id: z.string(),
  title: z.string(),
  english: z.string(),
  question: z.string(),
  question_en: z.string(),
  family: z.string(),
  direction: direction,
  severity: z.enum(SEVERITIES),
  version: z.string(),
  legal_basis: z.array(basis),
  findings: z.int(),
  amount_fen: fen,
  /** Of its findings that too little was paid; part of no claim. */
  owed_fen: fen,
  precision,
  /** What it needs and what of that has come. */
  needs: z.array(need),
});

export type RuleLine = z.infer<typeof ruleLine>;

const value = z.union([z.string(), z.number()]);

const parameter = z.object({
  name: z.string(),
  title: z.string(),
  english: z.string(),
  type: z.string(),
  /** What it may be, where only some values are allowed, with what people call each. */
  one_of: z.array(bilingual.extend({ value: z.string() })).nullable(),
  is_overridden: z.boolean(),
  /** The values of each period, the earliest first; months as YYYYMM, the last one open. */
  periods: z.array(
    z.object({ from: z.int(), to: z.int().nullable(), values: z.array(value), basis: z.string() }),
  ),
});

export type RuleParameter = z.infer<typeof parameter>;

/** Values to be tried: of each parameter from a month on, as they are typed; money in fen. */
export const triedValues = z.array(
  z.object({
    name: z.string().regex(/^\w+$/),
    from: z.int(),
    values: z.array(z.string().max(200)).max(100),
  }),
);

export type TriedValues = z.infer<typeof triedValues>;

/** How many nights are kept, and how many seconds trying on them takes, usually and at most. */
export const timeToTry = z.object({ nights: z.int(), seconds: z.int(), at_most: z.int() });

export const ruleDetail = ruleLine.extend({
  changes: z.array(z.object({ on: z.string(), months: z.string(), text: z.string() })),
  parameters: z.array(parameter),
  innocent_explanations: z.array(z.string()),
  not_covered: z.array(z.string()),
  next_step: z.string(),
  sentence: z.string(),
  sentence_en: z.string(),
  sql: z.string(),
  /** Worked examples that every run of the tests holds the rule to. */
  cases: z.array(z.object({ name: z.string(), fires: z.boolean() })),
  /** Business tables that the rule reads and a published build does not keep: then it cannot be tried. */
  missing_tables: z.array(z.string()),
  /** How many nights are kept to be tried, and about how long that will take. */
  trial: timeToTry,
});

export type RuleDetail = z.infer<typeof ruleDetail>;

export const triedFinding = z.object({
  finding_id: z.string().nullable(),
  case_id: z.string().nullable(),
  name: z.string(),
  township: z.string().nullable(),
  amount_fen: fen.nullable(),
  amount_before_fen: fen.nullable(),
  is_confirmed: z.boolean(),
});

export type TriedFinding = z.infer<typeof triedFinding>;

const countedTrial = z.object({ findings: z.int(), people: z.int(), amount_fen: fen });

export const ruleTrial = z.object({
  rule_id: z.string(),
  run: z.int(),
  as_of: z.string(),
  parameters: z.array(
    z.object({ name: z.string(), title: z.string(), from: z.array(value), to: z.array(value) }),
  ),
  before: countedTrial,
  after: countedTrial,
  gained: z.int(),
  lost: z.int(),
  changed: z.int(),
  /** Of those lost, the ones whose case a person has substantiated. */
  confirmed_lost: z.int(),
  townships: z.array(
    z.object({ township: z.string().nullable(), before: countedTrial, after: countedTrial }),
  ),
  months: z.array(z.object({ month: z.int(), before_fen: fen, after_fen: fen })),
  /** Every night that is kept, oldest first. */
  nights: z.array(
    z.object({
      as_of: z.string(),
      before: countedTrial,
      after: countedTrial,
      gained: z.int(),
      lost: z.int(),
      changed: z.int(),
    }),
  ),
  /** At most some hundred of each, people masked. */
  shown: z.object({
    gained: z.array(triedFinding),
    lost: z.array(triedFinding),
    changed: z.array(triedFinding),
  }),
});

export type RuleTrial = z.infer<typeof ruleTrial>;

export const rules = {
  list: endpoint({
    id: 'rules.list',
    method: 'get',
    path: '/rules',
    summary: 'What is asked, on what basis, and what came of it',
    answer: z.object({ run: z.int(), rules: z.array(ruleLine) }),
  }),
  read: endpoint({
    id: 'rules.read',
    method: 'get',
    path: '/rules/one',
    summary: 'One rule as it was when the published build was made',
    query: z.object({ rule_id: ruleId }),
    answer: ruleDetail,
  }),
  try: endpoint({
    id: 'rules.try',
    method: 'post',
    path: '/rules/trials',
    summary: 'What a rule would find with other values; nothing of it is kept',
    body: z.object({ rule_id: ruleId, changes: triedValues }),
    answer: ruleTrial,
  }),
};
