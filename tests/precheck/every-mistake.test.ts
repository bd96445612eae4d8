import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../night/office.ts';
import { officeOfTownships, officeOfTwoMonths, stopsOf } from './batch-office.ts';
import {
  cleanMonth,
  dividedMonth,
  joinedMonth,
  leftOutMonth,
  madeUpMonth,
  mergedMonth,
  newcomersMonth,
  risenMonth,
  townshipMonth,
} from './clean-months.ts';
import { TOWNSHIPS } from './county.ts';
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
  ['somebody gets what a rise lacks for months that were paid', madeUpMonth],
])('what is no mistake passes: %s', async (_, month) => expect(await stopsOf(office, month())).toEqual([]));

test.each([false, true])(
  'where townships send files of their own, one of them misses nobody else’s people; put together last month: %s',
  async (isLastTogether) => {
    const townships = await officeOfTownships(isLastTogether);
    try {
      for (const hasColumn of [true, false])
        expect(await stopsOf(townships, townshipMonth(TOWNSHIPS[0]!, hasColumn))).toEqual([]);
      const most = townshipMonth(TOWNSHIPS[0]!, true)
        .split('\n')
        .filter((line, index) => index % 5 > 0 || !line.startsWith(TOWNSHIPS[0]!));
      const stops = await stopsOf(townships, most.join('\n'));
      expect(stops.map(({ check }) => check)).toContain('heads-off');
    } finally {
      townships.remove();
    }
  },
);
