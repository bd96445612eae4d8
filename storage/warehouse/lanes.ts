import type { Warehouse } from './database.ts';

/** A piece of work on a warehouse, with the tables that it reads and those that it makes, fills or changes. */
export interface LaneStep {
  reads: Iterable<string>;
  leaves: Iterable<string>;
  /** All of it goes through the warehouse that is given here: what is temporary is seen by no other step. */
  run: (warehouse: Warehouse) => Promise<unknown>;
}

/** As many statements at a time as an office's machine has cores: most of them keep no more than one busy. */
const LANES = 2;

/**
 * Runs steps beside each other and leaves what running them one after another would: a step begins when every earlier one
 * has ended that leaves what it reads or leaves, or reads what it leaves. Where memory is short one runs at a time. Where one throws
 * none begins any more, and the first of those that threw is told.
 */
export async function runInLanes(warehouse: Warehouse, steps: readonly LaneStep[]): Promise<void> {
  let open = steps.map(({ reads, leaves, run }) => ({ reads: new Set(reads), leaves: new Set(leaves), run }));
  type Open = (typeof open)[number];
  const begun = new Set<Open>();
  const faults = new Map<Open, unknown>();
  let ended = Promise.withResolvers<void>();
  const waitsFor = (step: Open, earlier: Open): boolean =>
    meet(earlier.leaves, step.reads) || meet(earlier.leaves, step.leaves) || meet(earlier.reads, step.leaves);
  const next = (): Open | undefined =>
    open.find(
      (step, place) => !begun.has(step) && !open.slice(0, place).some((earlier) => waitsFor(step, earlier)),
    );
  const work = async (lane: Warehouse): Promise<void> => {
    for (;;) {
      const hasRoom = await lane.makeRoom();
      if (faults.size > 0 || begun.size === steps.length) return;
      const isAlone = !open.some((one) => begun.has(one));
      const step = hasRoom || isAlone ? next() : undefined;
      if (step === undefined) {
        await ended.promise;
        continue;
      }
      begun.add(step);
      try {
        await step.run(lane);
      } catch (error) {
        faults.set(step, error);
      }
      const told = ended;
      ended = Promise.withResolvers();
      if (!faults.has(step)) open = open.filter((one) => one !== step);
      told.resolve();
    }
  };
  const others = await Promise.all(
    Array.from({ length: Math.min(LANES, steps.length) - 1 }, () => warehouse.beside()),
  );
  try {
    await Promise.all([warehouse, ...others].map(work));
  } finally {
    for (const other of others) other.close();
  }
  const first = open.find((step) => faults.has(step));
  if (first !== undefined) throw faults.get(first);
}

/** What `one` answers, when `other` has ended, too: of work on one warehouse none goes on when the rest has failed. */
export async function whileOther<T>(one: Promise<T>, other: Promise<unknown> | null): Promise<T> {
  await Promise.allSettled([one, other]);
  await other;
  return one;
}

const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((table) => other.has(table));
