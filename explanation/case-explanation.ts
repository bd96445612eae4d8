import { z } from 'zod';
import { DIRECTIONS, type Finding, GROUND_KINDS, MATCH_STRENGTHS } from '../core/finding.ts';
import { day, fen, month } from '../core/shapes.ts';
import { SUGGESTED_KINDS } from '../core/words/case.ts';
import { LANGUAGES } from '../core/words/language.ts';
import { SUBJECTS } from '../core/words/rules.ts';

/**
 * What the published build says of a case, texts in the language asked for. The workbench answers with these shapes and
 * its pages import them: nothing may be imported here that a browser does not have.
 */

const direction = z.enum(DIRECTIONS);
const strength = z.enum(MATCH_STRENGTHS);

/** A row of a received file, as one points to it. */
export const rowPlace = z.object({
  source: z.string(),
  /** What the source is called, in the language asked for. */
  source_title: z.string(),
  file: z.string(),
  file_hash: z.string(),
  sheet: z.string(),
  row: z.int(),
  /** Until when the file speaks: its latest date, YYYY-MM-DD or YYYY-MM; null where it holds none. */
  as_of: z.string().nullable(),
});

const sentencePart = z.object({
  finding_key: z.string(),
  rule_id: z.string(),
  title: z.string(),
  text: z.string(),
  about: z.enum(SUBJECTS).nullable(),
  direction,
  match_strength: strength,
  amount_fen: fen.nullable(),
  months: z.int(),
  /** At risk but not claimed, where the rule says so. */
  at_risk_fen: fen.nullable(),
  /** What it rests on: stated by a file, taught by a person, inferred. */
  grounds: z.array(z.object({ kind: z.enum(GROUND_KINDS), text: z.string() })),
});

const caseSentence = z.object({
  /** Largest first. */
  parts: z.array(sentencePart),
  /** Claimed for the fund, each payment counted once; the ledger's own sum. */
  claim_fen: fen,
  /** Of merely possible findings, beside it. */
  possible_fen: fen,
  /** Set where two findings speak of one payment: 同一笔款只计一次. */
  overlap_note: z.string().nullable(),
});

const caution = z.object({
  code: z.enum(['month-edge', 'weak-link', 'stale-source', 'contrary-evidence', 'dates-differ', 'withdrawn']),
  text: z.string(),
  finding_key: z.string().nullable(),
});

/** From (included) to (excluded), counted in UTF-16 units of the text beside it. */
const characterRange = z.tuple([z.int(), z.int()]);

const comparisonMark = z.enum(['same', 'written', 'contradicts', 'missing']);

/**
 * Why a cell says nothing: nobody knows, there is none, it was left blank, its list has no such column, no list that would
 * tell has come, or one came and was not read.
 */
const gap = z.enum(['unknown', 'none', 'blank', 'no-column', 'not-come', 'not-read']);

const comparisonRow = z.object({
  field: z.enum(['name', 'number', 'sex-age', 'address', 'status-date', 'source']),
  label: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  /** Set where the cell beside it is null and there is a row. */
  left_gap: gap.nullable(),
  right_gap: gap.nullable(),
  /** Null for what is not compared: where the row stands. */
  mark: comparisonMark.nullable(),
  mark_text: z.string().nullable(),
  left_marks: z.array(characterRange),
  right_marks: z.array(characterRange),
});

const sideComparison = z.object({
  finding_key: z.string(),
  left: rowPlace.nullable(),
  right: rowPlace.nullable(),
  rows: z.array(comparisonRow),
  counts: z.record(comparisonMark, z.int()),
  /** Said where a row could not be read again. */
  unreadable: z.string().nullable(),
});

const ownCell = z.object({
  text: z.string().nullable(),
  /** Set where `text` is null. */
  gap: gap.nullable(),
  /** Where it differs from the same cell of the first row. */
  marks: z.array(characterRange),
});

