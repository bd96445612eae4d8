import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import { businessDay } from '../business-day.ts';
import type { Office } from '../office.ts';
import { refuseTerm } from '../plausible.ts';
import { countCasesInHand, listUsers, loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, type RefusalCode, type RefusalValues, refuse } from '../refusals.ts';
import type { Grant, User } from '../roles.ts';
import {
  countAdministrators,
  refuseAsker,
  refuseGranting,
  refuseGrants,
  refuseLast,
  refuseNewGrants,
} from './administration.ts';
import type { Asker } from './asker.ts';
import { type NewUserEvent, projectUser } from './fold-user.ts';
import { refuseNames } from './user-name.ts';

export type UserOutcome = { ok: true; user: User } | { ok: false; refusal: CommandRefusal };

/**
 * Adds a user without a password: until one is set, nobody can log in under this name. Where there are two administrators the
 * roles wait for the other one to agree: nobody alone makes somebody who decides or signs.
 */
export function addUser(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  added: { user_id: string; display_name: string; grants: readonly Grant[] },
): UserOutcome {
  return inTransaction(ledger, () => {
    const users = listUsers(ledger);
    if (users.length === 0) {
      // Somebody must come first, and that somebody may do nothing but add the others.
      if (!added.grants.some((grant) => grant.role === 'administrator'))
        return no('first-is-administrator', {});
    } else {
      const refusal = refuseAsker(ledger, asker);
      if (refusal !== null) return { ok: false, refusal };
    }
    const unfit = refuseNames(added);
    if (unfit !== null) return { ok: false, refusal: unfit };
    if (users.some((user) => user.user_id === added.user_id))
      return no('user-exists', { user: added.user_id });
    const refusal = refuseGrants(office, added.grants);
    if (refusal !== null) return { ok: false, refusal };
    const { display_name, grants } = added;
    if (countAdministrators(ledger) > 1) {
      record(ledger, office, asker, added.user_id, {
        type: 'UserAdded',
        payload: { display_name, grants: [] },
      });
      return record(ledger, office, asker, added.user_id, {
        type: 'GrantsProposed',
        payload: { grants, reason: '新用户' },
      });
    }
    const granting = users.length === 0 ? null : refuseGranting(ledger, office, asker, grants);
    if (granting !== null) return { ok: false, refusal: granting };
    return record(ledger, office, asker, added.user_id, {
      type: 'UserAdded',
      payload: { display_name, grants },
    });
  });
}

/**
 * Gives a user other roles; a transfer of post takes the old ones away in the same step. Only while the office has a single
 * administrator: where there are two, one proposes and the other agrees (`propose-grants.ts`).
 */
export function changeGrants(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  grants: readonly Grant[],
  reason: string,
): UserOutcome {
  return byAdministrator(ledger, asker, userId, () => {
    if (countAdministrators(ledger) > 1) return no('second-administrator-agrees', {});
    const refusal =
      refuseGranting(ledger, office, asker, grants) ?? refuseNewGrants(ledger, office, userId, grants);
    if (refusal !== null) return { ok: false, refusal };
    return record(ledger, office, asker, userId, { type: 'GrantsChanged', payload: { grants, reason } });
  });
}

export function disableUser(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  reason: string,
): UserOutcome {
  return byAdministrator(ledger, asker, userId, () => {
    const refusal = refuseLast(ledger, userId, []);
    if (refusal !== null) return { ok: false, refusal };
    const count = countCasesInHand(ledger, userId);
    if (count > 0) return no('cases-to-hand-over', { user: userId, count });
    return record(ledger, office, asker, userId, { type: 'UserDisabled', payload: { reason } });
  });
}

export function enableUser(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  reason: string,
): UserOutcome {
  return byAdministrator(ledger, asker, userId, () =>
    record(ledger, office, asker, userId, { type: 'UserEnabled', payload: { reason } }),
  );
}

/** Only the person whose signature it is can lend it, and only for a time. */
export function delegate(
  ledger: Ledger,
  office: Office,
  asker: { user: string; via: string },
  delegation: { to_user: string; from_on: string; until_on: string },
): UserOutcome {
  return inTransaction(ledger, () => {
    const principal = loadUser(ledger, asker.user);
    if (principal === null) return no('unknown-user', { user: asker.user });
    if (principal.is_disabled) return no('user-disabled', { user: asker.user });
    if (loadUser(ledger, delegation.to_user) === null)
      return no('unknown-user', { user: delegation.to_user });
    const refusal = refuseTerm(office.plausible, delegation, businessDay(office.now()));
    if (refusal !== null) return { ok: false, refusal };
    return record(ledger, office, asker, asker.user, { type: 'DelegationGiven', payload: delegation });
  });
}

export function byAdministrator(
  ledger: Ledger,
  asker: Asker,
  userId: string,
  change: () => UserOutcome,
): UserOutcome {
  return inTransaction(ledger, () => {
    const refusal = refuseAsker(ledger, asker);
    if (refusal !== null) return { ok: false, refusal };
    return loadUser(ledger, userId) === null ? no('unknown-user', { user: userId }) : change();
  });
}

export function record(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  event: NewUserEvent,
): UserOutcome {
  const author = authorOf(office, { user: asker.user ?? userId, via: asker.via });
  appendEvents(ledger, author, [{ ...event, stream: 'user', subject_id: userId }]);
  return { ok: true, user: projectUser(ledger, userId) };
}

export function no<Code extends RefusalCode>(code: Code, ...values: RefusalValues<Code>): UserOutcome {
  return { ok: false, refusal: refuse(code, ...values) };
}
