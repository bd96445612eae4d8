import type { Ledger } from '../storage/ledger/ledger.ts';
import type { Debtor, Explanation, StruckMonth } from './case-events.ts';
import { type CaseRequest, executeAll, type JointOutcome } from './execute.ts';
import type { Office } from './office.ts';
import type { Nature } from './words/case.ts';
import type { Move } from './words/moves.ts';

export interface DecideRequest {
  /** The same on every retry; the parts go by keys of their own made from it. */
  key: string;
  user: string;
  via: string;
  case_id: string;
  reason: string;
  explanations: readonly Explanation[];
  nature: Nature | null;
  basis: readonly string[];
  contrary_reason: string | null;
  /** Null leaves the debtor as the case has it: the beneficiary, unless somebody was named before. */
  debtor: (Partial<Debtor> & Pick<Debtor, 'name' | 'relation'>) | null;
  /** Claimed months that are left out, each with its reason. */
  struck_months: readonly StruckMonth[];
  expected_last_seq: number | null;
}

/**
 * Finds a case substantiated, names the debtor, fixes the amount at the claim without the struck months, and puts it
 * before the approval chain: all of it or, where one part is refused, nothing.
 */
export function decideAndSubmit(ledger: Ledger, office: Office, request: DecideRequest): JointOutcome {
  const { key, user, via, case_id, reason, explanations, nature, basis, contrary_reason } = request;
  const part = (move: Move, input: unknown): CaseRequest => ({
    key: `${key}:${move}`,
    user,
    via,
    case_id,
    move,
    input,
  });
  const outcome = { reason, explanations, nature, basis, contrary_reason };
  return executeAll(ledger, office, [
    { ...part('substantiate', outcome), expected_last_seq: request.expected_last_seq },
    ...(request.debtor === null ? [] : [part('name-debtor', request.debtor)]),
    part('fix-amount', { struck: request.struck_months }),
  ]);
}
