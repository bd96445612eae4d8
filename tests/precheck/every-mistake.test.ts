import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../night/office.ts';
import { officeOfTwoMonths, stopsOf } from './batch-office.ts';
import { cleanMonth, mergedMonth } from './clean-months.ts';
import { expectStopped } from './expect-stopped.ts';
import { MUTATIONS } from './mutations.ts';

let office: Office;
beforeAll(async () => {
  office = await officeOfTwoMonths();
});
afterAll(() => office.remove());

test('at least forty mistakes are planted', () => expect(MUTATIONS.length).toBeGreaterThanOrEqual(40));

test.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
  'a batch is stopped with the lines that explain it: %s',
  (_, mutation) => expectStopped(office, mutation),
);

test.each(Array.from({ length: 24 }, (_, seed) => seed + 1))(
  'a clean month with its ordinary jumps passes: seed %i',
  async (seed) => expect(await stopsOf(office, cleanMonth(seed))).toEqual([]),
);

test('a township that was merged into another, with all its people, is neither missing nor swapped', async () =>
  expect(await stopsOf(office, mergedMonth())).toEqual([]));
