import { claimOf } from '../core/claim.ts';
import type { ClearGround, Nature } from '../core/words/case.ts';
import type { Move } from '../core/words/moves.ts';
import { findAcknowledged } from '../storage/ledger/command-keys.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import type { Debtor, StruckMonth } from './case-events.ts';
import type { CaseState } from './case-state.ts';
import { loadCase } from './casebook/load-case.ts';
import { debtorOf } from './commands/name-debtor.ts';
import {
  type AnswerToEvidence,
  beneficiaryOwing,
  type Evidence,
  refuseUnseen,
  refuseUnsettled,
  type Settled,
} from './decision-guard.ts';
import { type CaseRequest, executeAll, type JointOutcome } from './execute.ts';
import { liveFindings } from './main-finding.ts';
import type { Office } from './office.ts';
import { deathIn, isBeneficiary, owingOf } from './parties.ts';
import { loadUser } from './reads/users/users.ts';
import { type CommandRefusal, refuse } from './refusals.ts';
import { refuseHands } from './rights.ts';
import { grantsFor } from './roles.ts';

/** Who owes: the beneficiary, whom an earlier decision named, or somebody named now; null where nobody was chosen. */
export type DebtorChoice = 'self' | 'kept' | NamedDebtor | null;

export type NamedDebtor = Partial<Debtor> & Pick<Debtor, 'name' | 'relation'>;

export interface Substantiation extends AnswerToEvidence {
  outcome: 'substantiated';
  reason: string;
  /** The day of the decision; today where it is not said. */
  on?: string;
  nature: Nature | null;
  debtor: DebtorChoice;
  /** Claimed months that are left out, each with its reason. */
  struck: readonly StruckMonth[];
}

export type DecisionRequest =
  | Substantiation
  | { outcome: 'unfounded'; reason: string; on?: string; ground: ClearGround | null }
  | {
      outcome: 'unverifiable';
      reason: string;
      on?: string;
      missing: string | null;
      review_on: string | null;
    };

export interface DecideRequest {
  /** The same on every retry; the parts go by keys of their own made from it. */
  key: string;
  user: string;
  /** In whose name, where the user acts as a delegate. */
  delegate_for?: string | null;
  via: string;
  case_id: string;
  /** What the last night says of the case; null where it says nothing. */
  evidence: Evidence | null;
  expected_last_seq: number | null;
  decision: DecisionRequest;
}

type Part = Pick<CaseRequest, 'move' | 'input'>;

/**
 * Decides a case with all that belongs to it, or does nothing. One that is found substantiated gets its debtor and,
 * where money is claimed, its amount without the struck months and the request for signatures.
 */
export function decideCase(ledger: Ledger, office: Office, request: DecideRequest): JointOutcome {
  const { key, user, via, case_id, evidence, decision } = request;
  const delegate_for = request.delegate_for ?? null;
  const state = loadCase(ledger, case_id);
  if (state === null) {
    return { ok: false, move: moveOf(decision), refusal: refuse('unknown-case', { case: case_id }) };
  }
  const isDone = (move: Move) => findAcknowledged(ledger, `${key}:${move}`) !== null;
  const isRepeated = isDone(moveOf(decision));
  if (!isRepeated && decision.outcome === 'substantiated') {
    const refusal =
      refuseStranger(ledger, state, request) ??
      (evidence && refuseUnseen(evidence, decision)) ??
      refuseOpen(state, decision);
    if (refusal !== null) return { ok: false, move: 'substantiate', refusal };
  }
  const parts = partsOf(ledger, state, delegate_for ?? user, decision)
    // what was acknowledged is answered as it was, whatever the case has become since
    .filter(({ move }) => !isRepeated || isDone(move));
  return executeAll(
    ledger,
    office,
    parts.map((part, place) => ({
      ...part,
      key: `${key}:${part.move}`,
      user,
      delegate_for,
      via,
      case_id,
      evidence,
      // the first finds the case as it was seen; the others follow within one transaction
      expected_last_seq: place === 0 ? request.expected_last_seq : null,
    })),
  );
}

/** Whoever may not decide is told nothing of what is open. */
function refuseStranger(
  ledger: Ledger,
  state: CaseState,
  { user, delegate_for }: DecideRequest,
): CommandRefusal | null {
  const actor = loadUser(ledger, user);
  const principal = delegate_for ? loadUser(ledger, delegate_for) : null;
  return actor && refuseHands(state, 'substantiate', actor, principal);
}

function refuseOpen(state: CaseState, { nature, debtor, struck }: Substantiation): CommandRefusal | null {
  const settled = { nature, debtor: owing(state, debtor), struck };
  return refuseUnsettled(claimOf(liveFindings(state)).lines, deathIn(state), settled);
}

function owing({ debtor, person }: CaseState, chosen: DebtorChoice): Settled['debtor'] {
  if (chosen === null) return null;
  if (chosen === 'self') return beneficiaryOwing(debtor);
  if (chosen === 'kept') return isBeneficiary(debtor) ? null : owingOf(debtor, person);
  const nothing = { resident_id: null, address: null, evidence: null, phone: null };
  const said = { ...nothing, is_office: undefined, sources: undefined, ...chosen };
  return owingOf(debtorOf(said, { person, debtor }), person);
}

function partsOf(ledger: Ledger, state: CaseState, userId: string, decision: DecisionRequest): Part[] {
  const { outcome: _outcome, ...said } = decision;
  if (decision.outcome !== 'substantiated') return [{ move: moveOf(decision), input: said }];
  const { reason, on, nature, basis, contrary_reason, looked, debtor, struck } = decision;
  const hasClaim = claimOf(liveFindings(state)).lines.length > 0;
  const named = hasClaim ? chosenAs(state, debtor) : null;
  const user = loadUser(ledger, userId);
  // amounts stay with the office: a township's decision waits there for its amount
  const fixesAmount =
    hasClaim && user !== null && grantsFor(user, ['investigator'], state.person.township).length > 0;
  const answered = {
    ...{ reason, nature, contrary_reason, looked },
    ...(on === undefined ? {} : { on }),
    ...(basis === null ? {} : { basis }),
  };
  return [
    { move: 'substantiate', input: answered },
    ...(named === null ? [] : [{ move: 'name-debtor' as const, input: named }]),
    ...(fixesAmount ? [{ move: 'fix-amount' as const, input: { struck } }] : []),
  ];
}

/** Null leaves the debtor as the case has it: the beneficiary, unless somebody was named before. */
function chosenAs(
  { debtor, person }: CaseState,
  chosen: DebtorChoice,
): Exclude<DebtorChoice, 'self' | 'kept'> {
  if (chosen === 'kept') return null;
  if (chosen !== 'self') return chosen;
  if (debtor.relation === 'self') return null;
  return { name: person.name, relation: 'self', resident_id: person.resident_id };
}

function moveOf({ outcome }: DecisionRequest): Move {
  if (outcome === 'substantiated') return 'substantiate';
  return outcome === 'unfounded' ? 'clear' : 'leave-unverifiable';
}
