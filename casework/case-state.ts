import type { Finding } from '../core/finding.ts';
import type {
  Adjustment,
  AmountLine,
  Debtor,
  Entry,
  Instalment,
  Origin,
  Person,
  ProposedDocument,
  ServiceRecord,
} from './case-events.ts';
import type { Money } from './money.ts';
import type { Status } from './states.ts';

export interface CaseFinding {
  finding: Finding;
  is_withdrawn: boolean;
  /** The evidence a person cleared; the finding stays held back while its hash is this one. */
  cleared_hash: string | null;
  last_run: number;
}

/** Something a person should look at, until they say that they have. */
export interface Flag {
  code:
    | 'finding-attached'
    | 'finding-withdrawn'
    | 'finding-restored'
    | 'evidence-changed'
    | 'link-changed'
    | 'person-changed'
    | 'returned';
  detail: string;
  seq: number;
}

export interface AmountVersion {
  version: number;
  lines: readonly AmountLine[];
  adjustments: readonly Adjustment[];
  assessed_fen: number;
  status: 'proposed' | 'approved' | 'rejected' | 'superseded';
  fixed_by: string;
  seq: number;
}

export interface Signature {
  step: number;
  signed_by: string;
  delegate_for: string | null;
  seq: number;
}

export interface CaseDocument extends ProposedDocument {
  status: 'pending' | 'approved' | 'rejected' | 'superseded';
  signatures: readonly Signature[];
}

export interface Notice {
  notice_number: string;
  version: number;
  issued_on: string;
  served: {
    on: string;
    effective_on: string;
    pay_by_on: string;
    method: string;
    receiver: string;
    record: ServiceRecord | null;
  } | null;
  is_void: boolean;
}

export interface CaseEntry extends Entry {
  is_reversed: boolean;
  seq: number;
}

/** Days from which the clocks of a case run. */
export interface Milestones {
  hearing_on: string | null;
  published_on: string | null;
  served_on: string | null;
  pay_by_on: string | null;
  reminded_on: string | null;
  enforcement_on: string | null;
  referred_on: string | null;
  plan: readonly Instalment[];
}

export interface CaseState {
  case_id: string;
  case_number: number;
  origin: Origin;
  opened_on: string;
  opened_seq: number;
  status: Status;
  /** Where a side road (referral, review) leads back to. */
  status_before: Status | null;
  person: Person;
  debtor: Debtor;
  assignee: string | null;
  findings: Readonly<Record<string, CaseFinding>>;
  flags: readonly Flag[];
  decided: { by: string; on: string; reason: string; outcome: Status } | null;
  amounts: readonly AmountVersion[];
  documents: readonly CaseDocument[];
  notices: readonly Notice[];
  entries: readonly CaseEntry[];
  milestones: Milestones;
  notes: readonly { text: string; by: string; at: string; seq: number }[];
  money: Money;
  last_seq: number;
}

export function pendingDocument(state: CaseState): CaseDocument | null {
  return state.documents.find((document) => document.status === 'pending') ?? null;
}

/** The notice in force: the last one that was not made void. */
export function currentNotice(state: CaseState): Notice | null {
  return state.notices.findLast((notice) => !notice.is_void) ?? null;
}
