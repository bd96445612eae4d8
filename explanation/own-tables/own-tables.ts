import type { OwnTable } from '../case-explanation.ts';
import type { Matter } from '../matter.ts';
import { tellAccount } from './accounts.ts';
import { tellIdentities } from './identities.ts';
import { tellLists } from './lists.ts';
import { tellPayments } from './payments.ts';

/** For every finding the tables of its own shape; one that is told in months has none. */
export async function drawOwnTables(matter: Matter): Promise<OwnTable[]> {
  const tables = await Promise.all(
    matter.findings.flatMap((finding) => [
      tellPayments(matter, finding),
      tellIdentities(matter, finding),
      tellAccount(matter, finding),
      tellLists(matter, finding),
    ]),
  );
  return tables.filter((table) => table !== null);
}
