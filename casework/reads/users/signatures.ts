import type { StoredEvent } from '../../../storage/ledger/journal.ts';
import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../../case-events.ts';
import { toCaseEvent } from '../../casebook/load-case.ts';
import { rowsOf } from '../rows.ts';

/** What somebody signed or returned, in whose name, the latest first. */
export function listSignatures(
  ledger: Ledger,
  userId: string,
  limit: number,
): { event: CaseEvent; on_behalf_of: string | null }[] {
  return rowsOf<Omit<StoredEvent, 'payload'> & { payload: string }>(
    ledger,
    `select seq, at, actor, on_behalf_of, via, stream, subject_id, type, payload, hash from event
     where stream = 'case' and actor = ? and type in ('StepApproved', 'DocumentRejected')
     order by seq desc limit ?`,
    userId,
    limit,
  ).map(({ payload, ...stored }) => ({
    event: toCaseEvent({ ...stored, payload: JSON.parse(payload) as unknown }),
    on_behalf_of: stored.on_behalf_of,
  }));
}
