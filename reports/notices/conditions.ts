import { type CaseEntry, type CaseState, currentNotice } from '../../casework/case-state.ts';
import { isOutdated } from '../../casework/changed-since.ts';
import { liveFindings } from '../../casework/main-finding.ts';
import { versionInForce } from '../../casework/money.ts';
import { deathIn, isBeneficiary, isDrawnByOther } from '../../casework/parties.ts';
import { claimOf, wholeOf } from '../../core/claim.ts';
import type { ReviewKind } from '../../core/words/case.ts';
import { partsOf } from './amount-parts.ts';
import type { CountedRule } from './claimed-what.ts';

/**
 * What may be so in a case and may not: a sentence of a template between `{#name}` and `{/name}` is printed only where it
 * is. Each is read off the events; a template has no other way to claim that something happened.
 */
export const CONDITIONS = {
  /** Who owes is the beneficiary. */
  is_self: ({ state }) => isBeneficiary(state.debtor),
  /** Somebody else owes, and what shows that they drew the money was entered. */
  is_drawn_by_other: ({ state }) => isDrawnByOther(state.debtor),
  /** The beneficiary owes, and what shows that they drew it themselves was entered. */
  is_drawn_by_self: ({ state }) => isBeneficiary(state.debtor) && state.debtor.evidence !== null,
  /** The beneficiary owes and lives: later benefits can be set off. */
  may_offset_later: ({ state }) => isBeneficiary(state.debtor) && deathIn(state) === null,
  /** The beneficiary is dead, and nothing on record shows that who is to pay drew the money: they owe as heirs at most, which no office is. */
  is_estate: ({ state }) =>
    state.debtor.is_office !== true &&
    deathIn(state) !== null &&
    !isBeneficiary(state.debtor) &&
    !isDrawnByOther(state.debtor),
  has_drawn_evidence: ({ state }) => state.debtor.evidence !== null,
  /** Somebody else owes, and nobody recorded who drew the money. */
  is_drawer_unknown: ({ state }) => !isBeneficiary(state.debtor) && !isDrawnByOther(state.debtor),
  has_address: ({ state }) => state.debtor.address !== null || isBeneficiary(state.debtor),
  has_debtor_id: ({ state }) => state.debtor.resident_id !== null,
  has_no_debtor_id: ({ state }) => state.debtor.resident_id === null,
  has_phone: ({ state }) => (state.debtor.phone ?? null) !== null,
  /** What was decided on how it came about. */
  is_lag: ({ state }) => state.decided?.nature === 'lag',
  is_office_error: ({ state }) => state.decided?.nature === 'office-error',
  is_late_report: ({ state }) => state.decided?.nature === 'late-report',
  is_concealed: ({ state }) => state.decided?.nature === 'concealed',
  /** The amount is not the sum that the facts name. */
  is_adjusted: ({ state }) => {
    const version = versionInForce(state.amounts);
    return version !== null && version.assessed_fen !== wholeOf(claimOf(liveFindings(state)));
  },
  /** Of what was revoked the findings claim less by now, and still something: a new decision may follow. */
  is_corrected: ({ state }) => {
    const revoked = state.amounts.at(-1);
    return revoked !== undefined && isOutdated(state, revoked) && wholeOf(claimOf(liveFindings(state))) > 0;
  },
  has_proposed: ({ state }) => state.amounts.some(({ status }) => status === 'proposed'),
  has_signed_document: ({ state }) => state.documents.some(({ status }) => status === 'approved'),
  has_signed_write_off: ({ state }) =>
    state.money.written_off_fen > 0 &&
    state.documents.some(({ status, kind }) => status === 'approved' && kind === 'write-off'),
  is_approved: ({ state }) => versionInForce(state.amounts)?.status === 'approved',
  /** No amount is signed, or it was revoked: nobody can say what is still to be repaid. */
  is_amount_open: ({ state }) =>
    state.money.assessed_fen === 0 || versionInForce(state.amounts)?.status !== 'approved',
  /** Several findings claim, each in a table of its own; or one that is not counted in months. */
  has_tables: ({ state, rules }) => partsOf(state, rules).length > 0,
  has_no_tables: ({ state, rules }) => partsOf(state, rules).length === 0,
  is_overlapping: ({ state }) => overlapOf(state) > 0,
  /** Money. */
  has_offset: ({ state }) => state.money.offset_fen > 0,
  has_entry: ({ entry }) => entry !== null,
  is_entry_confirmed: ({ entry }) => (entry?.confirmed_by ?? null) !== null,
  has_repaid: ({ state }) => state.money.repaid_fen > 0,
  has_received: ({ state }) => state.money.repaid_fen + state.money.offset_fen > 0,
  has_refunded: ({ state }) => state.money.refunded_fen > 0,
  has_written_off: ({ state }) => state.money.written_off_fen > 0,
  has_refund_due: ({ state }) => state.money.refund_due_fen > 0,
  has_grant_offset: ({ state }) =>
    state.entries.some(
      ({ kind, channel, is_reversed }) => kind === 'offset' && channel === 'funeral-grant' && !is_reversed,
    ),
  /** Money that the fund owes the person. */
  has_back_payment: ({ state }) => state.back_payments.length > 0,
  is_back_paid: ({ state }) => (state.back_payments.at(-1)?.paid ?? null) !== null,
  is_back_unpaid: ({ state }) => state.back_payments.at(-1)?.paid === null,
  is_recipient_other: ({ state }) => {
    const payee = state.back_payments.at(-1)?.payee;
    return payee !== undefined && !isBeneficiary(payee);
  },
  has_recipient_account: ({ state }) => (state.back_payments.at(-1)?.payee.account ?? null) !== null,
  is_owed: ({ state }) => state.money.outstanding_fen > 0,
  is_settled: ({ state }) => state.money.assessed_fen > 0 && state.money.outstanding_fen <= 0,
  /** Money has moved since the instalments were agreed: what they come to is not what is owed by now. */
  is_plan_under_way: ({ state: { milestones, money } }) =>
    milestones.plan.length > 0 &&
    milestones.plan.reduce((sum, { amount_fen }) => sum + amount_fen, 0) !== money.outstanding_fen,
  has_plan: ({ state }) => state.milestones.plan.length > 0,
  /** What happened on the way. */
  was_heard: ({ state }) => state.milestones.hearing_on !== null,
  was_not_heard: ({ state }) => state.milestones.hearing_on === null,
  has_statement: ({ state }) => state.statements.length > 0,
  has_notice: ({ state }) => currentNotice(state) !== null,
  has_no_notice: ({ state }) => currentNotice(state) === null,
  /** By public notice only once its term has run. */
  was_served: ({ state, on }) => {
    const served = currentNotice(state)?.served ?? null;
    return served !== null && (on === undefined || served.effective_on <= on);
  },
  was_served_publicly: ({ state }) => currentNotice(state)?.served?.method === 'public-notice',
  is_unserved_or_public: ({ state }) =>
    (currentNotice(state)?.served ?? null) === null ||
    currentNotice(state)?.served?.method === 'public-notice',
  /** Other ways of service were tried and came to nothing, as a public notice says. */
  was_tried_otherwise: ({ state }) => (currentNotice(state)?.attempts ?? []).length > 0,
  was_reviewed: ({ reviews }) => reviews.length > 0,
  was_not_reviewed: ({ reviews }) => reviews.length === 0,
  was_reminded_in_writing: ({ reminder }) => reminder !== null,
  was_reminder_served: ({ reminder, on }) => {
    const served = reminder?.served_on ?? null;
    return served !== null && (on === undefined || served <= on);
  },
  is_replacement: ({ replaces }) => replaces !== null,
} as const satisfies Record<string, (told: Told) => boolean>;

