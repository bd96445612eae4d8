/** How sure the link between the rows of a finding is, weakest first when sorted by `STRENGTH_RANK`. */
export const MATCH_STRENGTHS = ['confirmed', 'probable', 'possible'] as const;

export type MatchStrength = (typeof MATCH_STRENGTHS)[number];

/** The same in the words of the office. */
export const STRENGTH_TITLES: Readonly<Record<MatchStrength, { zh: string; en: string }>> = {
  confirmed: { zh: '确证', en: 'confirmed' },
  probable: { zh: '较可能', en: 'probable' },
  possible: { zh: '可能', en: 'possible' },
};

export const STRENGTH_RANK: Record<MatchStrength, number> = { possible: 1, probable: 2, confirmed: 3 };

/** Whom the money of a finding is owed to: overpaid money to the fund, underpaid money to the person. */
export const DIRECTIONS = ['fund', 'person', 'none'] as const;

export type Direction = (typeof DIRECTIONS)[number];

/** One offending line of a finding: a month and what of it is claimed, with the row it stands in. */
export interface FindingLine {
  line_id: string;
  /** Entitlement month as YYYYMM; null where the rule has no month. */
  month: number | null;
  /** Claimed part of the line in fen; null where the rule claims no money. */
  amount_fen: number | null;
  /** Parts of the claimed amount, in fen, by component name (basic, age_topup, long_topup, account, disability, arrears). */
  components: Record<string, number>;
}

/** A row of a received file that a finding rests on. */
export interface EvidenceRow {
  role: 'line' | 'counter';
  source: string;
  file: string;
  /** SHA-256 of the received file. */
  file_hash: string;
  sheet: string;
  row: number;
}

/** A value that a rule read for a finding, with the months for which it holds; of a list all of its elements. */
export interface ReadValue {
  name: string;
  from: number;
  to: number;
  values: (string | number)[];
}

export const GROUND_KINDS = ['stated', 'taught', 'inferred'] as const;

/**
 * One thing that a finding rests on, with how sure it is: `stated` by the offices' files, `taught` by a person of this
 * office, or `inferred` from what was stated.
 */
export interface Ground {
  kind: (typeof GROUND_KINDS)[number];
  zh: string;
  en: string;
}

/**
 * What the nightly run hands to the casebook: one lead about one person and one occurrence.
 * `finding_key` = rule + person + occurrence; it stays the same from night to night and when the rule's version changes.
 */
export interface Finding {
  finding_key: string;
  rule_id: string;
  rule_version: string;
  title: string;
  direction: Direction;
  person_id: string;
  occurrence_key: string;
  /** The number as received, unmasked; null where the row had none. */
  resident_id: string | null;
  name: string;
  township: string | null;
  village: string | null;
  amount_fen: number | null;
  months: number;
  first_month: number | null;
  last_month: number | null;
  match_strength: MatchStrength;
  /** The sentence shown to a person. */
  reason: string;
  facts: Record<string, string | number | boolean | null>;
  lines: FindingLine[];
  evidence: EvidenceRow[];
  /** What it rests on and how sure that is; absent in findings from before it was kept. No part of the evidence hash. */
  grounds?: Ground[];
  /** The values it was found with; absent in findings from before they were kept. No part of the evidence hash. */
  values?: ReadValue[];
  /** Hash of amount, direction, lines, facts and evidence content: a change of it is a change of the evidence. */
  evidence_hash: string;
}

/** Whether two nights found the same about the same: the evidence, and whose the money is. */
export function isSameEvidence(
  one: Pick<Finding, 'evidence_hash' | 'direction'>,
  other: Pick<Finding, 'evidence_hash' | 'direction'>,
): boolean {
  return one.evidence_hash === other.evidence_hash && one.direction === other.direction;
}
