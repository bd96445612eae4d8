import { expect, test } from 'vitest';
import { mostRows } from './source-past.ts';

const night = (as_of: string, row_count: number) => ({
  as_of,
  rules: [],
  held: [],
  sources: [{ source: 'police-death', row_count }],
});
const brake = { nights_back: 60 };

test('a source is measured by the most it had on the nights that are looked back upon', () => {
  const past = [night('2022-06-01', 200), night('2022-06-02', 150), night('2022-06-03', 110)];
  expect(mostRows(past, [], brake)).toEqual([
    { source: 'police-death', row_count: 200, as_of: '2022-06-01' },
  ]);
  expect(mostRows(past, [], { nights_back: 2 })[0]?.row_count).toBe(150);
});

test('what came before somebody accepted that a source became fewer is no measure any more', () => {
  const past = [night('2022-06-01', 200), night('2022-06-02', 90), night('2022-06-03', 80)];
  const acceptances = [
    { as_of: '2022-06-02', accepted: ['police-death'] },
    { as_of: '2022-06-03', accepted: ['household'] },
  ];
  expect(mostRows(past, acceptances, brake)[0]).toMatchObject({ row_count: 90, as_of: '2022-06-02' });
});

test('nights that did not say how many rows they had are no measure', () => {
  expect(mostRows([{ as_of: '2022-06-01', rules: [], held: [] }], [], brake)).toEqual([]);
});
