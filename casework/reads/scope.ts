import type { Role, User } from '../roles.ts';
import { EVERYTHING, oneOf, type QueryCondition } from './conditions.ts';

/** For whom something is read: a person, or the program itself, which sees every case. */
export type Viewer = User | 'program';

/** Roles that read cases at all; the administrator keeps users and sees none. The auditor reads and moves nothing. */
const READS_CASES: ReadonlySet<Role> = new Set([
  'supervisor',
  'investigator',
  'approver',
  'cashier',
  'manager',
  'auditor',
  'audit-administrator',
  'clerk',
]);

/** The places of whose people a viewer may see the cases: all, some, or none. */
export function townshipsOf(viewer: Viewer): 'all' | readonly string[] {
  if (viewer === 'program') return 'all';
  if (viewer.is_disabled) return [];
  const reading = viewer.grants.filter((grant) => READS_CASES.has(grant.role));
  if (reading.some((grant) => grant.township === null)) return 'all';
  return [...new Set(reading.map((grant) => grant.township ?? ''))];
}

/** Whether somebody may see what concerns a person of this township; nobody with a place sees people without one. */
export function maySee(viewer: Viewer, township: string | null): boolean {
  const visible = townshipsOf(viewer);
  return visible === 'all' || (township !== null && visible.includes(township));
}

/** The rows of a table with a township that a viewer may see: the scope is part of the question, never of the answer. */
export function within(viewer: Viewer): QueryCondition {
  const visible = townshipsOf(viewer);
  return visible === 'all' ? EVERYTHING : (oneOf('township', visible) ?? EVERYTHING);
}
