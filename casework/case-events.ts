import type { AmountLine } from '../core/claim.ts';
import type { Finding } from '../core/finding.ts';
import type {
  BackPaymentChannel,
  ClearGround,
  EntryKind,
  FailingMethod,
  Nature,
  Origin,
  ReviewKind,
  ServiceMethod,
  STATEMENT_ENDINGS,
} from '../core/words/case.ts';
import type { CaseEventType } from '../core/words/case-events.ts';
import type { DocumentKind, NoticeKindName } from '../core/words/documents.ts';
import type { ApprovalStep } from './approval-chain.ts';
import type { Status } from './states.ts';

export interface Person {
  person_id: string;
  name: string;
  resident_id: string | null;
  township: string | null;
  village: string | null;
}

/** Who owes the money: the beneficiary, or whoever drew it after a death. */
export interface Debtor {
  name: string;
  relation: string;
  resident_id: string | null;
  address: string | null;
  /** Absent in events from before it was asked. */
  phone?: string | null;
  /** An office or a company; its number is its social credit code. */
  is_office?: boolean;
  /** Where the parts come from: the household register, the bank, the person themselves. */
  sources?: Readonly<Partial<Record<'name' | 'resident_id' | 'address' | 'phone', string>>>;
  /** What shows that this person drew the money. */
  evidence: string | null;
}

/** An innocent explanation somebody looked at, and what they found; null where nothing was found. */
export interface LookedAtExplanation {
  text: string;
  finding: string | null;
  /** Which finding it would explain; absent in events from before it was kept. */
  finding_key?: string;
}

/** A claimed month that a person leaves out of the amount. */
export interface StruckMonth {
  month: number;
  reason: string;
}

export interface Adjustment {
  reason: string;
  amount_fen: number;
}

/** One thing that changed about a finding, as it was and as it is. */
export interface FieldChange {
  field: string;
  before: string | number | null;
  after: string | number | null;
}

/** To whom money is paid that the fund owes: the person, or whoever takes their place. */
export interface Payee {
  name: string;
  relation: string;
  resident_id: string | null;
  account: string | null;
}

export interface ProposedDocument {
  document_id: string;
  kind: DocumentKind;
  amount_fen: number;
  ground: string;
  /** Of a clearing: why the lead came to nothing; absent in events from before grounds were asked for. */
  clear_ground?: ClearGround | null;
  /** Of a decision: which version of the amount it fixes. */
  version: number | null;
  /** Of a back payment: who gets it. */
  payee?: Payee | null;
  chain_id: string;
  steps: readonly ApprovalStep[];
  /** Everybody whose work this is; none of them takes a step that checks it. */
  makers: readonly string[];
  status_before: Status;
}

/** Money that moved in a case. */
export interface Entry {
  entry_id: string;
  kind: EntryKind;
  amount_fen: number;
  on: string;
  /** Where it came from or went: bank, cash, later-benefits, account-balance, funeral-grant … */
  channel: string;
  payer: string | null;
  bank_line_id: string | null;
  note: string | null;
}

export interface Instalment {
  due_on: string;
  amount_fen: number;
}

/** What the receipt of service says beside day and receiver; the two who served it sign it. */
export interface ServiceRecord {
  servers: readonly string[];
  place: string | null;
  /** Why somebody else took it, or why it was left. */
  reason: string | null;
  witness: string | null;
  post_number: string | null;
  /** What the receiver is to the addressee, where it was somebody else. */
  receiver_relation?: string | null;
}

/** One try to bring a paper to its reader that failed. */
export interface ServiceAttempt {
  method: FailingMethod;
  on: string;
  reason: string;
  servers: readonly string[];
  post_number: string | null;
  /** Who confirms that nobody knows where the reader is; null where that was not so. */
  unknown_by: string | null;
}

/** A file that somebody put to a case. */
export interface AttachedFile {
  /** As it was called, without a path. */
  name: string;
  bytes: number;
  sha256: string;
  note: string | null;
}

/** What somebody said before a decision, and what the office made of it. */
export interface Statement {
  on: string;
  speaker: string;
  place: string | null;
  /** The two who wrote it down. */
  takers: readonly string[];
  said: string;
  /** What was found on looking into it; null while nobody has. */
  response: string | null;
  /** Whether the speaker said that this was all; absent in events from before that was asked. */
  ending?: (typeof STATEMENT_ENDINGS)[number];
}

interface Seen {
  run: number;
  as_of: string;
}

