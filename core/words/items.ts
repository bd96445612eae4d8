/** The life of one item of a handed-down batch, apart from the case it may belong to. */
export const ITEM_TITLES = {
  received: { zh: '已接收', en: 'received' },
  assigned: { zh: '已分派', en: 'assigned' },
  investigating: { zh: '核查中', en: 'investigating' },
  evidence_wanted: { zh: '待补证', en: 'waiting for evidence' },
  verified: { zh: '已核实', en: 'verified' },
  reviewed: { zh: '已审核', en: 'reviewed' },
  fed_back: { zh: '已反馈', en: 'fed back' },
  rectifying: { zh: '整改中', en: 'being rectified' },
  closed_out: { zh: '已销号', en: 'closed out' },
} as const;

export type ItemStatus = keyof typeof ITEM_TITLES;

export const ITEM_STATUSES = Object.keys(ITEM_TITLES) as [ItemStatus, ...ItemStatus[]];

/** What the data say about an item; a person's outcome is a different thing. */
export const ITEM_ANSWERS = ['supported', 'not-supported', 'cannot-match'] as const;

export type ItemAnswer = (typeof ITEM_ANSWERS)[number];

export const ITEM_OUTCOMES = ['substantiated', 'unfounded', 'partly', 'unverifiable'] as const;

export type ItemOutcome = (typeof ITEM_OUTCOMES)[number];

/** What may be done with an item; who may and when stands in its table of transitions. */
export const ITEM_MOVES = [
  'assign',
  'start',
  'want-evidence',
  'resume',
  'verify',
  'review',
  'send-back',
  'feed-back',
  'rectify',
  'close-out',
] as const;

export type ItemMove = (typeof ITEM_MOVES)[number];
