import type { AmountLine } from '../core/claim.ts';
import type { Finding, MatchStrength } from '../core/finding.ts';
import { findLast, lastOf } from '../core/lists.ts';
import type {
  AMOUNT_STATUSES,
  BackPaymentChannel,
  ClearGround,
  FlagCode,
  Nature,
  Origin,
  ServiceMethod,
} from '../core/words/case.ts';
import type { DOCUMENT_STATUSES, NoticeKindName } from '../core/words/documents.ts';
import type {
  Adjustment,
  AttachedFile,
  Debtor,
  Entry,
  Instalment,
  LookedAtExplanation,
  Payee,
  Person,
  ProposedDocument,
  ServiceAttempt,
  ServiceRecord,
  Statement,
  StruckMonth,
} from './case-events.ts';
import type { Money } from './money-columns.ts';
import type { Status } from './states.ts';

export interface CaseFinding {
  finding: Finding;
  is_withdrawn: boolean;
  /** The evidence a person cleared; the finding stays held back while its hash is this one. */
  cleared_hash: string | null;
  last_run: number;
  /** The night that first attached it: its number, the day of its data, and the day it ran. */
  found: { run: number; as_of: string; on: string };
}

/** Something a person should look at, until they say that they have. */
export interface Flag {
  code: FlagCode;
  detail: string;
  seq: number;
}

export interface AmountVersion {
  version: number;
  lines: readonly AmountLine[];
  adjustments: readonly Adjustment[];
  struck: readonly StruckMonth[];
  assessed_fen: number;
  status: (typeof AMOUNT_STATUSES)[number];
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
  status: (typeof DOCUMENT_STATUSES)[number];
  signatures: readonly Signature[];
  /** Who sent it back to its maker, and why; null while nobody has. */
  sent_back: { by: string; at: string; reason: string } | null;
}

export interface Notice {
  notice_number: string;
  version: number;
  /** Which letter it went out as; absent of one from before that was written. */
  kind?: NoticeKindName;
  /** The cases that it is about together, the one that keeps its number first; absent of one case alone. */
  joint?: readonly string[];
  issued_on: string;
  /** The record by which it was issued. */
  seq: number;
  served: {
    on: string;
    effective_on: string;
    pay_by_on: string;
    method: ServiceMethod;
    receiver: string;
    record: ServiceRecord | null;
  } | null;
  is_void: boolean;
  /** Ways of service that came to nothing; absent where none was recorded. */
  attempts?: readonly ServiceAttempt[];
}

export interface CaseEntry extends Entry {
  is_reversed: boolean;
  recorded_by: string;
  /** Of a receipt: the second person who looked; null until then. It counts either way. */
  confirmed_by: string | null;
  seq: number;
}

/** Money that the fund owes a person, from its last signature on; it stands beside every claim and in none. */
export interface BackPayment {
  document_id: string;
  amount_fen: number;
  /** What it makes good: a finding that has gone since owes nothing any more, and its payment covers nothing new. */
  findings: readonly string[];
  payee: Payee;
  /** Whoever asked for it does not pay it. */
  makers: readonly string[];
  signed_on: string;
  paid: { on: string; channel: BackPaymentChannel; reference: string | null; by: string; seq: number } | null;
  acknowledged: { on: string; receiver: string; evidence: string } | null;
}

/** What was said, and who was to owe then. */
export interface HeldStatement extends Statement {
  seq: number;
  debtor_seq: number;
}

/** A refund with its last signature; the money moves when it is paid. */
export interface SignedRefund {
  document_id: string;
  amount_fen: number;
  /** Whoever asked for it does not pay it. */
  makers: readonly string[];
  signed_on: string;
  /** The entry by which it was paid last; null while it was not. */
  entry_id: string | null;
}

/** Who owes, and what was told to them. */
export interface Owing {
  debtor: Debtor;
  debtor_seq: number;
  is_other_heard: boolean;
  hearing_on: string | null;
  hearing_told_fen: number | null;
  hearings: readonly string[];
}

