import { readStreams } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { CaseEvent } from '../case-events.ts';
import { toCaseEvent } from '../casebook/load-case.ts';
import { type DatedEvent, dateEvents } from './date-events.ts';

/** Every case of the ledger with its dated events. */
export function readHistory(ledger: Ledger): Map<string, DatedEvent[]> {
  const events = new Map<string, CaseEvent[]>();
  for (const stored of readStreams(ledger, ['case'])) {
    const event = toCaseEvent(stored);
    const held = events.get(event.case_id);
    if (held === undefined) events.set(event.case_id, [event]);
    else held.push(event);
  }
  return new Map([...events].map(([caseId, ofCase]) => [caseId, dateEvents(ofCase)]));
}
