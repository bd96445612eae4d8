import type { Finding } from '../core/finding.ts';
import { findLast } from '../core/lists.ts';
import { isValidResidentId } from '../core/resident-id/index.ts';
import type { Debtor, Payee, ProposedDocument } from './case-events.ts';
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

/**
 * Whether two namings mean one person: the name is the same, and the numbers where both are known; without two numbers also
 * the relation, for a namesake in the family would go unseen.
 */
export function isSameDebtor(one: Debtor, other: Debtor): boolean {
  if (plain(one.name) !== plain(other.name)) return false;
  if ((one.is_office ?? false) !== (other.is_office ?? false)) return false;
  if (one.resident_id !== null && other.resident_id !== null) return one.resident_id === other.resident_id;
  return isBeneficiary(one) ? isBeneficiary(other) : one.relation === other.relation;
}

/** Whom a document names: whoever is paid money that is owed to the person, else whoever owes. */
export function namedBy(
  { payee }: Pick<ProposedDocument, 'payee'>,
  { debtor }: Pick<CaseState, 'debtor'>,
): Debtor | Payee {
  return payee ?? debtor;
}

/** Whether a paper of this record was written to whoever is to owe now: to a former debtor it is another's business. */
export function isWrittenToDebtor({ namings, debtor_seq }: CaseState, seq: number): boolean {
  return (findLast(namings, (one) => one.seq < seq)?.debtor_seq ?? 0) === debtor_seq;
}

/** Whether who owes is the beneficiary; older records say it in words. */
export function isBeneficiary({ relation }: Pick<Debtor, 'relation'>): boolean {
  return relation === 'self' || relation === '本人';
}

/**
 * Who owes, as the guards see them: the beneficiary stays the beneficiary whatever relation was typed. A namesake is told
 * apart by a number of their own; what is on record under another relation shows nothing of the beneficiary.
 */
export function owingOf(
  debtor: Pick<Debtor, 'name' | 'relation' | 'resident_id' | 'is_office' | 'evidence'>,
  person: CaseState['person'],
): Pick<Debtor, 'relation' | 'evidence'> {
  const { relation, evidence } = debtor;
  if (isBeneficiary(debtor) || !isSamePerson(debtor, person)) return { relation, evidence };
  return { relation: 'self', evidence: null };
}

function isSamePerson(
  { name, resident_id, is_office }: Pick<Debtor, 'name' | 'resident_id' | 'is_office'>,
  person: CaseState['person'],
): boolean {
  if (is_office === true) return false;
  if (resident_id !== null && isValidResidentId(resident_id)) return resident_id === person.resident_id;
  return plain(name) === plain(person.name);
}

const plain = (name: string): string => name.normalize('NFKC').replace(/[\s·]/gu, '');

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
export function isAddresseeDead(state: Pick<CaseState, 'findings' | 'debtor' | 'person'>): boolean {
  return isDebtorDead(deathIn(state), owingOf(state.debtor, state.person));
}

/** An amount is fixed against, and a paper written to, somebody who lives. */
export function refuseDeadAddressee(
  state: Pick<CaseState, 'findings' | 'debtor' | 'person'>,
): CommandRefusal | null {
  return isAddresseeDead(state) ? refuse('addressee-dead') : null;
}