/** Days from which the clocks of a case run. */
export interface Milestones {
  hearing_on: string | null;
  /** What was told then to be claimed; null where no amount was fixed or none was written down. */
  hearing_told_fen: number | null;
  /** Every day on which it was told to whoever is to owe now, the last one among them. */
  hearings: readonly string[];
  published_on: string | null;
  served_on: string | null;
  pay_by_on: string | null;
  /** When a review that left the notice as it was reached the debtor; absent where none did. */
  review_received_on?: string;
  reminded_on: string | null;
  enforcement_on: string | null;
  referred_on: string | null;
  plan: readonly Instalment[];
}

export const NO_MILESTONES: Milestones = {
  hearing_on: null,
  hearing_told_fen: null,
  hearings: [],
  published_on: null,
  served_on: null,
  pay_by_on: null,
  reminded_on: null,
  enforcement_on: null,
  referred_on: null,
  plan: [],
};

/** What a person decided, with what they looked at. */
export interface Decision {
  by: string;
  on: string;
  reason: string;
  outcome: Status;
  explanations: readonly LookedAtExplanation[];
  nature: Nature | null;
  basis: readonly string[];
  contrary_reason: string | null;
  ground: ClearGround | null;
  missing: string | null;
  review_on: string | null;
  /** By which finding the case was known when it was decided. */
  rule_id: string | null;
  match_strength: MatchStrength | null;
  /** Whole minutes since somebody took the case or was given it; null where nobody had it. */
  minutes: number | null;
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
  /** The record since which it is this debtor: what was written, told or said before was so to or by another. */
  debtor_seq: number;
  /** Whether somebody who was to owe before this one was told what was meant to be decided. */
  is_other_heard: boolean;
  /** While another debtor waits for signatures: against whom the amount in force was approved. */
  approved_debtor: Owing | null;
  /** Others who were to owe before, as they were told: named again, they have been told. */
  former_debtors: readonly Owing[];
  /** By which record it became whose debt, in the order in which it happened. */
  namings: readonly { seq: number; debtor_seq: number }[];
  assignee: string | null;
  /** Until when the assignee keeps others from changing the case; null where they did not take it. */
  locked_until: string | null;
  /** Since when the assignee has it. */
  held_since: string | null;
  is_priority: boolean;
  findings: Readonly<Record<string, CaseFinding>>;
  flags: readonly Flag[];
  decided: Decision | null;
  amounts: readonly AmountVersion[];
  documents: readonly CaseDocument[];
  statements: readonly HeldStatement[];
  notices: readonly Notice[];
  entries: readonly CaseEntry[];
  back_payments: readonly BackPayment[];
  refunds: readonly SignedRefund[];
  milestones: Milestones;
  notes: readonly { text: string; by: string; at: string; seq: number }[];
  files: readonly (AttachedFile & { by: string; at: string; seq: number })[];
  money: Money;
  last_seq: number;
}

export function pendingDocument(state: CaseState): CaseDocument | null {
  return state.documents.find((document) => document.status === 'pending') ?? null;
}

/** Refunds that were signed and have not gone out, or came back. */
export function unpaidRefunds({ refunds, entries }: Pick<CaseState, 'refunds' | 'entries'>): SignedRefund[] {
  const standing = new Set(entries.filter(({ is_reversed }) => !is_reversed).map(({ entry_id }) => entry_id));
  return refunds.filter(({ entry_id }) => entry_id === null || !standing.has(entry_id));
}

/** Back payments that were signed and have not gone out, or came back. */
export function unpaidBackPayments({ back_payments }: Pick<CaseState, 'back_payments'>): BackPayment[] {
  return back_payments.filter(({ paid }) => paid === null);
}

/** The notice in force: the last one that was not made void; none of a decision that was revoked and made anew. */
export function currentNotice(state: CaseState): Notice | null {
  const { amounts, documents } = state;
  const revoked = findLast(documents, ({ kind, status }) => kind === 'revocation' && status === 'approved');
  const revoked_seq = lastOf(revoked?.signatures ?? [])?.seq ?? 0;
  const isAnew = (lastOf(amounts)?.seq ?? 0) > revoked_seq;
  return findLast(state.notices, ({ is_void, seq }) => !is_void && !(isAnew && seq < revoked_seq)) ?? null;
}

/** What whoever owes now has said; what another one said, whom the case named before, is not held against them. */
export function ownStatements({
  statements,
  debtor_seq,
}: Pick<CaseState, 'statements' | 'debtor_seq'>): HeldStatement[] {
  return statements.filter((one) => one.debtor_seq === debtor_seq);
}
