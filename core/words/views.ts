/** The tabs of the queue. */
export const QUEUE_VIEWS = ['unassigned', 'new', 'mine', 'overdue', 'handed-down', 'all'] as const;

export type QueueView = (typeof QUEUE_VIEWS)[number];

/** What may be done with many cases at once; deciding and signing never are. */
export const SELECTION_MOVES = ['take', 'assign', 'prioritise'] as const;

export type SelectionMove = (typeof SELECTION_MOVES)[number];

/** The tabs of the ledger of what is owed. */
export const DEBT_VIEWS = [
  'all',
  'open',
  'instalments',
  'offsetting',
  'overdue',
  'refund-due',
  'settled',
] as const;

export type DebtView = (typeof DEBT_VIEWS)[number];
