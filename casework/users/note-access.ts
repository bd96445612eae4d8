import { appendEvent } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import type { Asker } from './asker.ts';

type AccessEvent =
  | 'LoginSucceeded'
  | 'LoginFailed'
  | 'PasswordSet'
  | 'UserUnlocked'
  | 'SecondFactorSet'
  | 'SecondFactorRemoved';

/** Enters what became of somebody's way in; it changes nothing that the register of users says. Inside the caller's transaction. */
export function noteAccess(
  ledger: Ledger,
  office: Pick<Office, 'now'>,
  { user, via }: Asker,
  userId: string,
  type: AccessEvent,
  payload: object,
): void {
  const author = authorOf(office, { user: user ?? userId, via });
  const stream = type.startsWith('Login') ? 'access' : 'user';
  appendEvent(ledger, author, { stream, subject_id: userId, type, payload });
}
