import { lastLogin, mustChangePassword, withPassword } from '../../../../casework/reads/users/logins.ts';
import { factorOf } from '../../../../casework/reads/users/second-factors.ts';
import { countCasesInHand, listUsers } from '../../../../casework/reads/users/users.ts';
import { proposedGrants } from '../../../../casework/users/propose-grants.ts';
import { proposedReset } from '../../../../casework/users/proposed-resets.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { UserRow } from '../../../contract/users.ts';
import type { Desk } from '../../desk.ts';

/** Everybody with an account, and what an administrator has to know of each before acting. */
export function listAccounts({ ledger, office, pauses }: Desk): UserRow[] {
  const known = withPassword(ledger);
  return listUsers(ledger).map(({ user_id, display_name, grants, is_disabled }) => {
    const proposal = proposedGrants(ledger, user_id);
    return {
      user_id,
      display_name,
      grants: grants.map((grant) => ({ ...grant })),
      is_disabled,
      has_password: known.has(user_id),
      must_change_password: mustChangePassword(ledger, user_id),
      locked_until: pauses.until(user_id),
      last_login_at: lastLogin(ledger, user_id)?.at ?? null,
      reset_proposed_by: proposedReset(ledger, office, user_id)?.proposed_by ?? null,
      second_factor: factorOf(ledger, user_id)?.kind ?? null,
      factor_reset_proposed_by: proposedReset(ledger, office, user_id, 'second-factor')?.proposed_by ?? null,
      cases_in_hand: countCasesInHand(ledger, user_id),
      proposal:
        proposal === null ? null : { ...proposal, grants: proposal.grants.map((one) => ({ ...one })) },
    };
  });
}

/** The townships of the office's own roster. */
export async function knownTownships({ reader, workspace }: Desk): Promise<string[]> {
  if (currentBuild(workspace.builds) === null) return [];
  return reader.use(async (build) => {
    const rows = await build.rows<{ township: string }>(`
      select person.township
      from canonical.person as person
      inner join canonical.beneficiary as beneficiary on beneficiary.person_id = person.person_id
      where person.township is not null
      group by person.township
      order by count(*) desc, person.township`);
    return rows.map(({ township }) => township);
  });
}
