import type { Ledger } from '../../storage/ledger/ledger.ts';
import { firstOf, rowsOf } from './rows.ts';

/** What a password is checked against, and how often it was got wrong since. */
export interface Credential {
  salt: Uint8Array;
  hash: Uint8Array;
  memory_kib: number;
  passes: number;
  parallelism: number;
  failures: number;
  locked_until: string | null;
}

export function readCredential(ledger: Ledger, userId: string): Credential | null {
  return firstOf(
    ledger,
    `select salt, hash, memory_kib, passes, parallelism, failures, locked_until
     from credential where user_id = ?`,
    userId,
  );
}

/** Everybody with a password, and until when each is locked out. */
export function listLocks(ledger: Ledger): Map<string, string | null> {
  const rows = rowsOf<{ user_id: string; locked_until: string | null }>(
    ledger,
    'select user_id, locked_until from credential',
  );
  return new Map(rows.map(({ user_id, locked_until }) => [user_id, locked_until]));
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
