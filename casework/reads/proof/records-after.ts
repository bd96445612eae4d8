import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { ChainHead } from '../../../storage/ledger/verify-chain.ts';

/** What of a ledger stands behind a head: what would be lost if it were put back to there. */
export interface Behind {
  events: number;
  /** Cases of which something would be lost. */
  cases: number;
  /** When the first of these records was written; null where there is none. */
  since: string | null;
}

/** Null where the head is of another ledger, or of a journal that went another way. */
export function recordsAfter(ledger: Ledger, head: ChainHead): Behind | null {
  const id = ledger.statement("select value from ledger_fact where name = 'ledger_id'").get();
  const at = ledger.statement('select hash from event where seq = ?').get(head.seq);
  if (String(id?.value) !== head.ledger_id || (head.seq > 0 && String(at?.hash) !== head.hash)) return null;
  const row = ledger
    .statement(
      `select count(*) as events, min(at) as since,
         count(distinct case when stream = 'case' then subject_id end) as cases
       from event where seq > ?`,
    )
    .get(head.seq);
  return {
    events: Number(row?.events),
    cases: Number(row?.cases),
    since: row?.since === null ? null : String(row?.since),
  };
}
