import type { CaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import { foldCase } from '../fold.ts';

/** Whom a paper is handed to: who owes, whoever is paid, or the authority that it asks. */
export interface Addressee {
  name: string;
  /** Null where it is not known, and of an authority. */
  resident_id: string | null;
  is_authority: boolean;
  /** An office or a company that owes; its number is its social credit code. */
  is_office: boolean;
}

/** The reader of a paper as the case stood when it was given its number. */
export function addresseeOf(
  events: readonly CaseEvent[],
  { kind, seq }: { kind: string; seq: number },
): Addressee | null {
  const before = events.filter((event) => event.seq <= seq);
  const state = foldCase(before);
  return state && readerOf(kind, state, before);
}

function readerOf(kind: string, state: CaseState, events: readonly CaseEvent[]): Addressee {
  const payee = kind === 'back-payment-notice' ? state.back_payments.at(-1)?.payee : undefined;
  const { name, resident_id } = payee ?? state.debtor;
  const is_office = payee === undefined && state.debtor.is_office === true;
  const authority = authorityOf(kind, events);
  if (authority !== null) return { name: authority, resident_id: null, is_authority: true, is_office: false };
  return { name, resident_id, is_authority: false, is_office };
}

function authorityOf(kind: string, events: readonly CaseEvent[]): string | null {
  const asked = events.findLast(
    ({ type }) => type === (kind === 'referral' ? 'CaseReferred' : 'EnforcementApplied'),
  );
  if (kind === 'referral' && asked?.type === 'CaseReferred') return asked.payload.office;
  if (kind === 'enforcement-application' && asked?.type === 'EnforcementApplied') return asked.payload.court;
  return null;
}
