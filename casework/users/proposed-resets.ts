import { readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { readCredential } from '../reads/users/logins.ts';
import { type CommandRefusal, refuse } from '../refusals.ts';
import { countAdministrators, refuseGranting } from './administration.ts';
import type { Asker } from './asker.ts';

/** Nobody remembers later whether it was asked for. */
const OPEN_FOR_HOURS = 72;

/** What an administrator gives anew or takes away only with another one: whoever holds it could sign in in somebody's name. */
export const RESETS = {
  password: { proposed: 'PasswordResetProposed', ends: ['PasswordSet'] },
  'second-factor': {
    proposed: 'SecondFactorResetProposed',
    ends: ['SecondFactorSet', 'SecondFactorRemoved'],
  },
} as const;

export type Reset = keyof typeof RESETS;

/** A reset that waits for another administrator. */
interface ProposedReset {
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
export function waitsForAnother(
  ledger: Ledger,
  office: Office,
  asker: Asker,
  userId: string,
  what: Reset,
): boolean {
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
