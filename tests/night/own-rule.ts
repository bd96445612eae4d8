import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { addUser } from '../../casework/users/manage-users.ts';
import type { Office } from './office.ts';
import { appointSupervisor } from './supervisor.ts';

export const OWN_RULE = 'own/high-payment';

/** Two supervisors, `li` and `sun`: one proposes, the other agrees. */
export function appointTwo(office: Office): void {
  appointSupervisor(office);
  const here = openOffice(office.home);
  using ledger = openOfficeLedger(here);
  const grants = [{ role: 'supervisor' as const, level: null, township: null }];
  addUser(ledger, here, { user: 'admin', via: 'test' }, { user_id: 'sun', display_name: 'sun', grants });
}

/** Fills in what the folder of a new rule leaves to its writer. */
export function fillIn(office: Office, ruleId = OWN_RULE): void {
  edit(office, ruleId, 'rule.yaml', (text) => text.replaceAll('TODO 待填：', '').replaceAll('TODO ', ''));
}

export function edit(office: Office, ruleId: string, file: string, change: (text: string) => string): void {
  const path = join(office.workspace.rules, ruleId, file);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}
