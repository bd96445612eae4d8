import type { Origin } from '../../core/words/case.ts';
import type { ItemMove, ItemOutcome, ItemStatus } from '../../core/words/items.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { BatchItem } from '../batches/items.ts';
import { isVerified, itemTransition } from '../batches/items.ts';
import { businessDay } from '../business-day.ts';
import { listItemPeople } from '../reads/batches.ts';
import { listNumberHolders } from '../reads/casebook.ts';

/** A batch of leads handed down, as it stood at the end of a day. */
export interface BatchAt {
  batch_id: string;
  title: string;
  received_on: string;
  seq: number;
  items: ItemAt[];
}

export interface ItemAt {
  item_number: number;
  person_key: string;
  status: ItemStatus;
  is_verified: boolean;
  outcome: ItemOutcome | null;
}

type Received = {
  title: string;
  received_on: string;
  items: Pick<BatchItem, 'item_number' | 'resident_id'>[];
};
type Answered = { item_number: number; person_id: string | null };
type Moved = { item_number: number; move: ItemMove; outcome: ItemOutcome | null };

/**
 * The batches that had arrived by a day. What was done with their items counts by the day it was written down; whom an
 * item means is taken as it is known now, or the same person would be counted twice before and after being recognised.
 */
export function batchesAt(ledger: Ledger, day: string): BatchAt[] {
  const known = new Map(
    listItemPeople(ledger).map((item) => [`${item.batch_id}#${item.item_number}`, item.person_id]),
  );
  // an item nobody has recognised yet means whoever has a case under the very number the sender wrote
  const holders = listNumberHolders(ledger);
  const keyOf = (batchId: string, { item_number, resident_id }: Received['items'][number]): string =>
    known.get(`${batchId}#${item_number}`) ??
    holders.get(resident_id ?? '') ??
    resident_id ??
    `${batchId}#${item_number}`;
  const batches = new Map<string, BatchAt>();
  for (const { type, subject_id, payload, at, seq } of readStreams(ledger, ['batch'])) {
    if (type === 'BatchReceived') {
      const { title, received_on, items } = payload as Received;
      if (received_on > day) continue;
      batches.set(subject_id, {
        batch_id: subject_id,
        title,
        received_on,
        seq,
        items: items.map((item) => ({
          item_number: item.item_number,
          person_key: keyOf(subject_id, item),
          status: 'received',
          is_verified: false,
          outcome: null,
        })),
      });
      continue;
    }
    if (type !== 'ItemMoved' || businessDay(at) > day) continue;
    const moved = payload as Moved & Answered;
    const item = batches.get(subject_id)?.items.find((one) => one.item_number === moved.item_number);
    if (item === undefined) continue;
    item.status = itemTransition(moved.move).to;
    item.is_verified = isVerified(item.status);
    item.outcome = moved.outcome ?? item.outcome;
  }
  return [...batches.values()];
}

export type SourceKind = Origin;

/** One way in which somebody came to notice. */
export interface Naming {
  person_id: string;
  kind: SourceKind;
  batch_id: string | null;
  seq: number;
}

export interface OpenedCase {
  person_id: string;
  origin: Origin;
  opened_seq: number;
}

/** Every way in which every person came to notice: each item of a batch, each case the office opened by itself. */
export function namingsOf(batches: readonly BatchAt[], cases: readonly OpenedCase[]): Naming[] {
  const handedDown = batches.flatMap(({ batch_id, seq, items }) =>
    items.map(({ person_key }): Naming => ({ person_id: person_key, kind: 'handed-down', batch_id, seq })),
  );
  const own = cases
    .filter(({ origin }) => origin !== 'handed-down')
    .map(
      ({ person_id, origin, opened_seq }): Naming => ({
        person_id,
        kind: origin,
        batch_id: null,
        seq: opened_seq,
      }),
    );
  const named = new Set([...handedDown, ...own].map(({ person_id }) => person_id));
  const orphaned = cases
    .filter(({ person_id }) => !named.has(person_id))
    .map(
      // a case opened for a batch that is not in this period's list still has to stand somewhere
      ({ person_id, opened_seq }): Naming => ({
        person_id,
        kind: 'self-found',
        batch_id: null,
        seq: opened_seq,
      }),
    );
  return [...handedDown, ...own, ...orphaned];
}

/** The one rule of attribution: each person stands with the source that comes first in the ledger. */
export function firstNamings(namings: readonly Naming[]): Map<string, Naming> {
  const first = new Map<string, Naming>();
  for (const naming of namings) {
    const held = first.get(naming.person_id);
    if (held === undefined || naming.seq < held.seq) first.set(naming.person_id, naming);
  }
  return first;
}
