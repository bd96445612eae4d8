/** Why a rule does not come one step further; part of the texts of every refusal. */
export const RULE_REFUSALS = {
  'rule-not-in-shadow': {
    zh: '规则 {rule} 的 {version} 版（现在的文本）还没有试运行，不能启用。先 hedui rules shadow {rule}，跑过夜间核对再看结果。',
    en: 'Rule {rule} in version {version}, as its text is now, is not in shadow and cannot be released. Run hedui rules shadow {rule} first, and look at what its nights find.',
  },
  'shadow-too-short': {
    zh: '规则 {rule} 试运行了 {nights} 次夜间核对，本单位要求至少 {wanted} 次。',
    en: 'Rule {rule} has been in shadow for {nights} nights; this office wants {wanted}.',
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
