import { stableJson } from '../../core/hash.ts';
import { readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import type { Grant } from '../roles.ts';
import { countAdministrators, refuseGranting, refuseNewGrants } from './administration.ts';
import type { Asker } from './asker.ts';
import type { UserPayloads } from './fold-user.ts';
import { byAdministrator, changeGrants, no, record, type UserOutcome } from './manage-users.ts';

/** A change of somebody's roles that waits for another administrator. */
export interface ProposedGrants {
  /** Its place in the journal; whoever agrees names it, so that nobody agrees to another one than they read. */
  seq: number;
  grants: readonly Grant[];
  reason: string;
  proposed_by: string;
  proposed_at: string;
}

/** What the events about a user leave open: the last proposal that nobody has agreed to or turned down. */
export function proposedGrants(ledger: Ledger, userId: string): ProposedGrants | null {
  let proposed: ProposedGrants | null = null;
  for (const { type, payload, seq, actor, at } of readSubject(ledger, 'user', userId)) {
    if (type === 'GrantsProposed') {
      const { grants, reason } = payload as UserPayloads['GrantsProposed'];
      proposed = { seq, grants, reason, proposed_by: actor, proposed_at: at };
    }
    if (type === 'GrantsChanged' || type === 'GrantsRejected') proposed = null;
  }
  return proposed;
}

/** One administrator says which roles somebody is to have; nothing changes yet. */
export function proposeGrants(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  grants: readonly Grant[],
  reason: string,
): UserOutcome {
  return byAdministrator(ledger, asker, userId, () => {
    if (countAdministrators(ledger) < 2) return no('second-administrator-missing', {});
    if (reason.trim() === '') return no('reason-required', {});
    if (proposedGrants(ledger, userId) !== null) return no('grants-already-proposed', { user: userId });
    const refusal = refuseNewGrants(ledger, office, userId, grants);
    if (refusal !== null) return { ok: false, refusal };
    if (isSame(loadUser(ledger, userId)?.grants ?? [], grants)) return no('same-grants', {});
    return record(ledger, office, asker, userId, { type: 'GrantsProposed', payload: { grants, reason } });
  });
}

/** Another administrator agrees, and the roles are what was proposed. Nobody agrees to their own, nor to their own roles. */
export function approveGrants(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  seq: number,
): UserOutcome {
  return byAdministrator(ledger, asker, userId, () => {
    const proposed = proposedGrants(ledger, userId);
    if (proposed === null || proposed.seq !== seq) return no('no-grants-proposed', { user: userId });
    const ownWork = refuseOwn(asker, userId, proposed);
    if (ownWork !== null) return { ok: false, refusal: ownWork };
    // who else is an administrator may have changed since it was proposed
    const refusal =
      refuseGranting(ledger, office, asker, proposed.grants) ??
      refuseNewGrants(ledger, office, userId, proposed.grants);
    if (refusal !== null) return { ok: false, refusal };
    const { grants, reason, proposed_by } = proposed;
    return record(ledger, office, asker, userId, {
      type: 'GrantsChanged',
      payload: { grants, reason, proposed_by },
    });
  });
}

/**
 * Changes roles by whoever asks, as the office has administrators: alone where there is one; else the first to ask proposes it,
 * and another who asks for the same agrees. `set` says which of the two came of it.
 */
export function changeOrPropose(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  grants: readonly Grant[],
  reason: string,
): { set: boolean } | CommandRefusal {
  if (countAdministrators(ledger) < 2) {
    const changed = changeGrants(ledger, office, asker, userId, grants, reason);
    return changed.ok ? { set: true } : changed.refusal;
  }
  const open = proposedGrants(ledger, userId);
  const isAgreed = open !== null && open.proposed_by !== asker.user && isSame(open.grants, grants);
  const outcome = isAgreed
    ? approveGrants(ledger, office, asker, userId, open.seq)
    : proposeGrants(ledger, office, asker, userId, grants, reason);
  return outcome.ok ? { set: isAgreed } : outcome.refusal;
}

/** Another administrator turns a proposal down, or its author takes it back. */
export function rejectGrants(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  seq: number,
  reason: string,
): UserOutcome {
  return byAdministrator(ledger, asker, userId, () => {
    const proposed = proposedGrants(ledger, userId);
    if (proposed === null || proposed.seq !== seq) return no('no-grants-proposed', { user: userId });
    if (reason.trim() === '') return no('reason-required', {});
    return record(ledger, office, asker, userId, {
      type: 'GrantsRejected',
      payload: { proposed_by: proposed.proposed_by, reason },
    });
  });
}

function refuseOwn(asker: Asker, userId: string, proposed: ProposedGrants): CommandRefusal | null {
  const isOwn = asker.user === proposed.proposed_by || asker.user === userId;
  return isOwn ? refuse('own-work', { user: asker.user ?? userId }) : null;
}

function isSame(one: readonly Grant[], other: readonly Grant[]): boolean {
  const sorted = (grants: readonly Grant[]): string[] => grants.map((grant) => stableJson(grant)).sort();
  return stableJson(sorted(one)) === stableJson(sorted(other));
}
