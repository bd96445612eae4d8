/** Where a case first came from; with several, the first in the journal counts. */
export const ORIGINS = ['self-found', 'handed-down', 'reported', 'audit'] as const;

export type Origin = (typeof ORIGINS)[number];

export const ORIGIN_TITLES = {
  'self-found': { zh: '自查发现', en: 'found here' },
  'handed-down': { zh: '上级下发', en: 'handed down' },
  reported: { zh: '群众举报', en: 'reported' },
  audit: { zh: '审计移交', en: 'from an audit' },
} as const satisfies Record<Origin, { zh: string; en: string }>;

/** How a person decided a case. */
export const OUTCOMES = ['substantiated', 'unfounded', 'unverifiable'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** How it came about: the office was late or made a mistake, the report was late, or somebody kept it back. */
export const NATURE_TITLES = {
  lag: { zh: '时滞', en: 'Lag' },
  'office-error': { zh: '经办差错', en: 'Error of the office' },
  'late-report': { zh: '迟报', en: 'Late report' },
  concealed: { zh: '隐瞒', en: 'Concealed' },
} as const;

export type Nature = keyof typeof NATURE_TITLES;

export const NATURES = Object.keys(NATURE_TITLES) as [Nature, ...Nature[]];

/** By what somebody stands among the people who may have drawn the money, and how that is called where they are named as debtor. */
export const SUGGESTED_AS = {
  'account-holder': '收款账户户名',
  'grant-applicant': '丧葬补助金领取人',
  reporter: '火化办理人',
  household: '同户人员',
} as const;

export type SuggestedAs = keyof typeof SUGGESTED_AS;

export const SUGGESTED_KINDS = Object.keys(SUGGESTED_AS) as [SuggestedAs, ...SuggestedAs[]];

/** Whether somebody who spoke may come back with more, or said that this was all. */
export const STATEMENT_ENDINGS = ['open', 'done'] as const;

/** Before whom a decision is under review. */
export const REVIEW_KINDS = ['reconsideration', 'litigation'] as const;

export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** How an innocent explanation stands: the data speak against it, a person has looked at it, or has still to. */
export const EXPLANATION_TITLES = {
  unsupported: { zh: '未见支持', en: 'unsupported' },
  looked: { zh: '已看过', en: 'looked at' },
  'to-look': { zh: '须人核看', en: 'for a person' },
} as const;

/** Why a lead came to nothing. */
export const CLEAR_GROUNDS = ['alive', 'other-person', 'returned', 'source-wrong', 'other'] as const;

export type ClearGround = (typeof CLEAR_GROUNDS)[number];

/** Something a person should look at, until they say that they have. */
export const FLAG_TITLES = {
  'finding-attached': { zh: '又有疑点归入此案。', en: 'Another finding was added.' },
  'finding-withdrawn': {
    zh: '来源更正后，有疑点已撤回。',
    en: 'A source was corrected and a finding withdrawn.',
  },
  'finding-restored': { zh: '曾撤回的疑点又出现了。', en: 'A withdrawn finding is back.' },
  'evidence-changed': { zh: '证据已变化。', en: 'The evidence changed.' },
  'link-changed': { zh: '是否同一人的判断已变化。', en: 'Whether it is one person was judged anew.' },
  'wrong-direction': {
    zh: '这笔钱应补给本人，却按应追办理过。',
    en: 'The money is owed to the person but was claimed.',
  },
  'person-changed': { zh: '此人的登记信息已变化。', en: 'What is registered of the person changed.' },
  returned: { zh: '此案退回核查。', en: 'The case was returned.' },
  'sent-back': { zh: '审批退回。', en: 'Sent back.' },
} as const;

export type FlagCode = keyof typeof FLAG_TITLES;

export const FLAG_CODES = Object.keys(FLAG_TITLES) as [FlagCode, ...FlagCode[]];

/** Money that moves in a case. */
export const ENTRY_KINDS = ['receipt', 'offset', 'refund', 'write-off'] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** How money that came in too much goes back. */
export const REFUND_CHANNELS = ['bank', 'cash'] as const;

/** By which way money that was owed to a person went out. */
export const BACK_PAYMENT_CHANNELS = ['with-benefits', 'bank', 'cash'] as const;

export type BackPaymentChannel = (typeof BACK_PAYMENT_CHANNELS)[number];

/** How a notice reached its reader. */
export const SERVICE_METHODS = [
  'in-person',
  'left-at-home',
  'post',
  'by-proxy',
  'electronic',
  'public-notice',
] as const;

export type ServiceMethod = (typeof SERVICE_METHODS)[number];

/** Ways of service that may come to nothing; whoever leaves a paper at home has served it. */
export const FAILING_METHODS = ['in-person', 'post', 'by-proxy', 'electronic'] as const;

export type FailingMethod = (typeof FAILING_METHODS)[number];

export const AMOUNT_STATUSES = ['proposed', 'approved', 'rejected', 'superseded'] as const;

/** What is said of money that came in beyond what is outstanding: nothing, or that it is too much and due back. */
export const SURPLUS = ['refused', 'due-back'] as const;

export type Surplus = (typeof SURPLUS)[number];
