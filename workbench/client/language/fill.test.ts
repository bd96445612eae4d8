import { expect, test } from 'vitest';
import { fill } from './fill.ts';

test('a count takes the word for one, or the word for any other number', () => {
  const text = '{n} {n:case|cases} {n:was|were} left alone';
  expect([0, 1, 2, '1,001'].map((n) => fill(text, { n }))).toEqual([
    '0 cases were left alone',
    '1 case was left alone',
    '2 cases were left alone',
    '1,001 cases were left alone',
  ]);
});

test('a place without a value stays empty', () => {
  expect(fill('{who}…{n}', { n: 3 })).toBe('…3');
});
