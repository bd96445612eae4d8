import { readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { readCredential } from '../reads/logins.ts';
import { readSecondFactor } from '../reads/second-factors.ts';
import { loadUser, nameOfUser } from '../reads/users.ts';
import type { CommandRefusal } from '../refusals.ts';
import { refuse } from '../refusals.ts';
import { countAdministrators, refuseGranting } from './administration.ts';
import { type Asker, byAdministrator, no, record, type UserOutcome } from './manage-users.ts';
import { setPassword } from './passwords.ts';
import { removeSecondFactor } from './second-factor.ts';

/** Nobody remembers later whether it was asked for. */
const OPEN_FOR_HOURS = 72;

/** What an administrator gives anew or takes away only with another one: whoever holds it could sign in in somebody's name. */
const RESETS = {
  password: { proposed: 'PasswordResetProposed', ends: ['PasswordSet'] },
  'second-factor': {
    proposed: 'SecondFactorResetProposed',
    ends: ['SecondFactorSet', 'SecondFactorRemoved'],
  },
} as const;

type Reset = keyof typeof RESETS;

/** A reset that waits for another administrator. */
export interface ProposedReset {
  proposed_by: string;
  proposed_at: string;
}

/** What is open of resets: the last that nobody has made yet, while it is still remembered. */
export function proposedReset(
  ledger: Ledger,
  { now }: Pick<Office, 'now'>,
  userId: string,
  what: Reset = 'password',
): ProposedReset | null {
  const { proposed, ends } = RESETS[what];
  let open: ProposedReset | null = null;
  for (const { type, actor, at } of readSubject(ledger, 'user', userId)) {
    if (type === proposed) open = { proposed_by: actor, proposed_at: at };
    if (ends.some((end) => end === type)) open = null;
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

/** Why an administrator cannot set another's password alone: with it they could sign in the other's name. */
export function refuseResetAlone(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
): CommandRefusal | null {
  return waitsForAnother(ledger, office, asker, userId, 'password')
    ? refuse('second-administrator-agrees')
    : null;
}

/** The first password is given with the account, before somebody else has agreed to its roles. */
function waitsForAnother(ledger: Ledger, office: Office, asker: Asker, userId: string, what: Reset): boolean {
  if (asker.user === userId || (what === 'password' && isNew(ledger, userId))) return false;
  const mayGive = (user: string | null): boolean =>
    refuseGranting(ledger, office, { user, via: asker.via }, null) === null;
  if (countAdministrators(ledger) < 2 && mayGive(asker.user)) return false;
  const open = proposedReset(ledger, office, userId, what);
  if (open === null || open.proposed_by === asker.user) return true;
  // kept apart, one of the two is of security
  return !mayGive(asker.user) && !mayGive(open.proposed_by);
}

function isNew(ledger: Ledger, userId: string): boolean {
  const isAgreed = readSubject(ledger, 'user', userId).some(({ type }) => type === 'GrantsChanged');
  return readCredential(ledger, userId) === null && !isAgreed;
}
