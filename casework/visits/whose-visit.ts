import type { PersonToVisit } from '../reads/waiting/people-to-visit.ts';
import type { User } from '../roles.ts';

/**
 * Whether somebody is sent on a visit, and so must know whom they visit: whoever holds the case, and where a rule would have
 * somebody visited, the clerks of the very township.
 */
export function isVisitor(
  user: User,
  { assignee, township, is_overdue }: Pick<PersonToVisit, 'assignee' | 'township' | 'is_overdue'>,
): boolean {
  if (assignee === user.user_id) return true;
  return (
    is_overdue &&
    township !== null &&
    user.grants.some((one) => one.role === 'clerk' && one.township === township)
  );
}
