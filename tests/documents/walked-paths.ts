import type { CaseState } from '../../casework/case-state.ts';
import type { Move } from '../../core/words/moves.ts';
import type { SampleOffice } from '../support/sample-office.ts';
import {
  openBothCase,
  openOwedCase,
  openWorkedCase,
  type Step,
  TO_APPROVAL,
  TO_SERVICE,
} from './worked-case.ts';

/** Where the walks over every legal path begin, how far they go, and what is typed on the way. */

const OWED_TO_HEIR = { reason: '按死亡当月标准补足差额', payee: '李桂芬', payee_relation: '配偶' };

const TO_OWED: readonly Step[] = [
  ['sun', 'assign', { assignee: 'li' }],
  ['li', 'substantiate', { reason: '核对发放凭证' }],
];

export type Opening = (sample: SampleOffice, person: string) => string;

/** Money owed to the person, with all its signatures. */
const SIGNED_BACK: readonly Step[] = [
  ['li', 'propose-back-payment', OWED_TO_HEIR],
  ...['yi', 'er', 'san', 'si'].map((user): Step => [user, 'approve', {}]),
];

/** What may be typed at each move; a walk takes each of them wherever it is legal. */
export const TYPED: Partial<Record<Move, readonly (readonly [user: string, input: object])[]>> = {
  receipt: [
    ['chen', { amount_fen: 10_000 }],
    ['chen', { amount_fen: 70_000, surplus: 'due-back' }],
  ],
  offset: [['li', { amount_fen: 5_000, against: 'account-balance' }]],
  'plan-instalments': [['li', {}]],
  overdue: [['li', {}]],
  remind: [['li', {}]],
  enforce: [['sun', { court: '弥勒市人民法院' }]],
  'open-review': [['sun', { kind: 'reconsideration' }]],
  uphold: [['sun', { on: '2022-10-13', received_on: '2022-10-13' }]],
  refer: [['sun', { office: '弥勒市公安局', reason: '达到移送标准' }]],
  'propose-revocation': [['li', { reason: '死亡日期登记有误' }]],
  'propose-write-off': [['li', { reason: '无遗产可供执行' }]],
  'propose-refund': [['li', { reason: '多收' }]],
  'pay-refund': [['chen', { channel: 'bank', reference: '凭证8' }]],
  'propose-back-payment': [['li', OWED_TO_HEIR]],
  approve: [['yi', {}]],
  'pay-back': [['chen', { channel: 'bank', reference: '凭证7' }]],
  'return-back-payment': [['chen', { reason: '户名不符退回' }]],
  'acknowledge-back-payment': [['chen', { evidence: '本人签收' }]],
  hear: [['li', {}]],
  'take-statement': [
    ['li', { takers: ['张经办', '李经办'], said: '不知道已经停发', response: '不影响认定' }],
  ],
};

/** How far every path is walked from each start; from service the ways of money and the side roads part. */
export const STARTS: readonly { name: string; depth: number; open: Opening; steps: readonly Step[] }[] = [
  { name: 'proposed', depth: 2, open: openWorkedCase, steps: TO_APPROVAL.slice(0, -1) },
  { name: 'approved', depth: 1, open: openWorkedCase, steps: TO_APPROVAL },
  { name: 'notified', depth: 1, open: openWorkedCase, steps: TO_SERVICE.slice(0, -1) },
  { name: 'served', depth: 2, open: openWorkedCase, steps: TO_SERVICE },
  { name: 'owed', depth: 2, open: openOwedCase, steps: TO_OWED },
  { name: 'owed and signed', depth: 3, open: openOwedCase, steps: [...TO_OWED, ...SIGNED_BACK] },
  { name: 'both and served', depth: 1, open: openBothCase, steps: TO_SERVICE },
  { name: 'both and signed', depth: 2, open: openBothCase, steps: [...TO_SERVICE, ...SIGNED_BACK] },
];
const MOVES = Object.keys(TYPED) as Move[];
const PAYING_BACK: readonly Move[] = [
  'propose-back-payment',
  'pay-back',
  'return-back-payment',
  'acknowledge-back-payment',
];

/** Where nothing is owed to the person its ways are closed, and where nothing else is they are the only ones. */
export function movesFrom(open: Opening): Move[] {
  if (open === openWorkedCase) return MOVES.filter((move) => !PAYING_BACK.includes(move));
  return open === openOwedCase ? [...PAYING_BACK, 'approve'] : MOVES;
}

/** A day on which the terms of everything before have run out, later with every step. */
export const DAYS = ['2022-10-13', '2022-12-20', '2023-05-10', '2023-05-20', '2023-06-01'];

export function inputOf(state: CaseState, move: Move, given: object): object {
  if (move !== 'plan-instalments') return given;
  return { plan: [{ due_on: '2022-11-20', amount_fen: state.money.outstanding_fen }] };
}

/** Longer ways, each with money, a side road and a dunning in another order. */
export const LONG: readonly (readonly Step[])[] = [
  [
    ['chen', 'receipt', { amount_fen: 10_000 }],
    ['sun', 'open-review', { kind: 'reconsideration' }],
    ['sun', 'uphold', { on: '2022-10-13', received_on: '2022-10-13' }],
    ['li', 'overdue'],
    ['li', 'remind'],
  ],
  [
    ['li', 'offset', { amount_fen: 5_000, against: 'account-balance' }],
    ['li', 'plan-instalments', {}],
    ['li', 'overdue'],
    ['chen', 'receipt', { amount_fen: 10_000 }],
    ['li', 'remind'],
  ],
  [
    ['chen', 'receipt', { amount_fen: 70_000, surplus: 'due-back' }],
    ['li', 'propose-refund', { reason: '多收' }],
    ...['yi', 'er', 'san', 'si'].map((user): Step => [user, 'approve', {}]),
    ['chen', 'pay-refund', { channel: 'bank' }],
  ],
  [
    ['chen', 'receipt', { amount_fen: 10_000 }],
    ['li', 'propose-revocation', { reason: '死亡日期登记有误' }],
    ['yi', 'approve'],
  ],
];
