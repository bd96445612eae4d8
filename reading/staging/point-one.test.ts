import { expect, test } from 'vitest';
import { PointOne } from './point-one.ts';

function columnOf(...cells: string[]): [number | null, boolean] {
  const column = new PointOne(undefined);
  for (const cell of cells) column.see(cell);
  return [column.found, column.isOpen];
}

test('2022.1 is January where October keeps its zero, and October where months have two figures', () => {
  expect(columnOf('2022.1', '2022.9', '2022.10')).toEqual([1, false]);
  expect(columnOf('2022.03', '2022.1', '2022.12')).toEqual([10, false]);
});

test('where the months beside it tell neither or both, the office is asked', () => {
  expect(columnOf('2022.1', '2022.12')).toEqual([null, true]);
  expect(columnOf('2022.03', '2022.1', '2022.10')).toEqual([null, true]);
});

test('a column without it asks nothing', () => {
  expect(columnOf('2022.03', '2022.10', '202201')).toEqual([null, false]);
});
