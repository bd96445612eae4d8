import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { firstOf, rowsOf } from '../rows.ts';

/** What a password is checked against, and how often it was got wrong since. */
export interface Credential {
  salt: Uint8Array;
  hash: Uint8Array;
  memory_kib: number;
  passes: number;
  parallelism: number;
  failures: number;
}

export function readCredential(ledger: Ledger, userId: string): Credential | null {
  return firstOf(
    ledger,
    `select salt, hash, memory_kib, passes, parallelism, failures
     from credential where user_id = ?`,
    userId,
  );
}

/** Everybody with a password. */
export function withPassword(ledger: Ledger): Set<string> {
  const rows = rowsOf<{ user_id: string }>(ledger, 'select user_id from credential');
  return new Set(rows.map(({ user_id }) => user_id));
}

/** Whether somebody has signed in under this name by this door before. */
export function hasSignedInFrom(ledger: Ledger, userId: string, via: string): boolean {
  const found = ledger
    .statement(
      `select 1 from event where stream = 'access' and subject_id = ? and type = 'LoginSucceeded' and via = ?
       limit 1`,
    )
    .get(userId, via);
  return found !== undefined;
}

/** A password that an administrator gave is for one sign-in: the person then chooses their own. */
export function mustChangePassword(ledger: Ledger, userId: string): boolean {
  const row = ledger
    .statement(
      `select actor from event where stream = 'user' and subject_id = ? and type = 'PasswordSet'
       order by seq desc limit 1`,
    )
    .get(userId);
  return row !== undefined && row.actor !== userId;
}

/** When and from where somebody signed in before this time. */
export function lastLogin(ledger: Ledger, userId: string): { at: string; address: string } | null {
  const row = ledger
    .statement(
      `select at, via from event where stream = 'access' and subject_id = ? and type = 'LoginSucceeded'
       order by seq desc limit 1`,
    )
    .get(userId);
  if (row === undefined) return null;
  return { at: String(row.at), address: String(row.via).replace(/^web /, '') };
}
