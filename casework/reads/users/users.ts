import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { Delegation, Grant, User } from '../../roles.ts';
import { firstOf, rowsOf } from '../rows.ts';

const USER = 'user_id, display_name, grants, delegations, is_disabled';

interface UserRow {
  user_id: string;
  display_name: string;
  grants: string;
  delegations: string;
  is_disabled: number;
}

/** A user from the register, which is what the user's events add up to. */
export function loadUser(ledger: Ledger, userId: string): User | null {
  const row = firstOf<UserRow>(ledger, `select ${USER} from user_state where user_id = ?`, userId);
  return row === null ? null : toUser(row);
}

/** What somebody is called; their user name where nobody is registered under it. */
export function nameOfUser(ledger: Ledger, userId: string): string {
  return loadUser(ledger, userId)?.display_name ?? userId;
}

export function listUsers(ledger: Ledger): User[] {
  return rowsOf<UserRow>(ledger, `select ${USER} from user_state order by user_id`).map(toUser);
}

/** How many cases somebody is looking into. */
export function countCasesInHand(ledger: Ledger, userId: string): number {
  const sql = "select count(*) as cases from case_state where assignee = ? and status = 'investigating'";
  return firstOf<{ cases: number }>(ledger, sql, userId)?.cases ?? 0;
}

/** The people in whose name a user may act on a day. */
export function principalsOf(ledger: Ledger, userId: string, on: string): User[] {
  return listUsers(ledger).filter(
    (one) => !one.is_disabled && one.user_id !== userId && hasDelegated(one, userId, on),
  );
}

export function hasDelegated(principal: User, toUser: string, on: string): boolean {
  return principal.delegations.some(
    (delegation) => delegation.to_user === toUser && delegation.from_on <= on && on <= delegation.until_on,
  );
}

function toUser({ grants, delegations, is_disabled, ...row }: UserRow): User {
  return {
    ...row,
    grants: JSON.parse(grants) as Grant[],
    delegations: JSON.parse(delegations) as Delegation[],
    is_disabled: is_disabled === 1,
  };
}
