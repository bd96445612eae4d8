import { z } from 'zod';
import { ORIGINS } from '../../core/words/case.ts';
import { OWED_STEPS } from '../../core/words/owed-steps.ts';
import { endpoint } from './endpoint.ts';
import { bilingual, day, fen, instant, listOf, month, number, status } from './fields.ts';

/** The manager's overview: what was found, owed, recovered and is still out, from the same marts as the report. */

export const PERIODS = ['all', 'year', 'half', 'quarter', 'month', 'custom'] as const;

export type PeriodKind = (typeof PERIODS)[number];

export const AGES = ['unapproved', 'to_30', 'to_90', 'to_180', 'over_180'] as const;

export const STRENGTHS = ['confirmed', 'weak', 'unlinked'] as const;

/** Which cases stand behind a figure. */
export const FIGURES = [
  'opening',
  'assessed',
  'repaid',
  'offset',
  'written-off',
  'refunded',
  'other',
  'recovered',
  'outstanding',
  'overdue',
  'owed',
  'over-repaid',
  'found',
  'substantiated',
  'unfounded',
  'unverifiable',
  'revoked',
  'undecided',
  'decided',
  'held',
] as const;

export type FigureName = (typeof FIGURES)[number];

const chosen = {
  period: z.enum(PERIODS).default('all'),
  from: day.optional(),
  to: day.optional(),
  source: listOf(z.enum(ORIGINS)).optional(),
  /** Batches by their number; `none` is what no batch handed down. */
  batch: listOf(z.string()).optional(),
  township: listOf(z.string()).optional(),
  rule: listOf(z.string()).optional(),
};

export const overviewQuery = z.object(chosen);

export type OverviewQuery = z.output<typeof overviewQuery>;

export const rowsQuery = z.object({
  ...chosen,
  figure: z.enum(FIGURES),
  age: z.enum(AGES).optional(),
  strength: z.enum(STRENGTHS).optional(),
  month: number.optional(),
  offset: number.default(0),
});

export type RowsQuery = z.output<typeof rowsQuery>;

/**
 * The equation of a group: opening + assessed − repaid − other = outstanding − refund due, where other is offset + written off −
 * refunded. What came in too much in one case pays no other case's debt.
 */
const group = z.object({
  key: z.string(),
  title: bilingual,
  cases: z.int(),
  people: z.int(),
  opening_fen: fen,
  assessed_fen: fen,
  repaid_fen: fen,
  other_fen: fen,
  outstanding_fen: fen,
  refund_due_fen: fen,
});

export type Group = z.infer<typeof group>;

/** A sum that must agree with another, and by how much it does not. */
const tie = z.object({
  /** Which figures of the page it vouches for. */
  part: z.enum(['equation', 'ledger', 'bank', 'groups', 'ages', 'outcomes', 'certification', 'other']),
  zh: z.string(),
  en: z.string(),
  holds: z.boolean(),
  /** In fen or in cases. */
  off: z.int(),
  unit: z.string(),
});

export type Tie = z.infer<typeof tie>;

