import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import { Office } from './office.ts';
import { type Death, policeList, residentIdOf } from './small-office.ts';

/** Ten deaths more in each list than in the one before, as an office sends that always sends all. */
const LISTS = 24;
const DEATHS: Death[] = Array.from({ length: LISTS * 10 }, (_, index) => ({
  person: {
    name: `普${'国桂文秀琼开家'[index % 7]}${'珍英华兰仙明财'[Math.floor(index / 7) % 7]}`,
    residentId: residentIdOf(`${1930 + (index % 24)}0${1 + (index % 9)}1${index % 10}`, 990 + (index % 10)),
  },
  on: '20220531',
}));

let office: Office;
let night: NightSummary;
beforeAll(async () => {
  office = new Office();
  for (let list = 1; list <= LISTS; list += 1)
    office.put(
      `公安局户籍注销人员名单_${String(list).padStart(2, '0')}.csv`,
      policeList(DEATHS.slice(0, list * 10)),
    );
  night = await office.night();
});
afterAll(() => office.remove());

test('a list gives way to the next one where each repeats nine tenths of the other, and only there', () => {
  const superseded = night.files.flatMap(({ status }, index) => (status === 'superseded' ? [index + 1] : []));
  // the next list repeats all of this one; this one repeats nine tenths of the next from 90 of 100 on
  const repeating = Array.from({ length: LISTS - 1 }, (_, index) => index + 1).filter(
    (list) => list * 10 >= 0.9 * (list + 1) * 10,
  );
  expect(repeating.at(0)).toBe(9);
  expect(superseded).toEqual(repeating);
});

test('nobody is lost by it, and nobody dies twice', async () => {
  const [dead] = await office.read<{ n: number }>('select count(*) as n from canonical.death');
  expect(dead?.n).toBe(LISTS * 10);
});

test('every row of every list is accounted for', () => {
  for (const { file, received, used, refused, ignored } of night.files)
    expect(received, file).toBe(used + refused + ignored);
  expect(night.files.map(({ received }) => received)).toEqual(
    Array.from({ length: LISTS }, (_, index) => (index + 1) * 10),
  );
});
