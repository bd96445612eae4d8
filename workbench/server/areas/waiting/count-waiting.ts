import { countOpenBatches } from '../../../../casework/reads/batches.ts';
import { countCases } from '../../../../casework/reads/list-cases.ts';
import type { User } from '../../../../casework/roles.ts';
import type { Desk } from '../../desk.ts';
import { countApprovals } from '../approvals/list-waiting.ts';
import { inboxFiles } from '../sources/inbox.ts';

type Count = (desk: Desk, user: User) => number;

/** What waits on a page; pages without an entry show no number. */
const COUNTS: Readonly<Record<string, Count>> = {
  batches: ({ ledger }) => countOpenBatches(ledger),
  queue: ({ ledger }, user) => countCases(ledger, user, { status: ['new'] }),
  // files that the next run will receive
  sources: (desk) => inboxFiles(desk).length,
  mine: ({ ledger }, user) => countCases(ledger, user, { assignee: user.user_id, status: ['investigating'] }),
  approvals: countApprovals,
  // approved but not issued, issued but not served
  notices: ({ ledger }, user) => countCases(ledger, user, { status: ['approved', 'notified'] }),
};

export function countWaiting(desk: Desk, user: User, pages: readonly string[]): Record<string, number> {
  const counted = pages.flatMap((page) => {
    const count = COUNTS[page]?.(desk, user) ?? 0;
    return count === 0 ? [] : [[page, count] as const];
  });
  return Object.fromEntries(counted);
}
