import { listQueue } from '../../../../casework/reads/queue/list-queue.ts';
import type { QueueFilter } from '../../../../casework/reads/queue/queue-filter.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { Asking } from '../../desk.ts';

/** Fewer digits than these end too many accounts to say anything. */
const FEWEST_DIGITS = 4;

/** More people than these behind one ending is no search any more. */
const MOST_PEOPLE = 500;

/**
 * The filter with what was typed into the search box. The casebook knows names, numbers, cases and notices; whose
 * account ends in these digits only the published build knows, so both answers are put together by person.
 */
export async function withText(
  asking: Asking,
  filter: QueueFilter,
  text: string | undefined,
): Promise<QueueFilter> {
  if (text === undefined || text === '') return filter;
  const holders = await accountHolders(asking, text.replaceAll(/\s/g, ''));
  if (holders.length === 0) return { ...filter, text };
  const { rows } = listQueue(asking.desk.ledger, asking.user, { text }, { limit: MOST_PEOPLE });
  return { ...filter, person_ids: [...new Set([...holders, ...rows.map((row) => row.person_id)])] };
}

interface Account {
  account_no: string;
  person_id: string;
}

async function accountHolders({ desk }: Asking, digits: string): Promise<string[]> {
  if (!/^\d+$/.test(digits) || digits.length < FEWEST_DIGITS) return [];
  if (currentBuild(desk.workspace.builds) === null) return [];
  // a hundred thousand accounts are walked faster than the payments of all years are asked again
  const accounts = await desk.reader.use((build) =>
    build.once('accounts', () =>
      build.rows<Account>(
        'select distinct account_no, person_id from canonical.benefit_payment where account_no is not null',
      ),
    ),
  );
  const holders = accounts.filter((account) => account.account_no.endsWith(digits));
  return [...new Set(holders.map((account) => account.person_id))].slice(0, MOST_PEOPLE);
}
