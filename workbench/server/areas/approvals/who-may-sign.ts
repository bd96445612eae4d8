import { nextStep, refuseSignature } from '../../../../casework/approval.ts';
import type { ApprovalStep } from '../../../../casework/approval-chain.ts';
import type { CaseDocument, CaseState } from '../../../../casework/case-state.ts';
import { type CommandRefusal, refuse } from '../../../../casework/refusals.ts';
import { refuseSight } from '../../../../casework/rights.ts';
import { grantsFor, type User } from '../../../../casework/roles.ts';

export type SigningRight =
  | { principal: User | null; refusal: null }
  | { principal: null; refusal: CommandRefusal };

/** By what right this user signs the document's next step: their own, another's, or none and why. */
export function signingRight(
  state: CaseState,
  document: CaseDocument,
  user: User,
  principals: readonly User[],
): SigningRight {
  if (document.status !== 'pending') return { principal: null, refusal: refuse('no-document', {}) };
  const { township } = state.person;
  const blind = refuseSight(state, user);
  if (blind !== null) return { principal: null, refusal: blind };
  const own = refuseSignature(document, user, null, township);
  if (own === null) return { principal: null, refusal: null };
  const principal = principals.find(
    (one) => refuseSight(state, one) === null && refuseSignature(document, user, one, township) === null,
  );
  return principal === undefined ? { principal: null, refusal: own } : { principal, refusal: null };
}

/** The people who could sign a step: those of exactly its level first, and nobody who had a hand in the work. */
export function signersOf(
  users: readonly User[],
  document: CaseDocument,
  step: ApprovalStep,
  township: string | null,
): User[] {
  const hands = new Set([
    ...document.makers,
    ...document.signatures.flatMap((one) => [one.signed_by, one.delegate_for ?? '']),
  ]);
  const needed = step.level ?? 0;
  const able = users.flatMap((user) => {
    if (hands.has(user.user_id)) return [];
    const levels = grantsFor(user, [step.role], township).map((grant) => grant.level ?? 1);
    const fitting = levels.filter((level) => level >= needed);
    return fitting.length === 0 ? [] : [{ user, level: Math.min(...fitting) }];
  });
  const lowest = Math.min(...able.map(({ level }) => level));
  return able.filter(({ level }) => level === lowest).map(({ user }) => user);
}

export function stepNumber(document: CaseDocument): number | null {
  return nextStep(document)?.number ?? null;
}
