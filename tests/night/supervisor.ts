import { ruleOnDelivery } from '../../casework/deliveries/rulings.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { loadUser } from '../../casework/reads/users.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import { sha256Hex } from '../../core/hash.ts';
import type { Office } from './office.ts';

/** Lets an administrator and the supervisor `li` into an office. */
export function appointSupervisor(office: Office): void {
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  for (const [user_id, role, by] of [
    ['admin', 'administrator', null],
    ['li', 'supervisor', 'admin'],
  ] as const) {
    const grants = [{ role, level: null, township: null }];
    addUser(ledger, here, { user: by, via: 'test' }, { user_id, display_name: user_id, grants });
  }
}

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
