import { expect, test } from 'vitest';
import { axisSteps } from './axis-steps.ts';

test.each([
  ['money from nothing upwards', 0, 87_300, 4, [0, 50_000, 100_000]],
  ['a little money', 0, 3, 3, [0, 1, 2, 3]],
  ['a month in which more was refunded than came in', -40, 100, 4, [-50, 0, 50, 100]],
  ['nothing at all', 0, 0, 4, [0, 1]],
  ['losses only', -9, -2, 3, [-10, -5, 0]],
])('%s is measured in round steps that hold all of it', (_what, least, most, about, steps) => {
  expect(axisSteps(least, most, about)).toEqual(steps);
});
