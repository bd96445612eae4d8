import type { CaseEvent, Entry } from '../case-events.ts';
import type { CaseEntry, CaseState, Milestones } from '../case-state.ts';
import type { Status } from '../states.ts';
import type { FoldTable } from './fold-table.ts';
import { foldNotices, type NoticeEvent } from './notices.ts';

/** Folds the way of the money: notice, service, entries, reminders, side roads. */
export const RECOVERY_FOLDS = {
  HearingOffered: (state, event) => ({
    ...state,
    milestones: {
      ...state.milestones,
      hearing_on: event.payload.on,
      hearing_told_fen: event.payload.told_fen ?? null,
      hearings: [...state.milestones.hearings, event.payload.on],
    },
  }),
  StatementTaken: (state, event) => ({
    ...state,
    statements: [
      ...state.statements,
      { ...event.payload.heard, seq: event.seq, debtor_seq: state.debtor_seq },
    ],
  }),
  NoticeIssued: (state, event) => ({ ...withNotices(state, event), status: event.payload.to }),
  NoticeVoided: (state, event) => ({ ...withNotices(state, event), status: event.payload.to }),
  ServiceFailed: withNotices,
  NoticeServed: (state, event) => {
    const { to, on, effective_on, pay_by_on, method } = event.payload;
    const published_on = method === 'public-notice' ? on : null;
    const { review_received_on: _, ...milestones } = state.milestones;
    const anew = { ...withNotices(state, event), milestones };
    return moved(anew, to, { published_on, served_on: effective_on, pay_by_on });
  },
  ReceiptRecorded: (state, event) => {
    const entry = heldEntry(event.payload.entry, event);
    return { ...state, status: event.payload.to, entries: [...state.entries, entry] };
  },
  OffsetMade: (state, event) => {
    const entry = heldEntry(event.payload.entry, event);
    return { ...state, status: event.payload.to, entries: [...state.entries, entry] };
  },
  RefundPaid: (state, event) => {
    const { document_id, entry, to } = event.payload;
    const refunds = state.refunds.map((one) =>
      one.document_id === document_id ? { ...one, entry_id: entry.entry_id } : one,
    );
    return { ...state, status: to, refunds, entries: [...state.entries, heldEntry(entry, event)] };
  },
  ReceiptConfirmed: (state, event) => setEntry(state, event.payload.entry_id, { confirmed_by: event.actor }),
  EntryReversed: (state, event) => {
    const reversed = setEntry(state, event.payload.entry_id, { is_reversed: true });
    return { ...reversed, status: event.payload.to };
  },
  InstalmentsAgreed: (state, event) => moved(state, event.payload.to, { plan: event.payload.plan }),
  CaseOverdue: (state, event) => moved(state, event.payload.to, {}),
  ReminderServed: (state, event) => moved(state, event.payload.to, { reminded_on: event.payload.on }),
  EnforcementApplied: (state, event) => moved(state, event.payload.to, { enforcement_on: event.payload.on }),
  CaseReferred: (state, event) =>
    aside(moved(state, event.payload.to, { referred_on: event.payload.on }), state.status),
  ReviewOpened: (state, event) => aside(moved(state, event.payload.to, {}), state.status),
  ReferralReturned: (state, event) => ({ ...moved(state, event.payload.to, {}), status_before: null }),
  ReviewUpheld: (state, event) => {
    const { to, on, received_on: review_received_on = on } = event.payload;
    return { ...moved(state, to, { review_received_on }), status_before: null };
  },
} satisfies Partial<FoldTable>;

/** An entry as a case holds it, from the event that made it. */
export function heldEntry(entry: Entry, event: CaseEvent): CaseEntry {
  return { ...entry, is_reversed: false, recorded_by: event.actor, confirmed_by: null, seq: event.seq };
}

function setEntry(
  state: CaseState,
  entryId: string,
  change: Partial<Pick<CaseEntry, 'is_reversed' | 'confirmed_by'>>,
): CaseState {
  const entries = state.entries.map((entry) =>
    entry.entry_id === entryId ? { ...entry, ...change } : entry,
  );
  return { ...state, entries };
}

function moved(state: CaseState, to: Status, milestones: Partial<Milestones>): CaseState {
  return { ...state, status: to, milestones: { ...state.milestones, ...milestones } };
}

function aside(state: CaseState, before: Status): CaseState {
  return { ...state, status_before: before };
}

function withNotices(state: CaseState, event: NoticeEvent): CaseState {
  return { ...state, notices: foldNotices(state.notices, event) };
}
