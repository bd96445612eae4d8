import { type BatchSoFar, lastAsked, stateOf } from './handed-down.ts';

/** What became of the leads of a county, each counted once, as it was last asked: issued = answered + returned + open. */
export interface CountyTotals {
  code: string;
  name: string;
  batches: number;
  issued: number;
  answered: number;
  /** Borne out whole or in part. */
  supported: number;
  unfounded: number;
  unverifiable: number;
  /** Answers that contradict themselves: they are asked again. */
  returned: number;
  open: number;
  /** Of the open ones, those past their term. */
  overdue: number;
  suspected_fen: number;
  found_fen: number;
  recovered_fen: number;
}

type Counted = Omit<CountyTotals, 'code' | 'name'>;

export function totalsByCounty(
  batches: readonly BatchSoFar[],
  today: string,
): { counties: CountyTotals[]; total: Counted } {
  const byCounty = Map.groupBy(batches, ({ county }) => county.code);
  const counties = [...byCounty]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, some]) => ({
      code,
      name: some[0]?.county.name ?? code,
      ...countItems([...lastAsked(some).values()], some.length, today),
    }));
  return { counties, total: countItems([...lastAsked(batches).values()], batches.length, today) };
}

function countItems(
  items: readonly { batch: BatchSoFar; item: BatchSoFar['items'][number] }[],
  batches: number,
  today: string,
): Counted {
  const told = items.map(({ batch, item }) => {
    const state = stateOf(batch, item.item_number, today);
    return { item, state, answer: state === 'answered' ? batch.answers.get(item.item_number) : undefined };
  });
  const count = (is: (one: (typeof told)[number]) => boolean): number => told.filter(is).length;
  const sum = (of: (one: (typeof told)[number]) => number | null | undefined): number =>
    told.reduce((fen, one) => fen + (of(one) ?? 0), 0);
  return {
    batches,
    issued: told.length,
    answered: count(({ state }) => state === 'answered'),
    supported: count(({ answer }) => answer?.outcome === 'substantiated' || answer?.outcome === 'partly'),
    unfounded: count(({ answer }) => answer?.outcome === 'unfounded'),
    unverifiable: count(({ answer }) => answer?.outcome === 'unverifiable'),
    returned: count(({ state }) => state === 'returned'),
    open: count(({ state }) => state === 'open' || state === 'overdue'),
    overdue: count(({ state }) => state === 'overdue'),
    suspected_fen: sum(({ item }) => item.amount_fen),
    found_fen: sum(({ answer }) => answer?.amount_fen),
    recovered_fen: sum(({ answer }) => answer?.recovered_fen),
  };
}
