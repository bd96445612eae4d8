import { expect, test } from 'vitest';
import { SignInPauses } from './sign-in-pauses.ts';

const SECOND = 1000;
let now = 0;
const pauses = () => {
  now = 1_000_000;
  return new SignInPauses({ max_failures: 5, lock_minutes: 30 }, () => now);
};

function fail(at: SignInPauses, name: string, address: string, times: number, isFamiliar = false): void {
  for (let n = 0; n < times; n += 1) at.failed(name, address, isFamiliar);
}

test('the fifth failure in a row makes a name wait, each further one twice as long, never beyond the longest pause', () => {
  const at = pauses();
  fail(at, 'li', '10.0.0.9', 4);
  expect(at.left('li', '10.0.0.9', false)).toBe(0);
  const waits = Array.from({ length: 10 }, () => {
    at.failed('li', '10.0.0.9', false);
    return at.left('li', '10.0.0.9', false) / SECOND;
  });
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800]);
  now += 1800 * SECOND;
  expect(at.left('li', '10.0.0.9', false)).toBe(0);
});

test('whoever fails elsewhere shuts nobody out of the desk where they sign in', () => {
  const at = pauses();
  fail(at, 'li', '10.0.0.9', 500);
  expect(at.left('li', '10.0.0.5', true)).toBe(0);
  expect(at.left('hu', '10.0.0.9', false)).toBe(0);
});

test('many strange addresses guess at one name no quicker than one', () => {
  const at = pauses();
  for (let n = 0; n < 60; n += 1) fail(at, 'li', `10.0.1.${n}`, 1);
  expect(at.left('li', '10.0.2.1', false)).toBeGreaterThan(15 * SECOND);
  expect(at.left('li', '10.0.0.5', true)).toBe(0);
});

test('a right password, an administrator, or time makes what failed forgotten', () => {
  const at = pauses();
  fail(at, 'li', '10.0.0.9', 5, true);
  expect(at.until('li')).toBe(new Date(now + 15 * SECOND).toISOString());
  at.lift('li');
  expect([at.until('li'), at.left('li', '10.0.0.9', true)]).toEqual([null, 0]);
  fail(at, 'li', '10.0.0.9', 4, true);
  at.succeeded('li', '10.0.0.9');
  fail(at, 'li', '10.0.0.9', 4, true);
  expect(at.left('li', '10.0.0.9', true)).toBe(0);
  now += 3600 * SECOND;
  fail(at, 'li', '10.0.0.9', 4, true);
  expect(at.left('li', '10.0.0.9', true)).toBe(0);
});
