import { expect, test } from 'vitest';
import { filterOfAddress } from './queue-address.ts';

test('a case opened from the bare queue has its place among those nobody has, and not among all', () => {
  expect(filterOfAddress('/queue')).toEqual({ view: 'unassigned' });
  expect(filterOfAddress('/queue?view=all&sort=amount')).toEqual({ view: 'all', sort: 'amount' });
  expect(filterOfAddress('/mine')).toEqual({ view: 'mine' });
});
