import type { Role } from './roles.ts';
import type { Status } from './states.ts';

/**
 * Where a move leads: a state, the same state, the one the money decides, the one before a side road, or
 * the one the last signature on the document decides; by assignment, back to whoever had the case.
 */
export type Target = Status | 'same' | 'by-money' | 'as-before' | 'by-document' | 'by-assignment';

export interface Transition {
  move: string;
  zh: string;
  en: string;
  from: readonly Status[];
  to: Target;
  /** Empty: the steps of the document's own chain name the roles. */
  roles: readonly Role[];
}

const OPEN_BEFORE_DECISION: readonly Status[] = ['new', 'investigating', 'unverifiable'];
const OWED: readonly Status[] = [
  'served',
  'instalments',
  'part_repaid',
  'overdue',
  'reminded',
  'enforcement',
];
const DECIDED: readonly Status[] = ['substantiated', 'approved', 'notified', ...OWED];
const WITH_MONEY: readonly Status[] = [
  ...DECIDED,
  'repaid',
  'written_off',
  'referred',
  'under_review',
  'revoked',
];
const EVERYWHERE: readonly Status[] = [...OPEN_BEFORE_DECISION, ...WITH_MONEY, 'unfounded'];
/** A clerk investigates in one township; the grant says which. Amounts and money stay with the office. */
const INVESTIGATORS: readonly Role[] = ['investigator', 'clerk'];
const CASE_STAFF: readonly Role[] = ['investigator', 'supervisor'];

