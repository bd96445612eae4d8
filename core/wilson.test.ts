import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson.ts';

test.each([
  // Published values: Newcombe (1998), table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lie between %f and %f', (successes, trials, low, high) => {
  const interval = wilsonInterval(successes, trials);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

test('twenty out of twenty is no certainty, and nothing tried says nothing', () => {
  expect(wilsonInterval(20, 20)?.low).toBeCloseTo(1 - 0.1611, 4);
  expect(wilsonInterval(20, 20)?.high).toBe(1);
  expect(wilsonInterval(0, 0)).toBeNull();
});

test('more confirmed than decided is a fault', () => {
  expect(() => wilsonInterval(3, 2)).toThrow();
});