export type Condition = keyof typeof CONDITIONS;

export const CONDITION_NAMES = Object.keys(CONDITIONS) as [Condition, ...Condition[]];

/** A review or a suit, as the ledger knows it. */
export interface Review {
  kind: ReviewKind;
  opened_on: string;
  /** The day it left the decision as it was; null while it runs or where something else came of it. */
  upheld_on: string | null;
  /** The day that reached the debtor; null where it has not, or nobody asked. */
  received_on: string | null;
}

/** The written reminder of a case. */
export interface ReminderPaper {
  document_number: string;
  on: string;
  served_on: string | null;
}

/** What a paper may tell of a case beside its state. */
export interface Told {
  state: CaseState;
  reviews: readonly Review[];
  reminder: ReminderPaper | null;
  replaces: string | null;
  /** The day on the paper; without one all that was entered holds. */
  on?: string;
  /** The rules whose findings are told: in what each is counted. */
  rules?: readonly CountedRule[];
  /** The entry that the paper is about. */
  entry: CaseEntry | null;
}

export function conditionsOf(told: Told): Record<Condition, boolean> {
  return Object.fromEntries(CONDITION_NAMES.map((name) => [name, CONDITIONS[name](told)])) as Record<
    Condition,
    boolean
  >;
}

/** By how much the findings, each told by itself, name more than they claim together. */
export function overlapOf(state: CaseState): number {
  const claiming = liveFindings(state).filter(({ direction }) => direction === 'fund');
  const each = claiming.reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0);
  return Math.max(0, each - wholeOf(claimOf(claiming)));
}
