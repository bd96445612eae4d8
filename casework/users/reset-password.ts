import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { readSecondFactor } from '../reads/users/second-factors.ts';
import { loadUser, nameOfUser } from '../reads/users/users.ts';
import type { CommandRefusal } from '../refusals.ts';
import { refuse } from '../refusals.ts';
import type { Asker } from './asker.ts';
import { byAdministrator, no, record, type UserOutcome } from './manage-users.ts';
import { setPassword } from './passwords.ts';
import { proposedReset, RESETS, type Reset, waitsForAnother } from './proposed-resets.ts';
import { removeSecondFactor } from './second-factor.ts';

/**
 * An administrator gives somebody a new password. Where there is another administrator the first to ask proposes it, and it is
 * set by the other, who asks for the same: `set` says which of the two came of it.
 */
export function resetPassword(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  password: string,
): { set: boolean } | CommandRefusal {
  if (!waitsForAnother(ledger, office, asker, userId, 'password')) {
    return setPassword(ledger, office, asker, userId, password) ?? { set: true };
  }
  const outcome = byAdministrator(ledger, asker, userId, () =>
    propose(ledger, office, asker, userId, 'password'),
  );
  return outcome.ok ? { set: false } : outcome.refusal;
}

/** The same for a second factor that was lost: it is taken away, and the person sets another at the next sign-in. */
export function resetSecondFactor(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
): { set: boolean } | CommandRefusal {
  const outcome = byAdministrator(ledger, asker, userId, () => {
    const user = loadUser(ledger, userId);
    if (user === null || readSecondFactor(ledger, userId) === null)
      return no('no-second-factor', { user: userId });
    if (asker.user === userId) return no('own-work', { user: userId });
    if (waitsForAnother(ledger, office, asker, userId, 'second-factor'))
      return propose(ledger, office, asker, userId, 'second-factor');
    removeSecondFactor(ledger, office, asker, userId);
    return { ok: true, user };
  });
  return outcome.ok ? { set: readSecondFactor(ledger, userId) === null } : outcome.refusal;
}

function propose(ledger: Ledger, office: Office, asker: Asker, userId: string, what: Reset): UserOutcome {
  if (proposedReset(ledger, office, userId, what) !== null)
    return no('reset-already-proposed', { user: userId });
  return record(ledger, office, asker, userId, { type: RESETS[what].proposed, payload: {} });
}

/** The same with a password made up for somebody else: one's own is changed with the old one, never handed out. */
export function handOutPassword(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  password: string,
): { set: boolean } | CommandRefusal {
  if (asker.user === userId) return refuse('own-work', { user: nameOfUser(ledger, userId) });
  return resetPassword(ledger, office, asker, userId, password);
}
