import { MOVE_TITLES, MOVES, type Move } from '../core/words/moves.ts';
import { INVESTIGATORS, type Role } from './roles.ts';
import { OWED, type Status } from './states.ts';

/**
 * Where a move leads: a state, the same state, the one the money decides, the one before a side road, or
 * the one the last signature on the document decides; by assignment, back to whoever had the case;
 * by payment, to its end once all that was owed to the person has arrived.
 */
export type Target =
  | Status
  | 'same'
  | 'by-money'
  | 'as-before'
  | 'by-document'
  | 'by-assignment'
  | 'by-payment';

export interface Transition {
  move: Move;
  zh: string;
  en: string;
  from: readonly Status[];
  to: Target;
  /** Empty: the steps of the document's own chain name the roles. */
  roles: readonly Role[];
}

const OPEN_BEFORE_DECISION: readonly Status[] = ['new', 'investigating', 'unverifiable'];
/** A decision may be made anew until a signature has put an amount into force. */
const DECIDABLE: readonly Status[] = ['investigating', 'substantiated'];
const DECIDED: readonly Status[] = ['substantiated', 'approved', 'notified', ...OWED];
const WITH_MONEY: readonly Status[] = [
  ...DECIDED,
  'repaid',
  'written_off',
  'referred',
  'under_review',
  'revoked',
];
const EVERYWHERE: readonly Status[] = [...OPEN_BEFORE_DECISION, ...WITH_MONEY, 'unfounded', 'made_good'];
/** Amounts and money stay with the office. */
const CASE_STAFF: readonly Role[] = ['investigator', 'supervisor'];

/** Every legal move of a case, and who may make it. The only place that says so. */
const TABLE: Readonly<Record<Move, Omit<Transition, 'move' | 'zh' | 'en'>>> = {
  assign: { from: OPEN_BEFORE_DECISION, to: 'investigating', roles: ['supervisor'] },
  take: { from: OPEN_BEFORE_DECISION, to: 'investigating', roles: INVESTIGATORS },
  'put-back': { from: ['investigating'], to: 'new', roles: [...INVESTIGATORS, 'supervisor'] },
  prioritise: { from: [...OPEN_BEFORE_DECISION, ...DECIDED], to: 'same', roles: ['supervisor'] },
  unprioritise: { from: [...OPEN_BEFORE_DECISION, ...DECIDED], to: 'same', roles: ['supervisor'] },
  substantiate: { from: DECIDABLE, to: 'substantiated', roles: INVESTIGATORS },
  clear: {
    from: [...OPEN_BEFORE_DECISION, 'substantiated'],
    to: 'unfounded',
    roles: [...INVESTIGATORS, 'supervisor'],
  },
  'leave-unverifiable': { from: DECIDABLE, to: 'unverifiable', roles: INVESTIGATORS },
  'name-debtor': { from: ['investigating', ...DECIDED], to: 'same', roles: [...INVESTIGATORS, 'supervisor'] },
  'fix-amount': {
    from: [...DECIDED, 'under_review', 'repaid'],
    to: 'substantiated',
    roles: ['investigator'],
  },
  approve: { from: EVERYWHERE, to: 'by-document', roles: [] },
  reject: { from: EVERYWHERE, to: 'by-document', roles: [] },
  hear: { from: ['investigating', 'substantiated'], to: 'same', roles: CASE_STAFF },
  'take-statement': { from: ['investigating', 'substantiated'], to: 'same', roles: CASE_STAFF },
  notify: { from: ['approved'], to: 'notified', roles: CASE_STAFF },
  'void-notice': { from: ['notified'], to: 'approved', roles: ['supervisor'] },
  'fail-to-serve': { from: ['notified'], to: 'same', roles: CASE_STAFF },
  serve: { from: ['notified'], to: 'served', roles: CASE_STAFF },
  receipt: { from: WITH_MONEY, to: 'by-money', roles: ['cashier'] },
  'confirm-receipt': { from: WITH_MONEY, to: 'same', roles: ['cashier', 'supervisor'] },
  offset: {
    from: [...OWED, 'approved', 'notified', 'referred'],
    to: 'by-money',
    roles: ['cashier', ...CASE_STAFF],
  },
  reverse: { from: WITH_MONEY, to: 'by-money', roles: ['cashier', 'approver'] },
  'plan-instalments': { from: OWED, to: 'instalments', roles: CASE_STAFF },
  overdue: { from: ['served', 'instalments', 'part_repaid'], to: 'overdue', roles: CASE_STAFF },
  remind: { from: ['overdue'], to: 'reminded', roles: CASE_STAFF },
  enforce: { from: ['reminded'], to: 'enforcement', roles: ['supervisor'] },
  refer: { from: DECIDED, to: 'referred', roles: ['supervisor'] },
  'take-back': { from: ['referred'], to: 'as-before', roles: ['supervisor'] },
  'open-review': { from: ['notified', ...OWED, 'repaid'], to: 'under_review', roles: ['supervisor'] },
  uphold: { from: ['under_review'], to: 'as-before', roles: ['supervisor'] },
  'propose-write-off': { from: [...OWED, 'referred'], to: 'same', roles: CASE_STAFF },
  'propose-refund': { from: WITH_MONEY, to: 'same', roles: CASE_STAFF },
  'pay-refund': { from: WITH_MONEY, to: 'by-money', roles: ['cashier'] },
  'propose-revocation': {
    from: ['approved', 'notified', ...OWED, 'repaid', 'under_review', 'referred'],
    to: 'same',
    roles: CASE_STAFF,
  },
  'propose-back-payment': {
    from: [...DECIDED, 'repaid', 'written_off', 'made_good', 'revoked'],
    to: 'same',
    roles: CASE_STAFF,
  },
  'pay-back': { from: [...WITH_MONEY, 'made_good'], to: 'same', roles: ['cashier'] },
  'return-back-payment': { from: [...WITH_MONEY, 'made_good'], to: 'same', roles: ['cashier'] },
  'acknowledge-back-payment': {
    from: [...WITH_MONEY, 'made_good'],
    to: 'by-payment',
    roles: ['cashier', ...CASE_STAFF],
  },
  reopen: {
    from: ['unfounded', 'unverifiable', 'repaid', 'made_good', 'written_off', 'revoked'],
    to: 'by-assignment',
    roles: ['supervisor'],
  },
  note: { from: EVERYWHERE, to: 'same', roles: ['clerk', 'approver', 'cashier', ...CASE_STAFF] },
  // whoever decides has looked, in a township too
  acknowledge: { from: EVERYWHERE, to: 'same', roles: [...INVESTIGATORS, 'supervisor'] },
};

export const TRANSITIONS: readonly Transition[] = MOVES.map((move) => ({
  move,
  ...MOVE_TITLES[move],
  ...TABLE[move],
}));

export function transitionOf(move: Move): Transition {
  return { move, ...MOVE_TITLES[move], ...TABLE[move] };
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
