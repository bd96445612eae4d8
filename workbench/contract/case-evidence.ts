import { z } from 'zod';
import { SUBJECTS } from '../../core/words/rules.ts';
import { day, direction, fen, month, strength } from './fields.ts';

/** What the published build says of a case, as the case page shows it. Texts are in the language asked for. */

export const rowPlace = z.object({
  source: z.string(),
  source_title: z.string(),
  file: z.string(),
  file_hash: z.string(),
  sheet: z.string(),
  row: z.int(),
  as_of: z.string().nullable(),
});

const sentence = z.object({
  parts: z.array(
    z.object({
      finding_key: z.string(),
      rule_id: z.string(),
      title: z.string(),
      text: z.string(),
      about: z.enum(SUBJECTS).nullable(),
      direction,
      match_strength: strength,
      amount_fen: fen.nullable(),
      months: z.int(),
      at_risk_fen: fen.nullable(),
    }),
  ),
  claim_fen: fen,
  overlap_note: z.string().nullable(),
});

const caution = z.object({
  code: z.enum(['month-edge', 'weak-link', 'stale-source', 'contrary-evidence', 'dates-differ', 'withdrawn']),
  text: z.string(),
  finding_key: z.string().nullable(),
});

const range = z.tuple([z.int(), z.int()]);
const mark = z.enum(['same', 'written', 'contradicts', 'missing']);

const comparison = z.object({
  finding_key: z.string(),
  left: rowPlace.nullable(),
  right: rowPlace.nullable(),
  rows: z.array(
    z.object({
      field: z.enum(['name', 'number', 'sex-age', 'address', 'status-date', 'source']),
      label: z.string(),
      left: z.string().nullable(),
      right: z.string().nullable(),
      mark: mark.nullable(),
      mark_text: z.string().nullable(),
      left_marks: z.array(range),
      right_marks: z.array(range),
    }),
  ),
  counts: z.record(mark, z.int()),
  unreadable: z.string().nullable(),
});

const timelineEvent = z.object({
  kind: z.enum(['life', 'death', 'grant', 'stop', 'other']),
  code: z.string(),
  on: z.string().nullable(),
  month,
  label: z.string(),
  amount_fen: fen.nullable(),
  place: rowPlace.nullable(),
  is_contrary: z.boolean(),
});

const timeline = z.object({
  first_month: month,
  last_month: month,
  months: z.array(month),
  payments: z.array(
    z.object({
      line_id: z.string(),
      month,
      paid_month: month.nullable(),
      amount_fen: fen,
      kind: z.enum(['settled', 'returned', 'unsettled', 'arrears']),
      state_text: z.string(),
      is_claimed: z.boolean(),
    }),
  ),
  events: z.array(timelineEvent),
  claimed_months: z.array(z.object({ month, amount_fen: fen })),
  band: z
    .object({
      kind: z.enum(['claim', 'owed', 'at-risk']),
      from_month: month,
      to_month: month,
      months: z.int(),
      amount_fen: fen,
      label: z.string(),
    })
    .nullable(),
  stopped_from: month.nullable(),
  contrary: z.array(timelineEvent),
});

const monthSheet = z.object({
  finding_key: z.string(),
  rule_id: z.string(),
  direction,
  columns: z.array(z.object({ code: z.string(), label: z.string() })),
  rows: z.array(
    z.object({
      line_id: z.string(),
      month: month.nullable(),
      paid_month: month.nullable(),
      components: z.record(z.string(), fen),
      amount_fen: fen.nullable(),
    }),
  ),
  totals: z.object({
    components: z.record(z.string(), fen),
    amount_fen: fen.nullable(),
    months: z.int(),
  }),
  ties: z.boolean(),
  rates: z.array(z.object({ from_month: month, to_month: month, text: z.string() })),
  notes: z.array(z.string()),
});

const linkExplanation = z.object({
  place: rowPlace,
  /** Null where the rows are two people's. */
  strength: strength.nullable(),
  verdict: z.string(),
  bars: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      length: z.number(),
      words: z.string(),
      is_striped: z.boolean(),
    }),
  ),
  against: z.array(z.string()),
  vetoes: z.array(z.string()),
  proposed_id: z.string().nullable(),
});

export const caseEvidence = z.object({
  run: z.int(),
  as_of: day,
  person: z.object({
    name: z.string(),
    resident_id: z.string().nullable(),
    sex: z.enum(['male', 'female']).nullable(),
    age: z.int().nullable(),
    township: z.string().nullable(),
    village: z.string().nullable(),
  }),
  sentence,
  cautions: z.array(caution),
  sides: z.array(comparison),
  timeline,
  months: z.array(monthSheet),
  explanations: z.array(
    z.object({
      key: z.string(),
      finding_key: z.string(),
      rule_id: z.string(),
      text: z.string(),
      verdict: z.enum(['unsupported', 'look']),
      looked_at: z.string(),
    }),
  ),
  link: z.array(linkExplanation),
  sources_dates: z.array(
    z.object({
      source_kind: z.string(),
      label: z.string(),
      place: rowPlace.nullable(),
      on: z.string().nullable(),
      month,
      role: z.enum(['death', 'upper-bound', 'revoked']),
      amount_fen: fen.nullable(),
      months: z.int().nullable(),
      is_adopted: z.boolean(),
    }),
  ),
  debtor_suggestions: z.array(
    z.object({
      kind: z.enum(['account-holder', 'grant-applicant', 'reporter']),
      name: z.string(),
      relation: z.string().nullable(),
      why: z.string(),
    }),
  ),
  basis: z.array(
    z.object({ rule_id: z.string(), text: z.string(), article: z.string().nullable(), from: z.string() }),
  ),
  is_contrary: z.boolean(),
});

export type CaseEvidence = z.infer<typeof caseEvidence>;
export type RowPlace = z.infer<typeof rowPlace>;
export type SideComparison = z.infer<typeof comparison>;
export type Timeline = z.infer<typeof timeline>;
export type TimelineEvent = z.infer<typeof timelineEvent>;
export type MonthSheet = z.infer<typeof monthSheet>;
export type LinkExplanation = z.infer<typeof linkExplanation>;
