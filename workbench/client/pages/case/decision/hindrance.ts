import { refuseUnseenChange } from '../../../../../casework/changed-since.ts';
import { beneficiaryOwing, refuseUnseen, refuseUnsettled } from '../../../../../casework/decision-guard.ts';
import type { CommandRefusal } from '../../../../../casework/refusals.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { type DecideBody, decideBody } from '../../../../contract/case-work.ts';
import { bodyOf } from './body-of.ts';
import { debtorIn } from './debtor-in.ts';
import type { Draft } from './draft.ts';

/** Why it cannot be submitted yet: the words of the guard that would refuse it, or the field that is still empty. */
export type Hindrance = CommandRefusal | { key: string };

/** What would be sent, or what hinders it: one reason at a time. The page has no conditions of its own. */
export function checkDraft(
  found: CaseAnswer,
  draft: Draft,
  groundWord: string,
): { hindrance: Hindrance } | { hindrance: null; body: DecideBody } {
  if (draft.outcome === null) return { hindrance: { key: 'case.hindered-outcome' } };
  const refusal = draft.outcome === 'substantiated' ? refuseDraft(found, draft) : null;
  if (refusal !== null) return { hindrance: refusal };
  const body = bodyOf(found, draft, groundWord);
  const shape = decideBody.safeParse(body);
  if (shape.success) return { hindrance: null, body: shape.data };
  const lacking = new Set(shape.error.issues.map(({ path }) => String(path[0])));
  const field = FIELDS.find((one) => lacking.has(one)) ?? 'reason';
  return { hindrance: { key: `case.hindered-${field}` } };
}

/** The fields of a decision from the top of the panel down. */
const FIELDS = ['ground', 'missing', 'review_on', 'struck', 'debtor'] as const;

function refuseDraft(found: CaseAnswer, draft: Draft) {
  const { evidence, claim, death } = found;
  const { looked, contrary_reason, basis, nature, struck } = draft;
  return (
    refuseUnseenChange(found) ??
    (evidence && refuseUnseen(evidence, { looked, contrary_reason, basis })) ??
    refuseUnsettled(claim, death, { nature, debtor: owingIn(found, draft), struck })
  );
}

/** Who would owe by the draft, as far as the guard asks. */
function owingIn(found: CaseAnswer, draft: Draft) {
  const { debtor: present } = found;
  const debtor = debtorIn(found, draft);
  if (debtor === null) return null;
  if (debtor.kind === 'self') return beneficiaryOwing(present);
  // who is not the beneficiary lives, whatever is still to be typed of them
  return debtor.kind === 'kept' ? present : { relation: '', evidence: null };
}
