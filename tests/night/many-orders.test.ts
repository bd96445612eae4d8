import { expect, test } from 'vitest';
import { endOf, FILES, shuffled } from './arrival-order.ts';

test('files in any order over several nights come to the same end as in the right one', async () => {
  const right = await endOf(FILES, FILES.length);
  for (const seed of [17, 40, 58, 91]) {
    expect(await endOf(shuffled(FILES, seed), 3), `seed ${seed}`).toEqual(right);
  }
});
