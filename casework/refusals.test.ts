import { expect, test } from 'vitest';
import { refuse } from './refusals.ts';

test('a refusal says in both languages what it is about', () => {
  expect(refuse('date-before', { on: '2022-10-01', earlier: '2022-10-10' })).toMatchObject({
    zh: '2022-10-01 早于 2022-10-10',
    en: '2022-10-01 is before 2022-10-10',
  });
});

test('a refusal whose text has a place is not made without what stands there', () => {
  // @ts-expect-error: the text asks for the earlier day too
  expect(refuse('date-before', { on: '2022-10-01' }).zh).toContain('undefined');
  // @ts-expect-error: no text of this refusal has such a place
  expect(refuse('no-such-entry', { entry: 'E1', line: 'B1' }).code).toBe('no-such-entry');
});
