import type { Language } from '../core/words/language.ts';

/** Parts of a payment in the order in which they are told; `other` is what a roster's columns leave unexplained. */
export const COMPONENT_WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  basic: ['基础养老金', 'Basic pension'],
  age_topup: ['65岁以上加发', 'Top-up from age 65'],
  long_topup: ['长缴加发', 'Long-contribution top-up'],
  account: ['个人账户养老金', 'Personal account'],
  disability: ['重残补助', 'Disability allowance'],
  arrears: ['补发', 'Arrears'],
  other: ['其他', 'Other'],
};

export function componentWord(component: string, language: Language): string {
  return COMPONENT_WORDS[component]?.[language === 'zh' ? 0 : 1] ?? component;
}
