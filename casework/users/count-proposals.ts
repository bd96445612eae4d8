import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Office } from '../office.ts';
import { listUsers } from '../reads/users/users.ts';
import { proposedGrants } from './propose-grants.ts';
import { proposedReset } from './proposed-resets.ts';

/** Users whose new password or roles another administrator than this one has proposed. */
export function countProposals(ledger: Ledger, office: Office, administrator: string): number {
  return listUsers(ledger).filter(({ user_id }) =>
    [proposedGrants(ledger, user_id), proposedReset(ledger, office, user_id)].some(
      (proposal) => proposal !== null && proposal.proposed_by !== administrator,
    ),
  ).length;
}
