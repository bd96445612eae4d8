/** Every tag a template may use: what the office writes in braces in its Word files. */
export const TEXT_TAGS = [
  'issuer',
  'document_number',
  'issued_on',
  'case_id',
  'debtor_name',
  'debtor_id',
  'debtor_address',
  'debtor_relation',
  'beneficiary_name',
  'beneficiary_id',
  'township',
  'village',
  'period',
  'months',
  'assessed',
  'assessed_capitals',
  'offset',
  'repaid',
  'outstanding',
  'outstanding_capitals',
  'refund_due',
  'received',
  'sum_basic',
  'sum_age_topup',
  'sum_long_topup',
  'sum_account',
  'sum_other',
  'pay_by',
  'payee_name',
  'payee_account',
  'payee_bank',
  'pay_remark',
  'hearing_days',
  'review_days',
  'review_organ',
  'suit_months',
  'reminder_days',
  'public_days',
  'court',
  'contact',
  'phone',
  'address',
  'notice_number',
  'notice_on',
  'served_on',
  'due_on',
  'reminded_on',
  'settled_on',
  'plan_total',
  'referral_office',
  'referral_ground',
  'revocation_ground',
  'service_place',
  'service_method',
  'service_receiver',
  'service_reason',
  'service_witness',
  'post_number',
  'server_first',
  'server_second',
] as const;

/** Tags that repeat what stands between `{#tag}` and `{/tag}`, with the tags known inside. */
export const LIST_TAGS = {
  facts: ['text'],
  evidence: ['text'],
  laws: ['text'],
  explanations: ['text'],
  lines: ['month', 'basic', 'age_topup', 'long_topup', 'account', 'other', 'total'],
  plan: ['no', 'due_on', 'amount'],
  offsets: ['no', 'on', 'against', 'amount'],
  entries: ['no', 'on', 'way', 'amount'],
  people: ['no', 'name', 'id', 'number', 'outstanding'],
} as const;

/** What stands between `{#is_draft}` and `{/is_draft}` is printed on drafts only. */
export const DRAFT_TAG = 'is_draft';

export type TextTag = (typeof TEXT_TAGS)[number];
export type ListTag = keyof typeof LIST_TAGS;

export type NoticeData = Record<TextTag, string> & {
  [List in ListTag]: Record<(typeof LIST_TAGS)[List][number], string>[];
} & { is_draft: boolean };
