import type { Ledger } from '../../../../storage/ledger/ledger.ts';

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
