import { LAID_BESIDE_A_CASE } from '../../core/words/case-events.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { literals } from './conditions.ts';
import { firstOf } from './rows.ts';

/**
 * The last record that any figure rests on. Who looked at what, and what was laid beside a case, is in the journal too and
 * changes no figure; only what came after the record known already is looked through.
 */
export function lastFigureSeq(ledger: Ledger, known: number): number {
  const row = firstOf<{ seq: number }>(
    ledger,
    `select seq from event
     where seq > ? and stream in ('case', 'batch', 'bank') and type not in (${literals(LAID_BESIDE_A_CASE)})
     order by seq desc limit 1`,
    known,
  );
  return row?.seq ?? known;
}
