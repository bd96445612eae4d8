import { countCases } from '../../../../casework/casebook/list-cases.ts';
import type { User } from '../../../../casework/roles.ts';
import type { Desk } from '../../desk.ts';

type Count = (desk: Desk, user: User) => number;

/** What waits on a page; pages without an entry show no number. */
const COUNTS: Readonly<Record<string, Count>> = {
  queue: ({ ledger }, user) => countCases(ledger, user, { status: ['new'] }),
  mine: ({ ledger }, user) => countCases(ledger, user, { assignee: user.user_id, status: ['investigating'] }),
};

export function countWaiting(desk: Desk, user: User, pages: readonly string[]): Record<string, number> {
  const counted = pages.flatMap((page) => {
    const count = COUNTS[page]?.(desk, user) ?? 0;
    return count === 0 ? [] : [[page, count] as const];
  });
  return Object.fromEntries(counted);
}
