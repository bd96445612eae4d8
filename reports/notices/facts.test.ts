import { expect, test } from 'vitest';
import type { AmountVersion } from '../../casework/case-state.ts';
import { fillSentence } from '../../casework/rule-pack/sentence.ts';
import { sampleFinding } from '../../tests/support/sample-office.ts';
import { factsOf } from './facts.ts';
import { loadKinds } from './kinds.ts';

const rule = {
  rule_id: 'deceased/paid-after-death',
  sentence: '{name}已故，{period}仍有{months}个月待遇支付成功，合计{amount}元，请核实。',
  words: {},
};

const found = sampleFinding({
  person_id: 'p1',
  rule_id: rule.rule_id,
  name: '王秀兰',
  claims: [
    [202211, { basic: 11_300 }],
    [202212, { basic: 11_300 }],
  ],
});
const finding = { ...found, reason: fillSentence(rule.sentence, found, 'zh') };

const kind = loadKinds().find((one) => one.kind === 'recovery-notice');
if (kind === undefined) throw new Error('no recovery notice');

const textsOf = (months: number[], rules = [rule]): string[] => {
  const struck = months.map((month) => ({ month, reason: '银行已退回' }));
  return factsOf(kind, [finding], { struck } as unknown as AmountVersion, rules).map(({ text }) => text);
};

test('a paper that does not claim a month does not name it among the facts', () => {
  expect(textsOf([])).toEqual(['王秀兰已故，2022年11月至2022年12月仍有2个月待遇支付成功，合计226.00元。']);
  expect(textsOf([202211])).toEqual(['王秀兰已故，2022年12月仍有1个月待遇支付成功，合计113.00元。']);
});

test('a finding of which every month was struck out is no fact of it', () => {
  expect(textsOf([202211, 202212])).toEqual([]);
});

test('what a rule said that says it otherwise by now stands whole', () => {
  expect(textsOf([202211], [{ ...rule, sentence: '{name}：{period}。' }])).toEqual(textsOf([]));
});
