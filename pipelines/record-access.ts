import { existsSync } from 'node:fs';
import { type Access, recordAccess } from '../casework/access-log.ts';
import { actingUser, commandLineDoor } from '../casework/command-line/person.ts';
import { ledgerPath, openOffice, openOfficeLedger } from '../casework/office.ts';

/**
 * Enters a look at personal data into the audit chain, before it is shown. Without `--as` the machine's own account
 * stands for the person. A workspace without a ledger has no personal data of its own yet.
 */
export function recordLook(
  home: string,
  as: string | undefined,
  look: Pick<Access, 'kind' | 'subject' | 'detail'>,
): void {
  if (!existsSync(ledgerPath(home))) return;
  const office = openOffice(home);
  const ledger = openOfficeLedger(office, 'existing');
  try {
    const via = commandLineDoor();
    const user = as === undefined ? via : actingUser(ledger, office, as).user_id;
    recordAccess(ledger, office, { user, via, ...look });
  } finally {
    ledger.close();
  }
}
