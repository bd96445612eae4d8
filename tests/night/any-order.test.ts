import { expect, test } from 'vitest';
import { endOf, FILES, shuffled } from './arrival-order.ts';

test('files in another order over several nights come to the same end as in the right one', async () => {
  const right = await endOf(FILES, FILES.length);
  expect(right.filter((line) => line.startsWith('deceased/paid-after-death'))).toHaveLength(3);
  expect(await endOf(shuffled(FILES, 3), 3)).toEqual(right);
});
