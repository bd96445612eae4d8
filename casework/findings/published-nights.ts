import { stableJson } from '../../core/hash.ts';
import { appendEvents } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { inTransaction } from '../../storage/ledger/transaction.ts';
import { byNight } from '../author.ts';
import { listPublishedNights, NIGHT_PUBLISHED, NIGHT_STREAM } from '../reads/findings/night-counts.ts';
import type { PastNight } from './drift.ts';

/**
 * Enters what the rules found on published nights into the ledger: it is what the brake measures the next nights by. A
 * night that is run again and finds the same is entered once.
 */
export function enterPublishedNights(ledger: Ledger, nights: readonly PastNight[], at: string): void {
  inTransaction(ledger, () => {
    const known = new Map(listPublishedNights(ledger).map((night) => [night.as_of, stableJson(night)]));
    const events = nights
      .map(countsOf)
      .filter((night) => known.get(night.as_of) !== stableJson(night))
      .map(
        (payload) =>
          ({ stream: NIGHT_STREAM, subject_id: payload.as_of, type: NIGHT_PUBLISHED, payload }) as const,
      );
    appendEvents(ledger, byNight(at), events);
  });
}

/**
 * Takes over, once, what an office's nights had told before they entered it themselves. Where a night has entered
 * anything, the papers of others are no longer asked.
 */
export function takeOverPastNights(ledger: Ledger, told: () => readonly PastNight[], at: string): void {
  if (listPublishedNights(ledger).length === 0) enterPublishedNights(ledger, told(), at);
}

function countsOf({ as_of, rules, held, sources }: PastNight): PastNight {
  return {
    as_of,
    rules: rules.map(({ rule_id, findings, fresh }) => ({ rule_id, findings, fresh })),
    held: held.map(({ rule_id }) => ({ rule_id })),
    ...(sources ? { sources: sources.map(({ source, row_count }) => ({ source, row_count })) } : {}),
  };
}
