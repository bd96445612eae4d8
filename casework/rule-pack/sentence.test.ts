import { describe, expect, it } from 'vitest';
import { factsNamed, fillSentence, type SentenceValues, unfillablePlace } from './sentence.ts';

const values: SentenceValues = {
  name: '王秀英',
  amount_fen: 65400,
  months: 3,
  first_month: 202206,
  last_month: 202208,
  facts: {
    died_on: '2022-05-31',
    died_month: 202205,
    unknown_on: null,
    paid_fen: 135600,
    is_short: true,
    reason: 'check-digit',
  },
};

describe('the sentence of a finding', () => {
  it('speaks Chinese to the investigator', () => {
    expect(
      fillSentence('{name}于{fact.died_on}死亡，{first_month}至{last_month}多领{amount}元。', values, 'zh'),
    ).toBe('王秀英于2022年5月31日死亡，2022年6月至2022年8月多领654.00元。');
  });

  it('prints dates and months in figures in English', () => {
    expect(fillSentence('{fact.died_on}, {fact.died_month}, {first_month}', values, 'en')).toBe(
      '2022-05-31, 2022-05, 2022-06',
    );
  });

  it('names a period of one month by that month', () => {
    expect(fillSentence('{period}', values, 'zh')).toBe('2022年6月至2022年8月');
    expect(fillSentence('{period}', { ...values, last_month: 202206 }, 'zh')).toBe('2022年6月');
    expect(fillSentence('{period}', { ...values, last_month: 202206 }, 'en')).toBe('in 2022-06');
  });

  it('takes the first fact that is known, and says so where none is', () => {
    expect(fillSentence('{fact.unknown_on|fact.died_month}', values, 'zh')).toBe('2022年5月');
    expect(fillSentence('{fact.unknown_on}', values, 'zh')).toBe('（不详）');
    expect(fillSentence('{fact.unknown_on}', values, 'en')).toBe('(not known)');
  });

  it('leaves out a part of which something is unknown', () => {
    expect(fillSentence('无效[，建议：{fact.unknown_on}]。', values, 'zh')).toBe('无效。');
    expect(fillSentence('无效[，建议：{fact.paid_fen}]。', values, 'zh')).toBe('无效，建议：1,356.00。');
  });

  it('chooses words by a fact that is true or not', () => {
    expect(fillSentence('{fact.is_short?少发:多发}', values, 'zh')).toBe('少发');
    expect(fillSentence('{fact.is_other?少发:多发}', values, 'zh')).toBe('多发');
  });

  it('calls a code by its name in the language', () => {
    const words = { reason: { 'check-digit': ['校验码不符', 'wrong check digit'] } } as const;
    expect(fillSentence('{fact.reason}', values, 'zh', words)).toBe('校验码不符');
    expect(fillSentence('{fact.reason}', values, 'en', words)).toBe('wrong check digit');
    expect(fillSentence('{fact.reason}', values, 'en')).toBe('check-digit');
  });

  it('knows a placeholder that nothing can fill', () => {
    expect(unfillablePlace('{name}{fact.a|fact.b}{fact.c?x:y}')).toBeNull();
    expect(unfillablePlace('{name}{ammount}')).toBe('{ammount}');
    expect(factsNamed('{fact.a|fact.b}{fact.c?x:y}')).toEqual(['a', 'b', 'c']);
  });
});
