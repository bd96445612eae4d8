import type { Debtor } from './case-events.ts';
import type { CaseState } from './case-state.ts';
import { liveFindings } from './main-finding.ts';
import { type CommandRefusal, refuse } from './refusals.ts';

/** Whether what stands in the case says that its person is dead: some finding rests on a death. */
export function isKnownDead(state: Pick<CaseState, 'findings'>): boolean {
  return liveFindings(state).some(({ facts }) => (facts.died_on ?? facts.died_month ?? null) !== null);
}

/** Whether who owes is the beneficiary; older records say it in words. */
export function isBeneficiary({ relation }: Pick<Debtor, 'relation'>): boolean {
  return relation === 'self' || relation === '本人';
}

/** Somebody else owes, and it is on record what shows that they drew the money: to owe it is not to have drawn it. */
export function isDrawnByOther(debtor: Pick<Debtor, 'relation' | 'evidence'>): boolean {
  return !isBeneficiary(debtor) && debtor.evidence !== null;
}

/** Nobody else was named to owe the money, and the person is dead. */
export function isAddresseeDead(state: Pick<CaseState, 'findings' | 'debtor'>): boolean {
  return isBeneficiary(state.debtor) && isKnownDead(state);
}

/** A paper is written to somebody who can read it. */
export function refuseDeadAddressee(state: Pick<CaseState, 'findings' | 'debtor'>): CommandRefusal | null {
  return isAddresseeDead(state) ? refuse('addressee-dead') : null;
}
