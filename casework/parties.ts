import type { Finding } from '../core/finding.ts';
import type { Debtor } from './case-events.ts';
import type { CaseState } from './case-state.ts';
import { liveFindings } from './main-finding.ts';
import { type CommandRefusal, refuse } from './refusals.ts';

/** `known` where a finding rests on a death, `reported` where only the list that it questions tells of one. */
export type Death = 'known' | 'reported';

/** What stands in the case about a death of its person; null where nothing does. */
export function deathIn(state: Pick<CaseState, 'findings'>): Death | null {
  const findings = liveFindings(state);
  const told = findings.map(({ facts }) => facts);
  if (told.some((facts) => (facts.died_on ?? facts.died_month ?? null) !== null || facts.is_dead === true))
    return 'known';
  const isReported = told.some(
    (facts) => (facts.reported_died_on ?? facts.reported_died_month ?? null) !== null,
  );
  return isReported || findings.some(isGrantClaimed) ? 'reported' : null;
}

/** Nobody draws the grant for their own funeral: who applied reported a death, whatever else is known of it. */
function isGrantClaimed({ rule_id, direction }: Finding): boolean {
  return rule_id.startsWith('funeral-grant/') && direction === 'fund';
}

export function isKnownDead(state: Pick<CaseState, 'findings'>): boolean {
  return deathIn(state) === 'known';
}

/** Whether who owes is the beneficiary; older records say it in words. */
export function isBeneficiary({ relation }: Pick<Debtor, 'relation'>): boolean {
  return relation === 'self' || relation === '本人';
}

/** Somebody else owes, and it is on record what shows that they drew the money: to owe it is not to have drawn it. */
export function isDrawnByOther(debtor: Pick<Debtor, 'relation' | 'evidence'>): boolean {
  return !isBeneficiary(debtor) && debtor.evidence !== null;
}

/**
 * The dead owe nothing that somebody else drew, and read no paper. Of a death that is merely reported it is enough that
 * something on record shows the person themselves to have drawn the money.
 */
export function isDebtorDead(death: Death | null, debtor: Pick<Debtor, 'relation' | 'evidence'>): boolean {
  return isBeneficiary(debtor) && (death === 'known' || (death === 'reported' && debtor.evidence === null));
}

/** Nobody else was named to owe the money, and the person is dead. */
export function isAddresseeDead(state: Pick<CaseState, 'findings' | 'debtor'>): boolean {
  return isDebtorDead(deathIn(state), state.debtor);
}

/** An amount is fixed against, and a paper written to, somebody who lives. */
export function refuseDeadAddressee(state: Pick<CaseState, 'findings' | 'debtor'>): CommandRefusal | null {
  return isAddresseeDead(state) ? refuse('addressee-dead') : null;
}
