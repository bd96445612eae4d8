import { Refusal } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { isValidResidentId } from '../../core/resident-id/index.ts';
import { appendEvents, readStreams, type StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { Office } from '../office.ts';
import { hasRole, type User } from '../roles.ts';

/** A person's decision that a damaged number, under a name, stands for a valid one. */
export interface IdRepair {
  /** The number as it is cleaned, impossible as it stands. */
  damaged: string;
  /** The name it stands with, as it is normalised. */
  name: string;
  resident_id: string;
}

interface Decision extends IdRepair {
  reason: string;
}

/**
 * Enters a decision about a number. Supervisors and investigators may decide; the machine only proposes.
 * Returns the event, so that the caller can show who decided what and when.
 */
export function confirmIdRepair(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  decision: Decision,
): StoredEvent {
  refuseUnentitled(by.user);
  if (!isValidResidentId(decision.resident_id)) {
    throw new Refusal(
      'repair-not-valid',
      '更正后的号码不是有效的身份证号码，请核对后再录入。',
      'The corrected number is not a valid one; check it and enter it again.',
    );
  }
  return append(ledger, office, by, 'IdRepairConfirmed', decision);
}

/** Takes a decision back; the earlier one stays in the journal. */
export function revokeIdRepair(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  decision: Omit<Decision, 'resident_id'>,
): StoredEvent {
  refuseUnentitled(by.user);
  const standing = listIdRepairs(ledger).some((one) => subjectOf(one) === subjectOf(decision));
  if (!standing) {
    throw new Refusal(
      'repair-unknown',
      '没有对这个号码和姓名的更正，不能撤回。',
      'No correction stands for this number and name, so none can be taken back.',
    );
  }
  return append(ledger, office, by, 'IdRepairRevoked', decision);
}

/** The decisions that stand, the last one of each number and name. */
export function listIdRepairs(ledger: Ledger): IdRepair[] {
  const standing = new Map<string, IdRepair>();
  for (const event of readStreams(ledger, ['id-repair'])) {
    const { damaged, name, resident_id } = event.payload as Decision;
    if (event.type === 'IdRepairConfirmed') standing.set(event.subject_id, { damaged, name, resident_id });
    else standing.delete(event.subject_id);
  }
  return [...standing.values()];
}

function append(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  type: 'IdRepairConfirmed' | 'IdRepairRevoked',
  payload: Omit<Decision, 'resident_id'>,
): StoredEvent {
  const author = { actor: by.user.user_id, on_behalf_of: null, via: by.via, at: office.now() };
  const [event] = inTransaction(ledger, () =>
    appendEvents(ledger, author, [{ stream: 'id-repair', subject_id: subjectOf(payload), type, payload }]),
  );
  if (!event) throw new Error('an appended event came back as none');
  return event;
}

function subjectOf({ damaged, name }: Pick<IdRepair, 'damaged' | 'name'>): string {
  return sha256Hex(`${damaged}\n${name}`).slice(0, 24);
}

function refuseUnentitled(user: User): void {
  if (hasRole(user, 'investigator') || hasRole(user, 'supervisor')) return;
  throw new Refusal(
    'repair-not-entitled',
    '只有稽核人员和基金监督人员可以确认号码更正。',
    'Only investigators and supervisors may confirm a corrected number.',
  );
}
