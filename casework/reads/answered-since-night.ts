import type { EventBesideCases } from '../../core/words/journal-events.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { NIGHT_PUBLISHED, NIGHT_STREAM } from './night-counts.ts';

/** What people say that a night reads: meanings, columns, deliveries, numbers, and which rules count. */
const ANSWERS = [
  ...['WordTaught', 'WordForgotten', 'ColumnsTaught', 'ColumnsForgotten', 'DeliveryRuled'],
  ...['DeliveryRulingRevoked', 'IdRepairConfirmed', 'IdRepairRevoked', 'RuleWentLive', 'RuleRetired'],
] as const satisfies readonly EventBesideCases[];

/** Whether people have answered something since the last published night, which it does not know. */
export function hasAnsweredSinceNight(ledger: Ledger): boolean {
  const row = ledger
    .statement(
      `select 1 from event
       where type in (select value from json_each(?))
           and seq > (select coalesce(max(seq), 0) from event where stream = ? and type = ?)
       limit 1`,
    )
    .get(JSON.stringify(ANSWERS), NIGHT_STREAM, NIGHT_PUBLISHED);
  return row !== undefined;
}
