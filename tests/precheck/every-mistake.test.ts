import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../night/office.ts';
import { officeOfTwoMonths, stopsOf } from './batch-office.ts';
import {
  cleanMonth,
  dividedMonth,
  joinedMonth,
  leftOutMonth,
  mergedMonth,
  newcomersMonth,
  risenMonth,
} from './clean-months.ts';
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

test.each([
  ['a township was divided', dividedMonth],
  ['top-ups are paid within the basic part', joinedMonth],
  ['all get more, with arrears', risenMonth],
  ['a few who were left out are paid later', leftOutMonth],
  ['a few newcomers have a file of their own', newcomersMonth],
])('what is no mistake passes: %s', async (_, month) => expect(await stopsOf(office, month())).toEqual([]));
