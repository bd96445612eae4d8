import { expect, test } from 'vitest';
import { showUntil } from './dates.ts';

test('a lock that ends tomorrow at noon says so, and one that ends today says the time alone', () => {
  const noonInBeijing = '2026-12-01T04:00:00Z';
  expect(showUntil(noonInBeijing, 'zh', '2026-11-30T11:00:00Z')).toBe('12月1日 12:00');
  expect(showUntil(noonInBeijing, 'en', '2026-11-30T11:00:00Z')).toBe('1 Dec 12:00');
  expect(showUntil(noonInBeijing, 'zh', '2026-11-30T17:00:00Z')).toBe('12:00');
});
