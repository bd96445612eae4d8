import { readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { readCredential } from '../reads/logins.ts';
import { loadUser } from '../reads/users.ts';
import type { CommandRefusal } from '../refusals.ts';
import { refuse } from '../refusals.ts';
import { type Asker, byAdministrator, countAdministrators, no, record } from './manage-users.ts';
import { setPassword } from './passwords.ts';

/** Nobody remembers later whether it was asked for. */
const OPEN_FOR_HOURS = 72;

/** A new password for somebody that waits for another administrator. */
export interface ProposedReset {
  proposed_by: string;
  proposed_at: string;
}

/** What is open of resets: the last that nobody has made yet, while it is still remembered. */
export function proposedReset(
  ledger: Ledger,
  { now }: Pick<Office, 'now'>,
  userId: string,
): ProposedReset | null {
  let open: ProposedReset | null = null;
  for (const { type, actor, at } of readSubject(ledger, 'user', userId)) {
    if (type === 'PasswordResetProposed') open = { proposed_by: actor, proposed_at: at };
    if (type === 'PasswordSet') open = null;
  }
  const isOver =
    open !== null && Date.parse(now()) - Date.parse(open.proposed_at) > OPEN_FOR_HOURS * 3_600_000;
  return isOver ? null : open;
}

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
  if (!waitsForAnother(ledger, office, asker, userId)) {
    return setPassword(ledger, office, asker, userId, password) ?? { set: true };
  }
  const outcome = byAdministrator(ledger, asker, userId, () => {
    if (proposedReset(ledger, office, userId) !== null) return no('reset-already-proposed', { user: userId });
    return record(ledger, office, asker, userId, { type: 'PasswordResetProposed', payload: {} });
  });
  return outcome.ok ? { set: false } : outcome.refusal;
}

/** The same with a password made up for somebody else: one's own is changed with the old one, never handed out. */
export function handOutPassword(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  password: string,
): { set: boolean } | CommandRefusal {
  if (asker.user === userId)
    return refuse('own-work', { user: loadUser(ledger, userId)?.display_name ?? userId });
  return resetPassword(ledger, office, asker, userId, password);
}

/** Why an administrator cannot set another's password alone: with it they could sign in the other's name. */
export function refuseResetAlone(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
): CommandRefusal | null {
  return waitsForAnother(ledger, office, asker, userId) ? refuse('second-administrator-agrees') : null;
}

/** Somebody's first password is given with the account, whose roles wait for another administrator themselves. */
function waitsForAnother(ledger: Ledger, office: Office, asker: Asker, userId: string): boolean {
  if (asker.user === userId || readCredential(ledger, userId) === null) return false;
  if (countAdministrators(ledger) < 2) return false;
  const open = proposedReset(ledger, office, userId);
  return open === null || open.proposed_by === asker.user;
}
