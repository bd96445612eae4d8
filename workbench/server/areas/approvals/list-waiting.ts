import type { z } from 'zod';
import { nextStep } from '../../../../casework/approval.ts';
import { businessDay } from '../../../../casework/business-day.ts';
import type { CaseEvent } from '../../../../casework/case-events.ts';
import { loadCase } from '../../../../casework/casebook/load-case.ts';
import { namedBy } from '../../../../casework/parties.ts';
import { listSignatures } from '../../../../casework/reads/users/signatures.ts';
import { nameOfUser, principalsOf } from '../../../../casework/reads/users/users.ts';
import { type PendingCase, pendingCases } from '../../../../casework/reads/waiting/pending-cases.ts';
import { refuseSight } from '../../../../casework/rights.ts';
import type { User } from '../../../../casework/roles.ts';
import { signingRight } from '../../../../casework/signing.ts';
import { daysBetween } from '../../../../core/dates.ts';
import { maskName } from '../../../../core/mask.ts';
import type { Ledger } from '../../../../storage/ledger/ledger.ts';
import type { approvals, SignedDocument } from '../../../contract/approvals.ts';
import type { Desk } from '../../desk.ts';
import { caseMasker } from '../../notice-preview/case-masker.ts';

/** As far back as the list of what somebody signed goes; older things are found in the audit chain. */
const MOST_SIGNED = 200;

/** Documents whose next step this user may sign, the longest waiting first. Own work never appears. */
export function listWaiting(
  desk: Desk,
  user: User,
): z.input<(typeof approvals)['waiting']['answer']>['documents'] {
  const principals = principalsOf(desk.ledger, user.user_id, businessDay(desk.office.now()));
  const today = businessDay(desk.office.now());
  return mine(desk, user, principals)
    .map(({ pending: { state, document, waiting_since }, principal }) => ({
      case_id: state.case_id,
      document_id: document.document_id,
      kind: document.kind,
      version: document.version,
      party: maskName(namedBy(document, state).name),
      amount_fen: document.amount_fen,
      maker: namedUser(desk.ledger, document.makers[0] ?? ''),
      step: (nextStep(document)?.number ?? 0) + 1,
      steps: document.steps.length,
      step_title: nextStep(document)?.step.title ?? '',
      waiting_since,
      waiting_days: Math.max(0, daysBetween(businessDay(waiting_since), today)),
      delegate_for: principal === null ? null : namedUser(desk.ledger, principal.user_id),
    }))
    .toSorted((one, other) => (one.waiting_since < other.waiting_since ? -1 : 1));
}

export function countApprovals(desk: Desk, user: User): number {
  return mine(desk, user, principalsOf(desk.ledger, user.user_id, businessDay(desk.office.now()))).length;
}

function mine(
  desk: Desk,
  user: User,
  principals: readonly User[],
): { pending: PendingCase; principal: User | null }[] {
  return pendingCases(desk.ledger, user).flatMap((pending) => {
    const { principal, refusal } = signingRight(pending.state, pending.document, user, principals);
    return refusal === null ? [{ pending, principal }] : [];
  });
}

/** What somebody has signed or returned, the latest first. */
export function listSigned({ ledger }: Desk, user: User): SignedDocument[] {
  return listSignatures(ledger, user.user_id, MOST_SIGNED).flatMap(({ event, on_behalf_of }) =>
    signedOf(ledger, user, event, on_behalf_of),
  );
}

function signedOf(ledger: Ledger, user: User, event: CaseEvent, onBehalfOf: string | null): SignedDocument[] {
  if (event.type !== 'StepApproved' && event.type !== 'DocumentRejected') return [];
  const state = loadCase(ledger, event.case_id);
  const document = state?.documents.find((one) => one.document_id === event.payload.document_id);
  if (!state || !document || refuseSight(state, user) !== null) return [];
  return [
    {
      case_id: state.case_id,
      document_id: document.document_id,
      kind: document.kind,
      version: document.version,
      party: maskName(namedBy(document, state).name),
      amount_fen: document.amount_fen,
      maker: namedUser(ledger, document.makers[0] ?? ''),
      act: event.type === 'StepApproved' ? 'approved' : 'returned',
      at: event.at,
      reason: event.type === 'DocumentRejected' ? caseMasker(state).text(event.payload.reason) : null,
      status: document.status,
      delegate_for: onBehalfOf === null ? null : namedUser(ledger, onBehalfOf),
    },
  ];
}

export function namedUser(ledger: Ledger, userId: string): { user_id: string; name: string } {
  return { user_id: userId, name: nameOfUser(ledger, userId) };
}
