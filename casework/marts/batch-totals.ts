import type { Ledger } from '../../storage/ledger/ledger.ts';
import { lastFigureSeq } from '../reads/figure-seq.ts';
import { chooseCases } from './choice.ts';
import { buildCaseMarts } from './ledger-marts.ts';

/** What is added up for each source of leads. People and money stand with exactly one source. */
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

/** What one source of leads was worth. */
export interface SourceTotals extends Record<(typeof ADDED)[number], number> {
  /** The batch, or null for what the office found otherwise. */
  batch_id: string | null;
  title: string;
  /** People named by this source, whoever named them first. */
  named_people: number;
}

export interface BatchTotals {
  sources: SourceTotals[];
  total: SourceTotals;
}

const remembered = new WeakMap<Ledger, { seq: number; totals: Promise<BatchTotals> }>();

/** Totals by source as of now, and over all sources: the table by batch of the report, over the casebook. */
export function totalBatches(ledger: Ledger): Promise<BatchTotals> {
  const held = remembered.get(ledger);
  // Only an event changes a figure, so the totals hold until the journal goes on.
  const seq = lastFigureSeq(ledger, held?.seq ?? 0);
  if (held?.seq === seq) return held.totals;
  const totals = readTotals(ledger);
  remembered.set(ledger, { seq, totals });
  totals.catch(() => remembered.delete(ledger));
  return totals;
}

async function readTotals(ledger: Ledger): Promise<BatchTotals> {
  const marts = await buildCaseMarts(ledger, ['by_batch']);
  try {
    const named = await marts.first<{ people: number }>(
      'select count(distinct person_id) as people from ledger.batch_item',
    );
    const read = await chooseCases(marts, {});
    const sources = (await read<SourceTotals>('by_batch', 'place')).map(totalsOf);
    return { sources, total: addUp(sources, named?.people ?? 0) };
  } finally {
    marts.close();
  }
}

function totalsOf(row: SourceTotals): SourceTotals {
  const { batch_id, title, named_people } = row;
  const added = ADDED.map((name) => [name, row[name]]);
  return { batch_id, title, named_people, ...(Object.fromEntries(added) as Record<Added, number>) };
}

type Added = (typeof ADDED)[number];

function addUp(sources: readonly SourceTotals[], named_people: number): SourceTotals {
  const sum = (name: Added): number => sources.reduce((total, source) => total + source[name], 0);
  const added = ADDED.map((name) => [name, sum(name)]);
  return {
    batch_id: null,
    title: '合计',
    named_people,
    ...(Object.fromEntries(added) as Record<Added, number>),
  };
}
