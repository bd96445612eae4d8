import type { Author } from '../storage/ledger/journal.ts';
import type { Office } from './office.ts';
import type { User } from './roles.ts';

/** Somebody in their own name, now. */
export function authorOf(
  { now }: Pick<Office, 'now'>,
  { user, via }: { user: User | string; via: string },
): Author {
  return { actor: typeof user === 'string' ? user : user.user_id, on_behalf_of: null, via, at: now() };
}

/** Who acts where no person does. */
export const NIGHT = 'nightly';

export const byNight = (at: string): Author => ({ actor: NIGHT, on_behalf_of: null, via: NIGHT, at });
