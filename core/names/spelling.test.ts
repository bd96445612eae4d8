import { expect, test } from 'vitest';
import { isSpellingOf } from './compare.ts';

test('a slip in shape or sound, a cut or a partly hidden name is a spelling of the name', () => {
  const spellings = [
    ['李秀兰', '李秀蓝'],
    ['周凤仙', '周凤先'],
    ['曹秀云*', '曹秀云'],
    ['李**', '李秀兰'],
    ['桂仙仙', '桂仙'],
  ] as const;
  for (const [one, other] of spellings) expect([one, isSpellingOf(one, other)]).toEqual([one, true]);
});

test('a surname and one more character in common are a sister’s as much: no spelling', () => {
  const others = [
    ['周凤仙', '周凤兰'],
    ['周凤仙', '王凤仙'],
    ['周凤兰*', '周凤仙'],
    ['周氏', '周凤仙'],
  ] as const;
  for (const [one, other] of others) expect([one, isSpellingOf(one, other)]).toEqual([one, false]);
});
