import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import type { Office } from '../office.ts';
import { readCredential } from '../reads/users/logins.ts';
import { loadUser } from '../reads/users/users.ts';
import type { User } from '../roles.ts';
import { noteAccess } from './note-access.ts';
import { setFailures } from './passwords.ts';
import { wantsSecondFactor } from './second-factor.ts';

export type SignOnOutcome = { ok: true; user: User } | { ok: false; why: 'no-account' | 'second-factor' };

/**
 * Lets in somebody whom the office's provider names, if the office has opened an account of exactly that name: signing on makes
 * nobody and gives no role. Whose role asks for a second factor must have proved it there.
 */
export function signOn(
  ledger: Ledger,
  office: Office,
  via: string,
  { name, by_two_factors }: { name: string; by_two_factors: boolean },
): SignOnOutcome {
  return inTransaction(ledger, (): SignOnOutcome => {
    const user = loadUser(ledger, name);
    if (user === null) return { ok: false, why: 'no-account' };
    const note = (type: 'LoginSucceeded' | 'LoginFailed', payload: object) =>
      noteAccess(ledger, office, { user: name, via }, name, type, { ...payload, by: 'sign-on' });
    const isShort = !by_two_factors && wantsSecondFactor({ ledger, office }, user);
    if (user.is_disabled || isShort) {
      // no password was got wrong: the count stays
      note('LoginFailed', { failures: readCredential(ledger, name)?.failures ?? 0 });
      return { ok: false, why: user.is_disabled ? 'no-account' : 'second-factor' };
    }
    setFailures(ledger, name, 0);
    note('LoginSucceeded', {});
    return { ok: true, user };
  });
}
