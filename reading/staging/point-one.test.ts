import { expect, test } from 'vitest';
import { type MonthOfPointOne, PointOne } from './point-one.ts';

function columnOf(cells: readonly string[], found?: MonthOfPointOne): PointOne {
  const column = new PointOne(undefined, found);
  for (const cell of cells) column.see(cell);
  return column;
}

test('2022.1 is January where October keeps its zero, and October where months have two figures', () => {
  expect(columnOf(['2022.1', '2022.9', '2022.10'])).toMatchObject({ toReadAs: 1, isOpen: false });
  expect(columnOf(['2022.1', '2022.03', '2022.12'])).toMatchObject({ toReadAs: 10, isOpen: false });
});

test('a column that shows it before has not to be read again', () => {
  expect(columnOf(['2022.9', '2022.10', '2022.1'])).toMatchObject({
    month: 1,
    toReadAs: undefined,
    isOpen: false,
  });
  expect(columnOf(['2022.03', '2022.1'])).toMatchObject({ month: 10, toReadAs: undefined, isOpen: false });
  expect(columnOf(['2022.1', '2022.10'], 1)).toMatchObject({ month: 1, toReadAs: undefined, isOpen: false });
});

test('a column that is read again is read as its cells show in the end, from the first of them on', () => {
  expect(columnOf(['2022.1'], 1)).toMatchObject({ month: 1, toReadAs: undefined });
  expect(columnOf(['2022.1', '2022.12'], 10)).toMatchObject({ month: 10, toReadAs: undefined });
});

test('where the months beside it tell neither or both, the office is asked', () => {
  expect(columnOf(['2022.1', '2022.12'])).toMatchObject({ toReadAs: undefined, isOpen: true });
  for (const cells of [
    ['2022.03', '2022.1', '2022.10'],
    ['2022.10', '2022.1', '2022.03'],
  ])
    expect(columnOf(cells)).toMatchObject({ toReadAs: null, isOpen: true });
  expect(columnOf(['2022.03', '2022.10', '2022.1'])).toMatchObject({ toReadAs: undefined, isOpen: true });
  expect(columnOf(['2022.10', '2022.1', '2022.03'], null)).toMatchObject({
    month: undefined,
    toReadAs: undefined,
    isOpen: true,
  });
});

test('a column without it asks nothing', () => {
  expect(columnOf(['2022.03', '2022.10', '202201'])).toMatchObject({ toReadAs: undefined, isOpen: false });
});
