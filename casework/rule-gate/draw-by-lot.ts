import { sha256Hex } from '../../core/hash.ts';

/** So many of some, chosen by nobody: the first in the order of the hashes of their lots. */
export function drawByLot<One>(some: readonly One[], count: number, lotOf: (one: One) => string): One[] {
  return some
    .map((one) => ({ one, lot: sha256Hex(lotOf(one)) }))
    .sort((left, right) => (left.lot < right.lot ? -1 : 1))
    .slice(0, count)
    .map(({ one }) => one);
}
