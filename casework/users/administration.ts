import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { listUsers, loadUser } from '../reads/users/users.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { APART, type Grant, hasOneOf, hasRole, ROLE_TITLES, type Role, WITHOUT_TOWNSHIP } from '../roles.ts';
import type { Asker } from './asker.ts';

/**
 * Who keeps users: administrators, and, where the office keeps its three administrators apart, those of security, who alone give
 * roles. Those of records only read.
 */
const KEEPERS: readonly Role[] = ['administrator', 'security-administrator'];

type Administration = Pick<Office, 'administration'>;

export function countAdministrators(ledger: Ledger): number {
  return listUsers(ledger).filter((user) => hasOneOf(user, KEEPERS)).length;
}

export function refuseAsker(ledger: Ledger, asker: Asker): CommandRefusal | null {
  const user = asker.user === null ? null : loadUser(ledger, asker.user);
  return user !== null && hasOneOf(user, KEEPERS) ? null : refuse('administrators-only', {});
}

/**
 * Why somebody who keeps users may not give these roles, nor a password with which one could sign in in somebody's name. Kept
 * apart, a system administrator opens accounts and proposes; only the first administrator of security is theirs to make.
 */
export function refuseGranting(
  ledger: Ledger,
  { administration }: Administration,
  asker: Asker,
  grants: readonly Grant[] | null,
): CommandRefusal | null {
  if (administration === 'joined') return null;
  const user = asker.user === null ? null : loadUser(ledger, asker.user);
  if (user !== null && hasRole(user, 'security-administrator')) return null;
  const isFirst = !listUsers(ledger).some((one) => hasRole(one, 'security-administrator'));
  const isTheirs = grants?.every(({ role }) => role === 'security-administrator') === true;
  return isFirst && isTheirs ? null : refuse('security-administrator-grants');
}

/** Why a user cannot have these roles. */
export function refuseNewGrants(
  ledger: Ledger,
  office: Administration,
  userId: string,
  grants: readonly Grant[],
): CommandRefusal | null {
  return refuseLast(ledger, userId, grants) ?? refuseGrants(office, grants);
}

/** Why somebody cannot go, or have these roles only: nobody would be left who keeps users, or who gives roles. */
export function refuseLast(ledger: Ledger, userId: string, kept: readonly Grant[]): CommandRefusal | null {
  const isLost = KEEPERS.some((role) => {
    const holders = listUsers(ledger).filter((user) => hasRole(user, role));
    const isLast = holders.length === 1 && holders[0]?.user_id === userId;
    return isLast && !kept.some((grant) => grant.role === role);
  });
  return isLost ? refuse('last-administrator', {}) : null;
}

/** Whether the office gives a role at all. */
export function mayBeGiven({ administration }: Administration, role: Role): boolean {
  return administration === 'separated' || role === 'administrator' || !APART.has(role);
}

export function refuseGrants(office: Administration, grants: readonly Grant[]): CommandRefusal | null {
  if (grants.length > 1 && grants.some(({ role }) => APART.has(role)))
    return refuse('administrator-apart', {});
  if (grants.some(({ role }) => !mayBeGiven(office, role))) return refuse('administration-joined');
  const bound = grants.find(({ role, township }) => township !== null && WITHOUT_TOWNSHIP.has(role));
  if (bound !== undefined) {
    const { zh: role_zh, en: role } = ROLE_TITLES[bound.role];
    return refuse('role-without-township', { role_zh, role });
  }
  const isLostClerk = grants.some((grant) => grant.role === 'clerk' && grant.township === null);
  return isLostClerk ? refuse('clerk-needs-township', {}) : null;
}
