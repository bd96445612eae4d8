import type { ApprovalStep } from './approval-chain.ts';
import type { CaseDocument, Signature } from './case-state.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { grantsFor, ROLE_TITLES, type User } from './roles.ts';

/** The step that waits for a signature. The first step of every chain is the making of the document. */
export function nextStep(document: CaseDocument): { number: number; step: ApprovalStep } | null {
  const number = document.signatures.length + 1;
  const step = document.steps[number];
  return step === undefined ? null : { number, step };
}

export function isLastStep(document: CaseDocument, number: number): boolean {
  return number === document.steps.length - 1;
}

/**
 * The one place where "nobody approves their own work, and nobody takes two steps of one chain" is decided,
 * for every door and every role, the administrator's too. A delegate counts as two people: neither the one
 * who signs nor the one who is signed for may have had a hand in the work.
 */
export function refuseOwnHands(
  makers: readonly string[],
  earlier: readonly Pick<Signature, 'signed_by' | 'delegate_for'>[],
  hands: readonly Pick<User, 'user_id' | 'display_name'>[],
): CommandRefusal | null {
  for (const { user_id: hand, display_name: user } of hands) {
    if (makers.includes(hand)) return refuse('own-work', { user });
    const hasSigned = earlier.some(
      (signature) => signature.signed_by === hand || signature.delegate_for === hand,
    );
    if (hasSigned) return refuse('second-step', { user });
  }
  return null;
}

/** Whether this person may sign the next step of a document, and by what right. */
export function refuseSignature(
  document: CaseDocument,
  signer: User,
  principal: User | null,
  township: string | null,
): CommandRefusal | null {
  const next = nextStep(document);
  // the last signature puts a document into effect, and every chain has a step after the making
  if (next === null) throw new Error(`${document.document_id} waits for a signature and has no step left`);
  const hands = principal === null ? [signer] : [signer, principal];
  const ownHands = refuseOwnHands(document.makers, document.signatures, hands);
  if (ownHands !== null) return ownHands;
  const rightful = principal ?? signer;
  if (isEntitled(rightful, next.step, township)) return null;
  return refuse('not-your-step', { step: next.step.title, ...signerOf(next.step) });
}

/** Whether somebody's roles reach up to a step. */
export function isEntitled(signer: User, { role, level }: ApprovalStep, township: string | null): boolean {
  return grantsFor(signer, [role], township).some((grant) => (grant.level ?? 1) >= (level ?? 0));
}

/** Who signs a step, in the words of the reader. */
export function signerOf({ role, level }: ApprovalStep): { signer: string; signer_en: string } {
  const { zh, en } = ROLE_TITLES[role];
  return level === null
    ? { signer: zh, signer_en: en }
    : { signer: `${zh}（${level} 级）`, signer_en: `${en}, level ${level}` };
}
