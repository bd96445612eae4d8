import type { Ledger } from '../../storage/ledger/ledger.ts';
import { type BatchItem, isVerified } from '../batches/items.ts';
import type { ItemStatus } from '../words/items.ts';
import { listBatches, listItems } from './batches.ts';

/** What one source of leads was worth. People and money stand with exactly one source. */
export interface SourceTotals {
  /** The batch, or null for what the office found by itself. */
  batch_id: string | null;
  title: string;
  items: number;
  verified: number;
  substantiated: number;
  unfounded: number;
  unverifiable: number;
  /** People named by this source, whoever named them first. */
  named_people: number;
  /** People, cases and money counted here and nowhere else. */
  people: number;
  cases: number;
  assessed_fen: number;
  recovered_fen: number;
  outstanding_fen: number;
}

export const ATTRIBUTION_RULE = {
  zh: '同一人多次出现的，计入台账中最先出现的来源；各来源相加即为合计。',
  en: 'Somebody who appears more than once counts with the source that stands first in the ledger; the sources add up to the total.',
} as const;

interface CaseMoney {
  case_id: string;
  person_id: string;
  origin: string;
  opened_seq: number;
  assessed_fen: number;
  repaid_fen: number;
  offset_fen: number;
  refunded_fen: number;
  outstanding_fen: number;
}

/** Totals by source, and over all sources, under the attribution rule above. */
export function totalBatches(ledger: Ledger): { sources: SourceTotals[]; total: SourceTotals } {
  const batches = listBatches(ledger);
  const items = listItems(ledger, 'program');
  const cases = ledger
    .statement(
      `select case_id, person_id, origin, opened_seq, assessed_fen, repaid_fen, offset_fen, refunded_fen, outstanding_fen
       from case_state order by case_number`,
    )
    .all() as unknown as CaseMoney[];
  const receivedSeq = new Map(batches.map((batch) => [batch.batch_id, batch.received_seq]));
  const first = firstSources(items, cases, receivedSeq);
  const sources = new Map<string | null, SourceTotals>();
  for (const batch of batches) sources.set(batch.batch_id, emptyTotals(batch.batch_id, batch.title));
  sources.set(null, emptyTotals(null, '自查'));
  for (const [batchId, totals] of sources) {
    if (batchId !== null)
      countItems(
        totals,
        items.filter((item) => item.batch_id === batchId),
      );
  }
  for (const source of first.values()) at(sources, source.batch_id).people += 1;
  for (const one of cases) addCase(at(sources, first.get(one.person_id)?.batch_id ?? null), one);
  const list = [...sources.values()];
  return { sources: list, total: sumUp(list, first.size) };
}

interface Source {
  batch_id: string | null;
  seq: number;
}

/** For each person the source that stands first in the journal. */
function firstSources(
  items: readonly BatchItem[],
  cases: readonly CaseMoney[],
  receivedSeq: ReadonlyMap<string, number>,
): Map<string, Source> {
  const first = new Map<string, Source>();
  const offer = (personKey: string, source: Source) => {
    const held = first.get(personKey);
    if (held === undefined || source.seq < held.seq) first.set(personKey, source);
  };
  for (const item of items) {
    offer(personKey(item), { batch_id: item.batch_id, seq: receivedSeq.get(item.batch_id) ?? 0 });
  }
  for (const one of cases) {
    if (one.origin !== 'handed-down') offer(one.person_id, { batch_id: null, seq: one.opened_seq });
  }
  return first;
}

/** Somebody the data could not match is known by what the sender wrote. */
function personKey(item: BatchItem): string {
  return item.person_id ?? item.resident_id ?? `${item.batch_id}#${item.item_number}`;
}

function countItems(totals: SourceTotals, items: readonly BatchItem[]): void {
  totals.items = items.length;
  totals.named_people = new Set(items.map(personKey)).size;
  for (const item of items) {
    if (!isVerified(item.status as ItemStatus)) continue;
    totals.verified += 1;
    if (item.outcome === 'substantiated' || item.outcome === 'partly') totals.substantiated += 1;
    if (item.outcome === 'unfounded') totals.unfounded += 1;
    if (item.outcome === 'unverifiable') totals.unverifiable += 1;
  }
}

function addCase(totals: SourceTotals, one: CaseMoney): void {
  totals.cases += 1;
  totals.assessed_fen += one.assessed_fen;
  totals.recovered_fen += one.repaid_fen + one.offset_fen - one.refunded_fen;
  totals.outstanding_fen += one.outstanding_fen;
}

function emptyTotals(batchId: string | null, title: string): SourceTotals {
  return {
    batch_id: batchId,
    title,
    items: 0,
    verified: 0,
    substantiated: 0,
    unfounded: 0,
    unverifiable: 0,
    named_people: 0,
    people: 0,
    cases: 0,
    assessed_fen: 0,
    recovered_fen: 0,
    outstanding_fen: 0,
  };
}

const ADDED = [
  'items',
  'verified',
  'substantiated',
  'unfounded',
  'unverifiable',
  'people',
  'cases',
  'assessed_fen',
  'recovered_fen',
  'outstanding_fen',
] as const;

function sumUp(sources: readonly SourceTotals[], people: number): SourceTotals {
  const total = emptyTotals(null, '合计');
  for (const source of sources) for (const name of ADDED) total[name] += source[name];
  total.named_people = people;
  return total;
}

function at(sources: ReadonlyMap<string | null, SourceTotals>, batchId: string | null): SourceTotals {
  const totals = sources.get(batchId);
  if (totals === undefined) throw new Error('a case counts with a source that is not there');
  return totals;
}
