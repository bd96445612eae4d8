import type { Language } from '../casework/rule-pack/sentence.ts';
import type { Direction, Finding, MatchStrength } from '../core/finding.ts';
import type { Subject } from '../core/words/rules.ts';

/** A row of a received file, as one points to it. */
export interface RowPlace {
  source: string;
  /** What the source is called, in the language asked for. */
  source_title: string;
  file: string;
  file_hash: string;
  sheet: string;
  row: number;
  /** Until when the file speaks: its latest date, YYYY-MM-DD or YYYY-MM; null where it holds none. */
  as_of: string | null;
}

export interface SentencePart {
  finding_key: string;
  rule_id: string;
  title: string;
  text: string;
  about: Subject | null;
  direction: Direction;
  match_strength: MatchStrength;
  amount_fen: number | null;
  months: number;
  /** At risk but not claimed, where the rule says so. */
  at_risk_fen: number | null;
}

export interface CaseSentence {
  /** Largest first. */
  parts: SentencePart[];
  /** Claimed for the fund, each payment counted once; the ledger's own sum. */
  claim_fen: number;
  /** Set where two findings speak of one payment: 同一笔款只计一次. */
  overlap_note: string | null;
}

export type CautionCode =
  | 'month-edge'
  | 'weak-link'
  | 'stale-source'
  | 'contrary-evidence'
  | 'dates-differ'
  | 'withdrawn';

export interface Caution {
  code: CautionCode;
  text: string;
  finding_key: string | null;
}

export type ComparisonField = 'name' | 'number' | 'sex-age' | 'address' | 'status-date' | 'source';
export type ComparisonMark = 'same' | 'written' | 'contradicts' | 'missing';

/** From (included) to (excluded), counted in UTF-16 units of the text beside it. */
export type CharacterRange = [from: number, to: number];

export interface ComparisonRow {
  field: ComparisonField;
  label: string;
  left: string | null;
  right: string | null;
  /** Null for what is not compared: where the row stands. */
  mark: ComparisonMark | null;
  mark_text: string | null;
  left_marks: CharacterRange[];
  right_marks: CharacterRange[];
}

export interface SideComparison {
  finding_key: string;
  left: RowPlace | null;
  right: RowPlace | null;
  rows: ComparisonRow[];
  counts: Record<ComparisonMark, number>;
  /** Said where a row could not be read again. */
  unreadable: string | null;
}

export type PaymentKind = 'settled' | 'returned' | 'unsettled' | 'arrears';

export interface TimelinePayment {
  line_id: string;
  /** Entitlement month YYYYMM. */
  month: number;
  paid_month: number | null;
  amount_fen: number;
  kind: PaymentKind;
  state_text: string;
  is_claimed: boolean;
}

export type EventKind = 'life' | 'death' | 'grant' | 'stop' | 'other';

export interface TimelineEvent {
  kind: EventKind;
  code: string;
  on: string | null;
  month: number;
  label: string;
  amount_fen: number | null;
  place: RowPlace | null;
  /** Speaks against the finding: a sign of life after the death, say. */
  is_contrary: boolean;
}

/** The months in question: overpaid, owed to the person, or at risk without a claim. */
export interface TimelineBand {
  kind: 'claim' | 'owed' | 'at-risk';
  from_month: number;
  to_month: number;
  months: number;
  amount_fen: number;
  label: string;
}

export interface Timeline {
  first_month: number;
  last_month: number;
  months: number[];
  payments: TimelinePayment[];
  events: TimelineEvent[];
  /** Claimed per month, over all findings of the case, each payment counted once. */
  claimed_months: { month: number; amount_fen: number }[];
  band: TimelineBand | null;
  /** From this month on nothing more was paid; null where the latest roster still pays. */
  stopped_from: number | null;
  contrary: TimelineEvent[];
}

export interface MonthRow {
  line_id: string;
  month: number | null;
  paid_month: number | null;
  components: Record<string, number>;
  amount_fen: number | null;
}

export interface RateNote {
  from_month: number;
  to_month: number;
  text: string;
  parts: { code: string; label: string; amount_fen: number }[];
  basis: string[];
}

/** The month sheet of one finding; its total is the finding's amount to the fen, or `ties` is false. */
export interface MonthSheet {
  finding_key: string;
  rule_id: string;
  direction: Direction;
  columns: { code: string; label: string }[];
  rows: MonthRow[];
  totals: { components: Record<string, number>; amount_fen: number | null; months: number };
  ties: boolean;
  rates: RateNote[];
  notes: string[];
}

export interface InnocentExplanation {
  /** The same from night to night while the rule says it: what a ticked box is kept under. */
  key: string;
  finding_key: string;
  rule_id: string;
  text: string;
  verdict: 'unsupported' | 'look';
  looked_at: string;
}

export type LinkField = 'number' | 'name' | 'birth' | 'sex' | 'place' | 'contact';

export interface LinkBar {
  field: LinkField;
  label: string;
  /** Longer speaks more strongly; below zero it speaks against. */
  length: number;
  words: string;
  /** Held within the number already, and not counted again. */
  is_striped: boolean;
}

export interface LinkExplanation {
  place: RowPlace;
  /** Null where the two rows were kept apart. */
  strength: MatchStrength | null;
  /** By which rule the row was put down to the person, and that rule in words. */
  basis: string;
  basis_text: string;
  verdict: string;
  bars: LinkBar[];
  against: string[];
  vetoes: string[];
  /** A number proposed for a damaged one; a person confirms it. */
  proposed_id: string | null;
}

export interface DeathDate {
  source_kind: string;
  label: string;
  place: RowPlace | null;
  on: string | null;
  month: number;
  role: 'death' | 'upper-bound' | 'revoked';
  /** What would be claimed if this date were adopted; null where it is no date of death. */
  amount_fen: number | null;
  months: number | null;
  is_adopted: boolean;
}

export interface DebtorSuggestion {
  kind: 'account-holder' | 'grant-applicant' | 'reporter';
  name: string;
  relation: string | null;
  why: string;
  place: RowPlace | null;
}

export interface CitableText {
  rule_id: string;
  text: string;
  article: string | null;
  from: string;
  to: string | null;
}

export interface CasePerson {
  person_id: string;
  name: string;
  resident_id: string | null;
  sex: 'male' | 'female' | null;
  /** At the night's day. */
  age: number | null;
  township: string | null;
  village: string | null;
}

/** Everything the case page shows that comes from the published build. */
export interface CaseExplanation {
  run: number;
  as_of: string;
  language: Language;
  is_masked: boolean;
  person: CasePerson;
  sentence: CaseSentence;
  cautions: Caution[];
  sides: SideComparison[];
  timeline: Timeline;
  months: MonthSheet[];
  explanations: InnocentExplanation[];
  link: LinkExplanation[];
  sources_dates: DeathDate[];
  debtor_suggestions: DebtorSuggestion[];
  basis: CitableText[];
  is_contrary: boolean;
}

export interface ExplainRequest {
  person_id: string;
  /** As the ledger keeps them. */
  findings: readonly Finding[];
  language: Language;
  /** Numbers, names and accounts in full; the caller has recorded who looks and why. */
  unmasked?: boolean;
  /** The person's own name in full, for whoever holds the case; all else stays masked. */
  show_name?: boolean;
}
