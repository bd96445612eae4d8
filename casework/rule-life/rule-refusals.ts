/** Why a rule does not come one step further; part of the texts of every refusal. */
export const RULE_REFUSALS = {
  'rule-not-in-shadow': {
    zh: '规则 {rule} 的 {version} 版（现在的文本）还没有试运行，不能启用。先让它试运行，跑过夜间核对再看结果。',
    en: 'Rule {rule} in version {version}, as its text is now, is not in shadow and cannot be released. Put it in shadow first, and look at what its nights find.',
    typed: 'rules shadow {rule}',
  },
  'shadow-too-short': {
    zh: '规则 {rule} 试运行了 {nights} 次夜间核对，本单位要求至少 {wanted} 次。',
    en: 'Rule {rule} has been in shadow for {nights} nights; this office wants {wanted}.',
  },
  'rule-other-months': {
    zh: '规则 {rule} 提出启用的是{months}，与这次写的不同。同意就不写月份；不同意，请重新试运行后另行提出。',
    en: 'What was proposed of rule {rule} is {months_en}, and other months are given now. To agree, give no months; to have others, put it in shadow again and propose anew.',
  },
  'rule-months-turned': {
    zh: '起始月 {from} 在截止月 {to} 之后，什么月份也不包括。',
    en: 'The first month, {from}, is after the last, {to}: that is no month at all.',
  },
  'rule-counts-already': {
    zh: '规则 {rule} {version} 的这一文本已经启用，无须试运行。',
    en: 'This very text of rule {rule} {version} counts already; there is nothing to try.',
  },
  'rule-has-no-life': {
    zh: '规则 {rule} 没有起草、试运行或启用过，不能停用。',
    en: 'Rule {rule} was never drafted, in shadow or live, so it cannot be retired.',
  },
} as const;
