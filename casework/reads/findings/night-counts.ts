import type { Ledger } from '../../../storage/ledger/ledger.ts';
import type { PastNight } from '../../findings/drift.ts';
import type { Acceptance } from '../../findings/source-past.ts';

export const NIGHT_STREAM = 'night';
export const NIGHT_PUBLISHED = 'NightPublished';
export const NIGHT_FORCED = 'NightForced';

/** What each rule found on every published night, oldest first: of several runs for one day the last one counts. */
export function listPublishedNights(ledger: Ledger): PastNight[] {
  const byDay = new Map<string, PastNight>();
  const rows = ledger
    .statement('select payload from event where stream = ? and type = ? order by seq')
    .all(NIGHT_STREAM, NIGHT_PUBLISHED);
  for (const { payload } of rows) {
    const night = JSON.parse(String(payload)) as PastNight;
    byDay.set(night.as_of, night);
  }
  return [...byDay.values()].sort((one, other) => (one.as_of < other.as_of ? -1 : 1));
}

/** What supervisors accepted to have become fewer, oldest first. */
export function listAcceptances(ledger: Ledger): Acceptance[] {
  return ledger
    .statement('select payload from event where stream = ? and type = ? order by seq')
    .all(NIGHT_STREAM, NIGHT_FORCED)
    .map(({ payload }) => JSON.parse(String(payload)) as Acceptance);
}
