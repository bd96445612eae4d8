import type { CaseEvent } from '../../../../casework/case-events.ts';
import type { CaseDocument, CaseState } from '../../../../casework/case-state.ts';
import { listUsers } from '../../../../casework/reads/users/users.ts';
import type { User } from '../../../../casework/roles.ts';
import { signersOf, stepNumber } from '../../../../casework/signing.ts';
import type { ApprovalDocument } from '../../../contract/approvals.ts';
import type { Desk } from '../../desk.ts';
import { namedUser } from './list-waiting.ts';

/** More names than this say less than the step's title. */
const MOST_NAMES = 2;

/** The steps of a document as names: who made and signed it, whose turn it is, who comes after. */
export function chainAnswer(
  { ledger }: Desk,
  events: readonly CaseEvent[],
  state: CaseState,
  document: CaseDocument,
  user: User,
  mayISign: boolean,
): ApprovalDocument['chain'] {
  const users = listUsers(ledger);
  const present = document.status === 'pending' ? stepNumber(document) : null;
  const at = (seq: number): string | null => events.find((event) => event.seq === seq)?.at ?? null;
  const proposed = events.find(
    (event) =>
      event.type === 'DocumentProposed' && event.payload.document.document_id === document.document_id,
  );
  return document.steps.map((step, number) => {
    const named = { act: step.act, title: step.title };
    const signature = document.signatures.find((one) => one.step === number);
    if (number === 0 || signature !== undefined) {
      const hand = signature?.signed_by ?? document.makers[0] ?? '';
      const principal = signature?.delegate_for ?? null;
      return {
        ...named,
        names: [namedUser(ledger, hand).name],
        state: 'done' as const,
        is_me: hand === user.user_id,
        at: signature === undefined ? (proposed?.at ?? null) : at(signature.seq),
        delegate_for: principal === null ? null : namedUser(ledger, principal).name,
      };
    }
    const able = signersOf(users, document, step, state.person.township);
    const names = able.length > MOST_NAMES ? [] : able.map(({ display_name }) => display_name);
    const isPresent = number === present;
    return {
      ...named,
      names,
      state: isPresent ? ('present' as const) : ('later' as const),
      is_me: isPresent && mayISign,
      at: null,
      delegate_for: null,
    };
  });
}
