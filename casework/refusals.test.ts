import { expect, test } from 'vitest';
import { REFUSAL_TEXTS } from './refusal-texts.ts';
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

/** An option, the program's name before a verb, or a verb in parentheses. */
const TYPED =
  /(?<![\w-])--[a-z]|\bhedui [a-z]|（[a-z -]+）|\((?:case|notice|nightly|restore|rules|user)[a-z -]*\)/;

test('no refusal says to a page how something is typed: that is the command line’s to add', () => {
  const texts = Object.entries(REFUSAL_TEXTS).flatMap(([code, { zh, en }]) => [
    [code, zh],
    [code, en],
  ]);
  expect(texts.filter(([, text]) => TYPED.test(text ?? ''))).toEqual([]);
  const unseen = refuse('explanation-unseen', { n: 1, which: '“同名同姓”', keys: 'a/b#1' });
  expect([unseen.zh, unseen.typed]).toEqual([
    '还有 1 项正当解释要您看，看过并勾选才能认定：“同名同姓”。',
    '--looked a/b#1',
  ]);
});
