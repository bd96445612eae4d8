import { findAcknowledged } from '../../storage/ledger/command-keys.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { type CaseOutcome, type CaseRequest, carryOut } from '../execute.ts';
import type { Office } from '../office.ts';
import { oneOf, type QueryCondition } from '../reads/conditions.ts';
import { firstCase } from '../reads/queue/first-case.ts';
import { type QueueFilter, queueCondition } from '../reads/queue/queue-filter.ts';
import { type QueueSort, sortKeys } from '../reads/queue/queue-order.ts';
import { loadUser } from '../reads/users/users.ts';
import { refuse } from '../refusals.ts';
import { grantsFor, type User } from '../roles.ts';
import { transitionOf } from '../transitions.ts';

export interface TakeNextRequest {
  key: string;
  user: string;
  via: string;
  filter: QueueFilter;
  sort?: QueueSort | undefined;
}

/**
 * Takes the first case of a filter that nobody holds. Choosing and taking are one transaction with the writer's one
 * place, so that two people asking at once are given two cases.
 */
export function takeNext(ledger: Ledger, office: Office, request: TakeNextRequest): CaseOutcome {
  const { key, user, via } = request;
  const taking = (case_id: string): CaseRequest => ({ key, user, via, case_id, move: 'take', input: {} });
  return inTransaction(ledger, (): CaseOutcome => {
    const earlier = findAcknowledged(ledger, key);
    if (earlier !== null) return carryOut(ledger, office, taking(earlier.subject_id));
    const taker = loadUser(ledger, user);
    if (taker === null) return { ok: false, refusal: refuse('unknown-user', { user }) };
    const caseId = firstFree(ledger, taker, request, office.now());
    if (caseId === null) return { ok: false, refusal: refuse('nothing-left', {}) };
    return carryOut(ledger, office, taking(caseId));
  });
}

function firstFree(ledger: Ledger, taker: User, request: TakeNextRequest, at: string): string | null {
  const condition = queueCondition(taker, request.filter, free(at), withinGrants(taker));
  return firstCase(ledger, condition, sortKeys(ledger, request.sort ?? 'rank'));
}

/** New, or taken by somebody whose half-day is over. Instants are written alike, so that their texts compare. */
function free(at: string): QueryCondition {
  return {
    where: `(status = 'new' or (status = 'investigating' and locked_until <= ?))`,
    values: [new Date(Date.parse(at)).toISOString()],
  };
}

/** Somebody may see more than they may take: a cashier who is also the clerk of one township. */
function withinGrants(taker: User): QueryCondition {
  const { roles } = transitionOf('take');
  if (grantsFor(taker, roles, null).length > 0) return { where: 'true', values: [] };
  const townships = taker.grants
    .filter((grant) => roles.includes(grant.role))
    .flatMap((grant) => (grant.township === null ? [] : [grant.township]));
  return oneOf('township', townships) ?? { where: 'false', values: [] };
}
