import { existsSync } from 'node:fs';
import { Refusal } from '../../core/errors.ts';
import { type Ledger, openLedger } from '../../storage/ledger/ledger.ts';
import { loadVerbs, refuseWithoutRight, rightToVerb, standingsOf } from '../acts/who-may.ts';
import { ledgerPath, type Office, openOfficeLedger } from '../office.ts';
import { listUsers, loadUser } from '../reads/users/users.ts';
import { refuse, throwRefusal } from '../refusals.ts';
import type { User } from '../roles.ts';
import { actingUser, commandLineDoor } from './person.ts';

const VERB = 'restore';

/**
 * Who puts a backup in the ledger's place, in whose name it is entered there: the user named, else the account of the machine.
 * Records are given up (`isForced`) by a named user only, as soon as the office has any. Where there is no ledger that says
 * who may, or none that can be read, the backup's own is asked.
 */
export function whoRestores(
  office: Office,
  backup: string,
  as: string | undefined,
  isForced: boolean,
): { user: string; via: string } {
  const via = commandLineDoor();
  using present = presentLedger(office);
  if (as === undefined) {
    if (isForced && present !== null && listUsers(present).length > 0)
      throwRefusal(refuse('name-who-restores'));
    return { user: via, via };
  }
  if (present !== null) {
    allow(present, office, actingUser(present, office, as));
  } else {
    using copy = openLedger(backup, { access: 'read' });
    const user = loadUser(copy, as) ?? throwRefusal(refuse('unknown-user', { user: as }));
    allow(copy, office, user);
  }
  return { user: as, via };
}

function allow(ledger: Ledger, office: Office, user: User): void {
  const right = rightToVerb(loadVerbs(), VERB) ?? undefined;
  const refusal = refuseWithoutRight(right, standingsOf({ ledger, office }, user));
  if (refusal !== null) throwRefusal(refusal);
}

/** The ledger as it stands; null where there is none, or none that can be read: that is what backups are for. */
function presentLedger(office: Office): Ledger | null {
  if (!existsSync(ledgerPath(office.home))) return null;
  try {
    return openOfficeLedger(office, 'existing');
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