/** Every legal move of a case, and who may make it. The only place that says so. */
export const TRANSITIONS = [
  {
    move: 'assign',
    zh: '分派',
    en: 'assign',
    from: OPEN_BEFORE_DECISION,
    to: 'investigating',
    roles: ['supervisor'],
  },
  {
    move: 'take',
    zh: '领取',
    en: 'take',
    from: OPEN_BEFORE_DECISION,
    to: 'investigating',
    roles: INVESTIGATORS,
  },
  {
    move: 'put-back',
    zh: '放回队列',
    en: 'put back',
    from: ['investigating'],
    to: 'new',
    roles: [...INVESTIGATORS, 'supervisor'],
  },
  {
    move: 'prioritise',
    zh: '标记优先',
    en: 'prioritise',
    from: [...OPEN_BEFORE_DECISION, ...DECIDED],
    to: 'same',
    roles: ['supervisor'],
  },
  {
    move: 'unprioritise',
    zh: '取消优先',
    en: 'take the priority off',
    from: [...OPEN_BEFORE_DECISION, ...DECIDED],
    to: 'same',
    roles: ['supervisor'],
  },
  {
    move: 'substantiate',
    zh: '认定属实',
    en: 'substantiate',
    from: ['investigating'],
    to: 'substantiated',
    roles: INVESTIGATORS,
  },
  {
    move: 'clear',
    zh: '认定不属实',
    en: 'clear',
    from: OPEN_BEFORE_DECISION,
    to: 'unfounded',
    roles: [...INVESTIGATORS, 'supervisor'],
  },
  {
    move: 'leave-unverifiable',
    zh: '认定无法核实',
    en: 'leave unverifiable',
    from: ['investigating'],
    to: 'unverifiable',
    roles: INVESTIGATORS,
  },
  {
    move: 'name-debtor',
    zh: '确定退款义务人',
    en: 'name the debtor',
    from: ['investigating', ...DECIDED],
    to: 'same',
    roles: [...INVESTIGATORS, 'supervisor'],
  },
  {
    move: 'fix-amount',
    zh: '核定金额',
    en: 'fix the amount',
    from: [...DECIDED, 'under_review', 'repaid'],
    to: 'substantiated',
    roles: ['investigator'],
  },
  {
    move: 'approve',
    zh: '审批同意',
    en: 'approve',
    from: EVERYWHERE,
    to: 'by-document',
    roles: [],
  },
  {
    move: 'reject',
    zh: '退回',
    en: 'reject',
    from: EVERYWHERE,
    to: 'by-document',
    roles: [],
  },
  {
    move: 'hear',
    zh: '告知陈述申辩',
    en: 'offer the hearing',
    from: ['investigating', 'substantiated'],
    to: 'same',
    roles: CASE_STAFF,
  },
  {
    move: 'notify',
    zh: '发出追缴通知书',
    en: 'issue the notice',
    from: ['approved'],
    to: 'notified',
    roles: CASE_STAFF,
  },
  {
    move: 'void-notice',
    zh: '作废通知书',
    en: 'void the notice',
    from: ['notified'],
    to: 'approved',
    roles: ['supervisor'],
  },
  { move: 'serve', zh: '送达', en: 'serve', from: ['notified'], to: 'served', roles: CASE_STAFF },
  {
    move: 'receipt',
    zh: '登记收款',
    en: 'record a receipt',
    from: WITH_MONEY,
    to: 'by-money',
    roles: ['cashier'],
  },
  {
    move: 'confirm-receipt',
    zh: '复核收款',
    en: 'confirm a receipt',
    from: WITH_MONEY,
    to: 'same',
    roles: ['cashier', 'supervisor'],
  },
  {
    move: 'offset',
    zh: '抵扣',
    en: 'offset',
    from: [...OWED, 'approved', 'notified', 'referred'],
    to: 'by-money',
    roles: ['cashier', ...CASE_STAFF],
  },
  {
    move: 'reverse',
    zh: '冲销',
    en: 'reverse an entry',
    from: WITH_MONEY,
    to: 'by-money',
    roles: ['cashier'],
  },
  {
    move: 'plan-instalments',
    zh: '签订分期协议',
    en: 'agree instalments',
    from: OWED,
    to: 'instalments',
    roles: CASE_STAFF,
  },
  {
    move: 'overdue',
    zh: '认定逾期',
    en: 'mark overdue',
    from: ['served', 'instalments', 'part_repaid'],
    to: 'overdue',
    roles: CASE_STAFF,
  },
  { move: 'remind', zh: '催告', en: 'remind', from: ['overdue'], to: 'reminded', roles: CASE_STAFF },
  {
    move: 'enforce',
    zh: '申请强制执行',
    en: 'apply for enforcement',
    from: ['reminded'],
    to: 'enforcement',
    roles: ['supervisor'],
  },
  {
    move: 'refer',
    zh: '移送',
    en: 'refer',
    from: DECIDED,
    to: 'referred',
    roles: ['supervisor'],
  },
  {
    move: 'take-back',
    zh: '移送退回',
    en: 'take back from referral',
    from: ['referred'],
    to: 'as-before',
    roles: ['supervisor'],
  },
  {
    move: 'open-review',
    zh: '进入复议或诉讼',
    en: 'open a review',
    from: ['notified', ...OWED, 'repaid'],
    to: 'under_review',
    roles: ['supervisor'],
  },
  {
    move: 'uphold',
    zh: '维持原决定',
    en: 'conclude the review: upheld',
    from: ['under_review'],
    to: 'as-before',
    roles: ['supervisor'],
  },
  {
    move: 'propose-write-off',
    zh: '提请核销',
    en: 'propose a write-off',
    from: [...OWED, 'referred'],
    to: 'same',
    roles: CASE_STAFF,
  },
  {
    move: 'propose-refund',
    zh: '提请退还多收款',
    en: 'propose a refund',
    from: WITH_MONEY,
    to: 'same',
    roles: ['cashier', ...CASE_STAFF],
  },
  {
    move: 'propose-revocation',
    zh: '提请撤销',
    en: 'propose a revocation',
    from: ['approved', 'notified', ...OWED, 'repaid', 'under_review', 'referred'],
    to: 'same',
    roles: CASE_STAFF,
  },
  {
    move: 'reopen',
    zh: '重新核查',
    en: 'reopen',
    from: ['unfounded', 'unverifiable', 'repaid', 'written_off', 'revoked'],
    to: 'by-assignment',
    roles: ['supervisor'],
  },
  {
    move: 'note',
    zh: '备注',
    en: 'add a note',
    from: EVERYWHERE,
    to: 'same',
    roles: ['clerk', 'approver', 'cashier', ...CASE_STAFF],
  },
  {
    move: 'acknowledge',
    zh: '确认变化',
    en: 'acknowledge changes',
    from: EVERYWHERE,
    to: 'same',
    roles: CASE_STAFF,
  },
] as const satisfies readonly Transition[];

export type Move = (typeof TRANSITIONS)[number]['move'];

const BY_MOVE = new Map<string, Transition>(TRANSITIONS.map((transition) => [transition.move, transition]));

export function transitionOf(move: Move): Transition {
  const transition = BY_MOVE.get(move);
  if (transition === undefined) throw new Error(`no such move: ${move}`);
  return transition;
}

/** What may be done with a case in this state, by anybody or by somebody with these roles. */
export function legalMoves(status: Status, roles?: readonly Role[]): Transition[] {
  return TRANSITIONS.filter((transition: Transition) => {
    const isOffered =
      roles === undefined ||
      transition.roles.length === 0 ||
      transition.roles.some((role) => roles.includes(role));
    return isOffered && transition.from.includes(status);
  });
}