/** What each event of a case says. `to` is the state the case is in from then on, kept as a fact. */
export interface CasePayloads extends Record<CaseEventType, object> {
  CaseOpened: { person: Person; origin: Origin; case_number: number; opened_on: string; run: number | null };
  FindingAttached: Seen & { finding: Finding };
  FindingChanged: Seen & { finding: Finding; changes: readonly FieldChange[]; is_evidence_changed: boolean };
  FindingWithdrawn: Seen & { finding_key: string };
  FindingRestored: Seen & { finding: Finding; changes: readonly FieldChange[] };
  PersonChanged: Seen & { person: Person; changes: readonly FieldChange[] };
  CaseReturned: { because: readonly string[]; to: Status };
  CaseAssigned: { assignee: string; to: Status };
  /** The end of the lock is said here, so that no fold reads a clock. */
  CaseTaken: { assignee: string; locked_until: string; to: Status };
  CasePutBack: { reason: string | null; to: Status };
  CasePrioritised: { is_priority: boolean };
  DebtorNamed: { debtor: Debtor };
  /** What is marked optional here is absent in events from before the case page asked for it. */
  CaseSubstantiated: {
    reason: string;
    on: string;
    explanations?: readonly LookedAtExplanation[];
    nature?: Nature | null;
    /** Texts of law in force in the months claimed. */
    basis?: readonly string[];
    /** Why, although some evidence speaks against it. */
    contrary_reason?: string | null;
    to: Status;
  };
  CaseCleared: { reason: string; on: string; ground?: ClearGround | null; to: Status };
  CaseLeftUnverifiable: {
    reason: string;
    on: string;
    missing?: string | null;
    review_on?: string | null;
    to: Status;
  };
  AmountFixed: {
    version: number;
    lines: readonly AmountLine[];
    adjustments: readonly Adjustment[];
    /** Claimed months left out; absent where none was. */
    struck?: readonly StruckMonth[];
    assessed_fen: number;
    to: Status;
  };
  DocumentProposed: { document: ProposedDocument };
  StepApproved: {
    document_id: string;
    step: number;
    signed_by: string;
    /** Whose signature it stands for, where somebody signed as a delegate. */
    delegate_for: string | null;
    is_final: boolean;
    entry: Entry | null;
    to: Status;
  };
  DocumentRejected: { document_id: string; step: number; signed_by: string; reason: string; to: Status };
  HearingOffered: {
    on: string;
    /** The amount that was told; absent in events from before it was written, null where none was fixed yet. */
    told_fen?: number | null;
    /** The prior notice whose service this was; absent where it was told in another way. */
    document_number?: string;
  };
  StatementTaken: { heard: Statement };
  NoticeIssued: {
    notice_number: string;
    version: number;
    on: string;
    /** Which letter it went out as; absent in events from before that was written. */
    kind?: NoticeKindName;
    /** The cases of one person that this one paper is about, the one that keeps its number first; absent of one case alone. */
    joint?: readonly string[];
    to: Status;
  };
  NoticeVoided: { notice_number: string; reason: string; to: Status };
  /** A way of service that was tried and came to nothing. */
  ServiceFailed: { notice_number: string; attempt: ServiceAttempt; to: Status };
  NoticeServed: {
    notice_number: string;
    method: ServiceMethod;
    receiver: string;
    /** The day of hand-over, or of publication for a public notice. */
    on: string;
    /** From when it counts as served. */
    effective_on: string;
    pay_by_on: string;
    /** Absent in events from before receipts of service were kept. */
    record?: ServiceRecord;
    to: Status;
  };
  ReceiptRecorded: { entry: Entry; to: Status };
  /** A second person has seen the statement or the receipt book; the money counted from the first. */
  ReceiptConfirmed: { entry_id: string };
  OffsetMade: { entry: Entry; consent: string | null; to: Status };
  EntryReversed: { entry_id: string; reason: string; on: string; to: Status };
  InstalmentsAgreed: { plan: readonly Instalment[]; agreed_on: string; to: Status };
  CaseOverdue: { on: string; because: string; to: Status };
  ReminderServed: { on: string; to: Status };
  EnforcementApplied: { on: string; court: string; to: Status };
  CaseReferred: { on: string; office: string; ground: string; to: Status };
  ReferralReturned: { reason: string; to: Status };
  ReviewOpened: { on: string; kind: ReviewKind; to: Status };
  /** `received_on` is when it reached the debtor; absent from before that was asked. */
  ReviewUpheld: { on: string; received_on?: string; to: Status };
  /** Money that came in too much went back; before this was written, the last signature was the entry. */
  RefundPaid: { document_id: string; entry: Entry; to: Status };
  BackPaymentMade: {
    document_id: string;
    amount_fen: number;
    on: string;
    channel: BackPaymentChannel;
    /** Voucher or batch by which it can be found at the bank. */
    reference: string | null;
  };
  BackPaymentReturned: { document_id: string; on: string; reason: string };
  BackPaymentAcknowledged: {
    document_id: string;
    on: string;
    receiver: string;
    /** What shows that it arrived: a signature, a line of the bank return. */
    evidence: string;
    to: Status;
  };
  CaseReopened: { reason: string; to: Status };
  NoteAdded: { text: string };
  /** The bytes lie in the workspace under their hash; this is what says that they were put to the case. */
  FileAttached: AttachedFile;
  ChangesAcknowledged: { note: string };
}

/** A case event before it has a place in the journal. */
export type NewCaseEvent = {
  [Type in CaseEventType]: { type: Type; payload: CasePayloads[Type] };
}[CaseEventType];

/** A case event with what the journal adds: its place, who wrote it and when they say it was. */
export type CaseEvent = NewCaseEvent & { seq: number; at: string; actor: string; case_id: string };
