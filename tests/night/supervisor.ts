import { ruleOnDelivery } from '../../casework/deliveries/rulings.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { loadUser } from '../../casework/reads/users/users.ts';
import type { Role } from '../../casework/roles.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import { sha256Hex } from '../../core/hash.ts';
import { grant } from '../support/sample-office.ts';
import type { Office } from './office.ts';

/** Lets an administrator into an office, and others, each by their role. */
export function appoint(office: Office, people: Readonly<Record<string, Role>>): void {
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  for (const [user_id, role] of Object.entries<Role>({ admin: 'administrator', ...people })) {
    const by = { user: user_id === 'admin' ? null : 'admin', via: 'test' };
    const added = addUser(ledger, here, by, { user_id, display_name: user_id, grants: [grant(role)] });
    if (!added.ok) throw new Error(added.refusal.en);
  }
}

export const appointSupervisor = (office: Office): void => appoint(office, { li: 'supervisor' });

/** Two supervisors: one proposes, the other agrees. */
export const appointTwo = (office: Office): void => appoint(office, { li: 'supervisor', sun: 'supervisor' });

/** The supervisor says which of two files counts, each given by its text. */
export function ruleOnTexts(
  office: Office,
  earlier: string,
  later: string,
  said: Pick<Parameters<typeof ruleOnDelivery>[3], 'verdict' | 'reason'>,
): void {
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  const user = loadUser(ledger, 'li');
  if (!user) throw new Error('there is no supervisor');
  ruleOnDelivery(
    ledger,
    here,
    { user, via: 'test' },
    { ...said, hash: sha256Hex(earlier), by_hash: sha256Hex(later) },
  );
}