const precision = z.object({
  key: z.string(),
  title: bilingual,
  decided: z.int(),
  substantiated: z.int(),
  /** Null while fewer than twenty are decided. */
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

export type Precision = z.infer<typeof precision>;

const counted = z.object({ cases: z.int(), people: z.int() });

export const overviewAnswer = z.object({
  period: z.object({ kind: z.enum(PERIODS), from: day, to: day }),
  build: z.int(),
  data_as_of: z.string().nullable(),
  /** The last record of cases, batches and bank that these figures know. */
  ledger_seq: z.int(),
  made_at: instant,
  /** Newer figures are being worked out; ask again. */
  is_updating: z.boolean(),
  /** The person sees only some townships: figures of the whole county are left out. */
  is_partial: z.boolean(),
  equation: z.object({
    opening_fen: fen,
    assessed_fen: fen,
    repaid_fen: fen,
    offset_fen: fen,
    written_off_fen: fen,
    refunded_fen: fen,
    outstanding_fen: fen,
  }),
  counts: z.record(z.enum(FIGURES), counted),
  overdue_fen: fen,
  refund_due_fen: fen,
  /** The last day booked on a statement of the bank. */
  bank_until: day.nullable(),
  ties: z.array(tie),
  strengths: z.array(z.object({ strength: z.enum(STRENGTHS), cases: z.int(), assessed_fen: fen })),
  townships: z.array(group),
  rules: z.array(group),
  batches: z.array(
    group.extend({
      received_on: day.nullable(),
      items: z.int(),
      verified: z.int(),
      substantiated: z.int(),
      unfounded: z.int(),
      unverifiable: z.int(),
    }),
  ),
  months: z.array(
    z.object({
      month,
      assessed_fen: fen,
      recovered_fen: fen,
      written_off_fen: fen,
      assessed_cases: z.int(),
      recovered_cases: z.int(),
    }),
  ),
  ages: z.array(z.object({ age: z.enum(AGES), cases: z.int(), people: z.int(), outstanding_fen: fen })),
  /** Money that the fund owes people, each part at the step that it has come to; it stands in no other figure. */
  owed_to_people: z.array(
    z.object({ step: z.enum(OWED_STEPS), cases: z.int(), people: z.int(), amount_fen: fen }),
  ),
  outcomes: z.array(
    z.object({
      source: z.enum(ORIGINS),
      found: z.int(),
      people: z.int(),
      substantiated: z.int(),
      unfounded: z.int(),
      unverifiable: z.int(),
      revoked: z.int(),
      undecided: z.int(),
      /** People whom this source named, first or not. */
      named_people: z.int(),
    }),
  ),
  certification: z.array(
    z.object({
      year: z.int(),
      half: z.int(),
      window_month: month,
      due: z.int(),
      certified: z.int(),
      stopped: z.int(),
      unstopped: z.int(),
    }),
  ),
  by_rule: z.array(precision),
  by_source: z.array(precision),
  /** What the papers open with, in the bureau's own words; empty while something does not tie or a filter is on. */
  narrative: z.array(z.object({ heading: z.string(), text: z.string() })),
  choices: z.object({
    townships: z.array(z.string()),
    rules: z.array(z.object({ key: z.string(), title: bilingual })),
    batches: z.array(z.object({ key: z.string(), title: z.string() })),
  }),
});

export type Overview = z.infer<typeof overviewAnswer>;

export const caseRows = z.object({
  cases: z.int(),
  people: z.int(),
  amount_fen: fen,
  rows: z.array(
    z.object({
      case_id: z.string(),
      /** Masked. */
      name: z.string(),
      township: z.string(),
      title: bilingual,
      status,
      source: z.string(),
      opened_on: day,
      amount_fen: fen,
    }),
  ),
});

export const CERTIFICATION_WAYS = ['due', 'certified', 'unstopped', 'stopped'] as const;

export const overview = {
  read: endpoint({
    id: 'overview.read',
    method: 'get',
    path: '/overview',
    summary: 'Every figure of the overview, for a period and a choice of cases',
    query: overviewQuery,
    answer: overviewAnswer,
  }),
  rows: endpoint({
    id: 'overview.rows',
    method: 'get',
    path: '/overview/rows',
    summary: 'The cases behind one figure',
    query: rowsQuery,
    answer: caseRows,
  }),
  certification: endpoint({
    id: 'overview.certification',
    method: 'get',
    path: '/overview/certification',
    summary: 'The people behind a figure of a certification window',
    query: z.object({
      ...chosen,
      year: number,
      half: number,
      way: z.enum(CERTIFICATION_WAYS),
      offset: number.default(0),
    }),
    answer: z.object({
      people: z.int(),
      rows: z.array(
        z.object({
          /** Masked. */
          name: z.string(),
          /** Masked. */
          resident_id: z.string(),
          township: z.string().nullable(),
          way: z.string(),
        }),
      ),
    }),
  }),
  export: endpoint({
    id: 'overview.export',
    method: 'post',
    path: '/overview/export',
    summary: 'The recovery summary of the period as a workbook',
    kind: 'file',
    body: z.object({ period: z.enum(PERIODS), from: day.optional(), to: day.optional() }),
  }),
};
