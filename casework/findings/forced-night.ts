import { Refusal } from '../../core/errors.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { authorOf } from '../author.ts';
import type { Office } from '../office.ts';
import { NIGHT_FORCED, NIGHT_STREAM } from '../reads/findings/night-counts.ts';
import { hasRole, type User } from '../roles.ts';

/** What a person answers for that a night would not do by itself. */
export interface ForcedNight {
  user: User;
  via: string;
  reason: string;
  /** Sources and rules that may fall silent. */
  accepted: readonly string[];
  /** The day is shown and nothing is touched. */
  isReplay: boolean;
}

/** Enters who forced a night, and why, before anything is done. */
export function enterForcedNight(
  ledger: Ledger,
  office: Office,
  { user, via, ...payload }: ForcedNight & { as_of: string; published: string },
): void {
  if (!hasRole(user, 'supervisor')) {
    throw new Refusal(
      'night-not-entitled',
      '只有基金监督人员可以要求重现以前的日期，或确认来源、规则确已减少。',
      'Only supervisors may have an earlier day shown, or say that a source or a rule did fall silent.',
    );
  }
  const author = authorOf(office, { user, via });
  inTransaction(ledger, () =>
    appendEvents(ledger, author, [
      { stream: NIGHT_STREAM, subject_id: payload.as_of, type: NIGHT_FORCED, payload },
    ]),
  );
}
