import type { Origin } from '../../core/words/case.ts';
import type { ItemAnswer, ItemMove, ItemOutcome, ItemStatus } from '../../core/words/items.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { BatchItem } from '../batches/items.ts';
import { isVerified, itemTransition } from '../batches/items.ts';
import { businessDay } from '../business-day.ts';
import { findNumberHolder, type OpenedCase } from '../reads/cases/casebook.ts';
import { listKnownItems } from '../reads/waiting/batches.ts';

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
  /** What the data say, and the case the item is in: both as they are known now. */
  answer: ItemAnswer | null;
  case_id: string | null;
}

type Received = {
  title: string;
  received_on: string;
  items: Pick<BatchItem, 'item_number' | 'resident_id'>[];
};
type Answered = { item_number: number; person_id: string | null };
type Moved = { item_number: number; move: ItemMove; outcome: ItemOutcome | null };

/**
 * The batches that had arrived by a day, or until now. What was done with their items counts by the day it was written down; whom an
 * item means is taken as it is known now, or the same person would be counted twice before and after being recognised.
 */
export function batchesAt(ledger: Ledger, day = '9999-12-31'): BatchAt[] {
  const known = new Map(listKnownItems(ledger).map((item) => [`${item.batch_id}#${item.item_number}`, item]));
  // an item nobody has recognised yet means whoever has a case under the very number the sender wrote
  const holderOf = (number: string | null): string | null =>
    number === null ? null : findNumberHolder(ledger, number);
  const keyOf = (batchId: string, { item_number, resident_id }: Received['items'][number]): string =>
    known.get(`${batchId}#${item_number}`)?.person_id ??
    holderOf(resident_id) ??
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
          answer: known.get(`${subject_id}#${item.item_number}`)?.answer ?? null,
          case_id: known.get(`${subject_id}#${item.item_number}`)?.case_id ?? null,
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

/** One way in which somebody came to notice. */
export interface Naming {
  person_id: string;
  kind: Origin;
  batch_id: string | null;
  seq: number;
}

/** What a case, or a person, counts with in every figure by source. */
export interface CountedSource {
  kind: Origin;
  batch_id: string | null;
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

/** The rule of `sourcesOfCases` and `sourcesOfPeople`, as figures by source say it. */
export const ATTRIBUTION_RULE = {
  zh: '案件及其金额计入在立案之前点名、且经核查属实的批次，没有这样批次的计入发现方式；同一人只计一次，计入其最先的案件；各来源相加即为合计。',
  en: 'A case and its money count with the batch that named the person before the case was opened and holds in it, else with how it was found; a person counts once, with their first case; the sources add up to the total.',
} as const;

/**
 * The one rule of attribution of cases and their money: a case counts with the batch that named its person before the office
 * found the case by itself, and only while an item of that batch holds in it; else with how the office came upon it.
 */
export function sourcesOfCases(
  batches: readonly BatchAt[],
  cases: readonly OpenedCase[],
): Map<string, CountedSource> {
  const items = new Map<string, { batch: BatchAt; item: ItemAt }[]>();
  for (const batch of [...batches].sort((a, b) => a.seq - b.seq)) {
    for (const item of batch.items) {
      if (item.case_id === null) continue;
      items.set(item.case_id, [...(items.get(item.case_id) ?? []), { batch, item }]);
    }
  }
  return new Map(
    cases.map((one): [string, CountedSource] => {
      const lead = items
        .get(one.case_id)
        ?.find(({ batch, item }) => holds(item, one) && cameBefore(batch, one));
      if (lead !== undefined) return [one.case_id, { kind: 'handed-down', batch_id: lead.batch.batch_id }];
      const kind = one.origin === 'handed-down' ? 'self-found' : one.origin;
      return [one.case_id, { kind, batch_id: null }];
    }),
  );
}

/** What a person found out decides; until then what the data say, or that somebody opened the case for the item. */
function holds(item: ItemAt, { origin }: OpenedCase): boolean {
  if (item.outcome !== null) return item.outcome === 'substantiated' || item.outcome === 'partly';
  return !item.is_verified && (item.answer === 'supported' || origin === 'handed-down');
}

function cameBefore(batch: BatchAt, { origin, opened_on, opened_seq }: OpenedCase): boolean {
  if (origin === 'handed-down' || batch.received_on < opened_on) return true;
  return batch.received_on === opened_on && batch.seq < opened_seq;
}

/** Each person counts once: with their first case, or without one where they were first named. */
export function sourcesOfPeople(
  namings: readonly Naming[],
  cases: readonly OpenedCase[],
  sources: ReadonlyMap<string, CountedSource>,
): Map<string, CountedSource> {
  const people = new Map<string, CountedSource>();
  for (const one of [...cases].sort((a, b) => a.opened_seq - b.opened_seq)) {
    const source = sources.get(one.case_id);
    if (source !== undefined && !people.has(one.person_id)) people.set(one.person_id, source);
  }
  for (const { person_id, kind, batch_id } of [...namings].sort((a, b) => a.seq - b.seq)) {
    if (!people.has(person_id)) people.set(person_id, { kind, batch_id });
  }
  return people;
}
