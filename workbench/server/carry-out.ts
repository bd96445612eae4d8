import type { CaseState } from '../../casework/case-state.ts';
import { type CaseRequest, execute } from '../../casework/execute.ts';
import type { Asking } from './desk.ts';
import { throwRefused } from './refused.ts';

/** Carries out one command for whoever asks and answers with the case after it; a refusal is thrown on in its own words. */
export function carryOutAsked(
  { desk, user, via }: Asking,
  request: Omit<CaseRequest, 'user' | 'via'>,
): CaseState {
  const outcome = execute(desk.ledger, desk.office, { ...request, user: user.user_id, via });
  if (!outcome.ok) throwRefused(outcome.refusal);
  return outcome.state;
}
