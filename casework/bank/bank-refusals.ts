/** What a line of a bank statement can be refused for. */
export const BANK_REFUSALS = {
  'line-already-used': {
    zh: '银行流水 {line} 已计入案件 {case}',
    en: 'statement line {line} is already counted in case {case}',
  },
  'line-split': {
    zh: '银行流水 {line} 已拆分，请办理拆出的各笔',
    en: 'statement line {line} was split; deal with its parts',
  },
  'parts-differ': {
    zh: '拆出各笔合计 {parts} 元，与流水金额 {amount} 元不符',
    en: 'the parts add up to {parts} yuan, the statement line to {amount}',
  },
  'too-few-parts': {
    zh: '拆分至少要有两笔，其中至少一笔记入案件',
    en: 'a line is split into two parts at least, one of which at least pays a case',
  },
  'unknown-line': { zh: '没有银行流水 {line}', en: 'there is no statement line {line}' },
  'line-amount-differs': {
    zh: '流水金额 {amount} 元与登记金额不符',
    en: 'the statement line is over {amount} yuan, not the amount recorded',
  },
  'no-proposal': {
    zh: '这条流水没有唯一相符的案件，请指定是哪一案：{line}',
    en: 'no single case fits this line; name it: {line}',
    typed: '--case',
  },
} as const;
