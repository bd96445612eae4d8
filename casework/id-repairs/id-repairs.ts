import { Refusal } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { isValidResidentId } from '../../core/resident-id/index.ts';
import type { StoredEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { type Decider, standingDecisions } from '../standing-decisions.ts';

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

const repairs = standingDecisions<Pick<IdRepair, 'damaged' | 'name'>, Decision>({
  stream: 'id-repair',
  entered: 'IdRepairConfirmed',
  revoked: 'IdRepairRevoked',
  subjectOf: ({ damaged, name }) => sha256Hex(`${damaged}\n${name}`).slice(0, 24),
  notEntitled: [
    'repair-not-entitled',
    '只有稽核人员和基金监督人员可以确认号码更正。',
    'Only investigators and supervisors may confirm a corrected number.',
  ],
  notStanding: [
    'repair-unknown',
    '没有对这个号码和姓名的更正，不能撤回。',
    'No correction stands for this number and name, so none can be taken back.',
  ],
});

/** Enters a decision about a number; the machine only proposes. */
export function confirmIdRepair(
  ledger: Ledger,
  office: Office,
  by: Decider,
  decision: Decision,
): StoredEvent {
  repairs.refuseUnentitled(by);
  if (!isValidResidentId(decision.resident_id)) {
    throw new Refusal(
      'repair-not-valid',
      '更正后的号码不是有效的身份证号码，请核对后再录入。',
      'The corrected number is not a valid one; check it and enter it again.',
    );
  }
  return repairs.enter(ledger, office, by, decision);
}

export function revokeIdRepair(
  ledger: Ledger,
  office: Office,
  by: Decider,
  decision: Omit<Decision, 'resident_id'>,
): StoredEvent {
  return repairs.takeBack(ledger, office, by, decision);
}

/** The decisions that stand, the last one of each number and name. */
export function listIdRepairs(ledger: Ledger): IdRepair[] {
  return repairs
    .list(ledger)
    .map(({ decision: { damaged, name, resident_id } }) => ({ damaged, name, resident_id }));
}