/** What a finding rests on in its own shape, beside months: payments made once, numbers, an account's people, lists. */
const ownTable = z.object({
  finding_key: z.string(),
  kind: z.enum(['payments', 'identities', 'accounts', 'lists']),
  title: z.string(),
  /** What one row is, and in what money is told. */
  unit: z.string(),
  columns: z.array(z.object({ code: z.string(), label: z.string(), is_number: z.boolean() })),
  rows: z.array(
    z.object({ cells: z.array(ownCell), place: rowPlace.nullable(), is_in_question: z.boolean() }),
  ),
  total: z.string().nullable(),
});

const timelinePayment = z.object({
  line_id: z.string(),
  /** Entitlement month. */
  month,
  paid_month: month.nullable(),
  amount_fen: fen,
  kind: z.enum(['settled', 'returned', 'unsettled', 'arrears']),
  state_text: z.string(),
  is_claimed: z.boolean(),
});

const timelineEvent = z.object({
  kind: z.enum(['life', 'death', 'grant', 'stop', 'other']),
  code: z.string(),
  on: z.string().nullable(),
  month,
  label: z.string(),
  amount_fen: fen.nullable(),
  place: rowPlace.nullable(),
  /** Speaks against the finding: a sign of life after the death, say. */
  is_contrary: z.boolean(),
});

/** The months in question: overpaid, owed to the person, or at risk without a claim. */
const timelineBand = z.object({
  kind: z.enum(['claim', 'owed', 'at-risk']),
  from_month: month,
  to_month: month,
  months: z.int(),
  /** How many payments, where what is in question is paid once and not by the month. */
  payments: z.int().nullable(),
  amount_fen: fen,
  label: z.string(),
});

const timeline = z.object({
  first_month: month,
  last_month: month,
  months: z.array(month),
  payments: z.array(timelinePayment),
  events: z.array(timelineEvent),
  /** Claimed per month, over all findings of the case, each payment counted once. */
  claimed_months: z.array(z.object({ month, amount_fen: fen })),
  band: timelineBand.nullable(),
  /** From this month on nothing more was paid; null where the latest roster still pays. */
  stopped_from: month.nullable(),
  contrary: z.array(timelineEvent),
});

const monthRow = z.object({
  line_id: z.string(),
  month: month.nullable(),
  paid_month: month.nullable(),
  /** What was paid, whether or not any of it is claimed; null where the line is no pension. */
  paid_fen: fen.nullable(),
  components: z.record(z.string(), fen),
  amount_fen: fen.nullable(),
});

const rateNote = z.object({
  from_month: month,
  to_month: month,
  text: z.string(),
  parts: z.array(z.object({ code: z.string(), label: z.string(), amount_fen: fen })),
  basis: z.array(z.string()),
});

/** The month sheet of one finding; its total is the finding's amount to the fen, or `ties` is false. */
const monthSheet = z.object({
  finding_key: z.string(),
  rule_id: z.string(),
  direction,
  /** What one row of it is: a month of a pension, or a payment made once. */
  unit: z.enum(['month', 'payment']),
  columns: z.array(z.object({ code: z.string(), label: z.string() })),
  rows: z.array(monthRow),
  totals: z.object({
    components: z.record(z.string(), fen),
    amount_fen: fen.nullable(),
    months: z.int(),
  }),
  ties: z.boolean(),
  rates: z.array(rateNote),
  notes: z.array(z.string()),
});

const innocentExplanation = z.object({
  /** The same from night to night while the rule says it: what a ticked box is kept under. */
  key: z.string(),
  finding_key: z.string(),
  rule_id: z.string(),
  text: z.string(),
  verdict: z.enum(['unsupported', 'look']),
  looked_at: z.string(),
});

const linkBar = z.object({
  field: z.enum(['number', 'name', 'birth', 'sex', 'place', 'contact']),
  label: z.string(),
  /** Longer speaks more strongly; below zero it speaks against. */
  length: z.number(),
  words: z.string(),
  /** Held within the number already, and not counted again. */
  is_striped: z.boolean(),
});

const linkExplanation = z.object({
  place: rowPlace,
  /** Null where the two rows were kept apart. */
  strength: strength.nullable(),
  /** By which rule the row was put down to the person, and that rule in words. */
  basis: z.string(),
  basis_text: z.string(),
  verdict: z.string(),
  bars: z.array(linkBar),
  against: z.array(z.string()),
  vetoes: z.array(z.string()),
  /** A number proposed for a damaged one; a person confirms it. */
  proposed_id: z.string().nullable(),
});

