import { openCase } from '../../../../casework/casebook/open-case.ts';
import { listUsers, loadUser } from '../../../../casework/reads/users/users.ts';
import { refuseSigning, signersOf, stepNumber } from '../../../../casework/signing.ts';
import { findAcknowledged } from '../../../../storage/ledger/command-keys.ts';
import { carryOutAsked } from '../../carry-out.ts';
import type { Asking } from '../../desk.ts';
import { throwRefused } from '../../refused.ts';
import { checkPassword } from '../session/check-password.ts';

interface Signature {
  key: string;
  document_id: string;
  expected_last_seq: number;
  delegate_for: string | null;
}

/**
 * Signs the next step with the password. What was signed must be what was shown: a document that another version has
 * taken the place of, or a case that has gone on, is to be read again first.
 */
export async function signDocument(asking: Asking, caseId: string, given: Signature & { password: string }) {
  const { desk, user } = asking;
  refuseUnasked(asking, caseId, given);
  await checkPassword(asking, user.user_id, given.password);
  const state = carryOutAsked(asking, signing(caseId, given, 'approve', { document_id: given.document_id }));
  const document = state.documents.find((one) => one.document_id === given.document_id);
  const next = document === undefined ? null : stepNumber(document);
  const step = next === null ? undefined : document?.steps[next];
  const signers =
    document === undefined || step === undefined
      ? []
      : signersOf(listUsers(desk.ledger), document, step, state.person.township);
  return {
    status: state.status,
    is_final: document?.status === 'approved',
    next: signers.map(({ display_name }) => display_name),
  };
}

export function returnDocument(asking: Asking, caseId: string, given: Signature & { reason: string }) {
  refuseUnasked(asking, caseId, given);
  const input = { document_id: given.document_id, reason: given.reason };
  return { status: carryOutAsked(asking, signing(caseId, given, 'reject', input)).status };
}

function signing(
  case_id: string,
  { key, delegate_for, expected_last_seq }: Signature,
  move: 'approve' | 'reject',
  input: object,
) {
  return { key, delegate_for, expected_last_seq, case_id, move, input };
}

/**
 * Refused before the password is looked at: another version, somebody's own work, not their step. A retry of what was
 * acknowledged goes on to the ledger, which answers it as before.
 */
function refuseUnasked(
  { desk, user }: Asking,
  caseId: string,
  { key, document_id, delegate_for }: Pick<Signature, 'key' | 'document_id' | 'delegate_for'>,
): void {
  if (findAcknowledged(desk.ledger, key) !== null) return;
  const state = openCase(desk.ledger, caseId);
  const principal = delegate_for === null ? null : loadUser(desk.ledger, delegate_for);
  const refusal = refuseSigning(state, document_id, user, principal);
  if (refusal !== null) throwRefused(refusal);
}
