import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('of what comes together so much is done at once as may be, the rest in the order in which it came', async () => {
  const turns = new Turns({ atOnce: 2, mostWaiting: 20 });
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 9 }, (_, n) =>
      turns.take(async () => {
        begun.push(n);
        running += 1;
        most = Math.max(most, running);
        await wait(n % 3);
        running -= 1;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('what fails hands its turn on', async () => {
  const turns = new Turns({ atOnce: 1, mostWaiting: 5 });
  const failing = turns.take(() => Promise.reject(new Error('it broke')));
  const next = turns.take(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('it broke');
  expect(await next).toBe('done');
  expect(await turns.take(() => Promise.resolve('again'))).toBe('again');
});

test('who would wait behind too many is told so, and those who wait are served', async () => {
  const turns = new Turns({ atOnce: 1, mostWaiting: 2 });
  let end = (): void => undefined;
  const first = turns.take(() => new Promise<void>((resolve) => (end = resolve)));
  const waiting = [1, 2].map((n) => turns.take(() => Promise.resolve(n)));
  await expect(turns.take(() => Promise.resolve(3))).rejects.toMatchObject({
    code: 'too-much-at-once',
    status: 429,
  });
  end();
  await first;
  expect(await Promise.all(waiting)).toEqual([1, 2]);
});
