import { nextStep, refuseSignature } from './approval.ts';
import type { ApprovalStep } from './approval-chain.ts';
import { type CaseDocument, type CaseState, pendingDocument } from './case-state.ts';
import { type CommandRefusal, refuse, throwRefusal } from './refusals.ts';
import { refuseSight } from './rights.ts';
import { grantsFor, type User } from './roles.ts';

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
  if (document.status !== 'pending') return { principal: null, refusal: refuse('no-document') };
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

/** A document of a case by its id; without one the document that waits, or else the last. Throws a `Refusal` where there is none. */
export function findDocument(state: CaseState, documentId: string | undefined): CaseDocument {
  const found =
    documentId === undefined
      ? (pendingDocument(state) ?? state.documents.at(-1))
      : state.documents.find((one) => one.document_id === documentId);
  return found ?? throwRefusal(refuse('no-document'));
}

/**
 * Why somebody may not sign or return the document that they were shown, asked before they give their password: another
 * version has taken its place, it is their own work, or not their step. `principal`: in whose name they would sign.
 */
export function refuseSigning(
  state: CaseState,
  documentId: string,
  user: User,
  principal: User | null,
): CommandRefusal | null {
  const document = findDocument(state, documentId);
  const present = pendingDocument(state);
  if (present !== null && present.document_id !== documentId) {
    return refuse('version-changed', { version: present.version ?? state.documents.indexOf(present) + 1 });
  }
  return signingRight(state, document, user, principal === null ? [] : [principal]).refusal;
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
  return leastAble(users, hands, step, township);
}

/** Those entitled to a step with the least power to spare, the hands in the work left out. */
export function leastAble(
  users: readonly User[],
  hands: ReadonlySet<string>,
  step: ApprovalStep,
  township: string | null,
): User[] {
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
