import { expect, test } from 'vitest';
import { readHeldOutWords } from './held-out-words.ts';

test('of words that no vocabulary was made from none is misread, and most are understood', () => {
  const words = readHeldOutWords();
  expect(words.flatMap(({ misread }) => misread)).toEqual([]);
  const sum = (of: 'planted' | 'understood'): number => words.reduce((total, one) => total + one[of], 0);
  expect(sum('understood') / sum('planted')).toBeGreaterThan(0.8);
});