const deathDate = z.object({
  source_kind: z.string(),
  label: z.string(),
  place: rowPlace.nullable(),
  on: z.string().nullable(),
  month,
  role: z.enum(['death', 'upper-bound', 'revoked']),
  /** What would be claimed if this date were adopted; null where it is no date of death. */
  amount_fen: fen.nullable(),
  months: z.int().nullable(),
  is_adopted: z.boolean(),
});

const debtorSuggestion = z.object({
  kind: z.enum(SUGGESTED_KINDS),
  name: z.string(),
  relation: z.string().nullable(),
  /** Where the list that names them has it. */
  resident_id: z.string().nullable(),
  why: z.string(),
  place: rowPlace.nullable(),
});

const citableText = z.object({
  rule_id: z.string(),
  text: z.string(),
  article: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
});

const casePerson = z.object({
  person_id: z.string(),
  name: z.string(),
  resident_id: z.string().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  /** At the night's day. */
  age: z.int().nullable(),
  township: z.string().nullable(),
  village: z.string().nullable(),
});

const caseExplanation = z.object({
  run: z.int(),
  as_of: day,
  language: z.enum(LANGUAGES),
  is_masked: z.boolean(),
  person: casePerson,
  sentence: caseSentence,
  cautions: z.array(caution),
  sides: z.array(sideComparison),
  own_tables: z.array(ownTable),
  timeline,
  months: z.array(monthSheet),
  explanations: z.array(innocentExplanation),
  link: z.array(linkExplanation),
  sources_dates: z.array(deathDate),
  debtor_suggestions: z.array(debtorSuggestion),
  basis: z.array(citableText),
  is_contrary: z.boolean(),
});

/** What the case page is told of it: all but the key by which the build knows the person. */
export const caseEvidence = caseExplanation
  .omit({ language: true, is_masked: true })
  .extend({ person: casePerson.omit({ person_id: true }) });

export type RowPlace = z.infer<typeof rowPlace>;
export type SentencePart = z.infer<typeof sentencePart>;
export type CaseSentence = z.infer<typeof caseSentence>;
export type Caution = z.infer<typeof caution>;
export type CharacterRange = z.infer<typeof characterRange>;
export type ComparisonMark = z.infer<typeof comparisonMark>;
export type ComparisonRow = z.infer<typeof comparisonRow>;
export type ComparisonField = ComparisonRow['field'];
export type SideComparison = z.infer<typeof sideComparison>;
export type OwnTable = z.infer<typeof ownTable>;
export type OwnCell = z.infer<typeof ownCell>;
export type Gap = z.infer<typeof gap>;
export type TimelinePayment = z.infer<typeof timelinePayment>;
export type TimelineEvent = z.infer<typeof timelineEvent>;
export type EventKind = TimelineEvent['kind'];
export type Timeline = z.infer<typeof timeline>;
export type MonthRow = z.infer<typeof monthRow>;
export type RateNote = z.infer<typeof rateNote>;
export type MonthSheet = z.infer<typeof monthSheet>;
export type InnocentExplanation = z.infer<typeof innocentExplanation>;
export type LinkBar = z.infer<typeof linkBar>;
export type LinkField = LinkBar['field'];
export type LinkExplanation = z.infer<typeof linkExplanation>;
export type DeathDate = z.infer<typeof deathDate>;
export type DebtorSuggestion = z.infer<typeof debtorSuggestion>;
export type CitableText = z.infer<typeof citableText>;
export type CasePerson = z.infer<typeof casePerson>;
export type CaseEvidence = z.infer<typeof caseEvidence>;

/** Everything the case page shows that comes from the published build. */
export type CaseExplanation = z.infer<typeof caseExplanation>;

export interface ExplainRequest {
  person_id: string;
  /** As the ledger keeps them. */
  findings: readonly Finding[];
  language: CaseExplanation['language'];
  /** Numbers, names and accounts in full; the caller has recorded who looks and why. */
  unmasked?: boolean;
  /** The person's own name in full, for whoever holds the case; all else stays masked. */
  show_name?: boolean;
}
