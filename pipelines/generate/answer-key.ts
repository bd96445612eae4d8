import type { Direction } from '../../core/finding.ts';
import type { LeadAnswer } from './model.ts';

export interface PlantedFinding {
  rule_id: string;
  /** The number as the list in question has it. */
  resident_id: string;
  name: string;
  amount_fen: number | null;
  at_risk_fen?: number;
  /** To whom the money is owed: back to the fund, or to the person. */
  direction: Direction;
  first_month: number | null;
  last_month: number | null;
  months: number | null;
  note: string;
  /** Further facts that the finding should carry. */
  facts?: Record<string, string | number>;
  /** Other numbers of the same person; a finding under one of them is the same finding. */
  also_resident_ids?: string[];
  /** Found only when both numbers are known to be one person's. */
  needs_linked_ids?: boolean;
}

export interface ExpectedSilence {
  rule_id: string;
  resident_id: string;
  name: string;
  why: string;
}

export interface FileCount {
  file: string;
  source: string;
  received: number;
  refused: number;
  ignored: number;
}

export interface AnswerKey {
  seed: number;
  as_of: string;
  first_month: number;
  last_month: number;
  /** What the office would have listed in its own settings, by the parameter of the rule that asks. */
  settings: { shared_account_allowed: string[]; listed_guardian: string[] };
  people: { person: string; name: string; resident_id: string; true_resident_id: string }[];
  findings: PlantedFinding[];
  silent: ExpectedSilence[];
  /** What is found about the office's own hands; it is nobody's to see but supervision's. */
  reserved?: Pick<PlantedFinding, 'rule_id' | 'resident_id' | 'name' | 'note'>[];
  leads: { batch: string; item: number; name: string; resident_id: string; answer: LeadAnswer }[];
  files: FileCount[];
}
