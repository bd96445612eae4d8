/** What has to be signed before it takes effect, and what a refusal calls it. */
export const DOCUMENT_TITLES = {
  decision: { kind: '认定与核定金额', kind_en: 'decision' },
  'write-off': { kind: '核销申请', kind_en: 'write-off' },
  refund: { kind: '退还申请', kind_en: 'refund' },
  revocation: { kind: '撤销申请', kind_en: 'revocation' },
  'back-payment': { kind: '补发申请', kind_en: 'back payment' },
  clearing: { kind: '不属实认定', kind_en: 'clearing' },
} as const;

export type DocumentKind = keyof typeof DOCUMENT_TITLES;

export const DOCUMENT_KINDS = Object.keys(DOCUMENT_TITLES) as [DocumentKind, ...DocumentKind[]];

export const DOCUMENT_STATUSES = ['pending', 'approved', 'rejected', 'superseded'] as const;

/** The field's word for a step of a chain: 制单 prepare, 审核 check, 复核 recheck, 签字 sign. */
export const STEP_ACTS = ['prepare', 'check', 'recheck', 'sign'] as const;

/** A document is returned with a reason of so many characters: a shorter one tells its maker nothing. */
export const SHORTEST_RETURN = 10;

/** Where a paper stands: made but not signed, signed but not issued, issued but not served, and so on. */
export const PAPER_STAGES = ['draft', 'to-issue', 'to-serve', 'served', 'public', 'void'] as const;

export type PaperStage = (typeof PAPER_STAGES)[number];

/** The two letters that a decision can go out as; both claim, one more gently. */
export const NOTICE_KINDS = ['recovery-notice', 'return-notice'] as const;

export type NoticeKindName = (typeof NOTICE_KINDS)[number];
