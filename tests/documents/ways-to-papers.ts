import { REMINDED, type Step, TO_APPROVAL, TO_SERVICE, UNSERVED } from './worked-case.ts';

type Way = readonly Step[];

const REPAID: Way = [
  ['chen', 'receipt', { amount_fen: 40_000, on: '2022-10-20' }],
  ['li', 'offset', { amount_fen: 25_400, against: 'account-balance', on: '2022-10-21' }],
];

/** How far a case has gone when each paper is due. */
export const WAYS: Record<string, Way> = {
  verification: TO_SERVICE.slice(0, 2),
  'back-payment-notice': [
    ['sun', 'assign', { assignee: 'li' }],
    ['li', 'substantiate', { reason: '核对发放凭证' }],
    [
      'li',
      'propose-back-payment',
      { reason: '按死亡当月标准补足差额。', payee: '李桂芬', payee_relation: '配偶' },
    ],
    ['yi', 'approve'],
    ['er', 'approve'],
    ['san', 'approve'],
    ['si', 'approve'],
    ['chen', 'pay-back', { channel: 'cash' }],
  ],
  'approval-form': TO_APPROVAL,
  'statement-record': [
    ...TO_APPROVAL.slice(0, -1),
    [
      'li',
      'take-statement',
      {
        takers: ['张经办', '李经办'],
        place: '中心办公室',
        said: '不知道已经停发。',
        response: '不影响认定。',
      },
    ],
  ],
  'write-off-form': [
    ...TO_SERVICE,
    ['li', 'propose-write-off', { reason: '无遗产可供执行' }],
    ['yi', 'approve'],
    ['er', 'approve'],
    ['san', 'approve'],
    ['si', 'approve'],
  ],
  'money-receipt': [
    ...TO_SERVICE,
    ['chen', 'receipt', { amount_fen: 40_000, payer: '李桂芬', on: '2022-10-20' }],
  ],
  'prior-notice': TO_APPROVAL.slice(0, -1),
  'return-notice': TO_SERVICE.map(
    (step): Step =>
      step[1] === 'notify' ? ['li', 'notify', { on: '2022-10-10', kind: 'return-notice' }] : step,
  ),
  'recovery-notice': TO_SERVICE,
  'public-notice': [...TO_SERVICE.slice(0, -1), ...UNSERVED],
  'service-receipt': TO_SERVICE,
  reminder: [...TO_SERVICE, ...REMINDED],
  'repayment-agreement': [
    ...TO_SERVICE,
    [
      'li',
      'plan-instalments',
      {
        plan: [
          { due_on: '2022-12-01', amount_fen: 30_000 },
          { due_on: '2023-01-01', amount_fen: 35_400 },
        ],
      },
    ],
  ],
  'offset-confirmation': [...TO_SERVICE, ...REPAID],
  referral: [
    ...TO_SERVICE,
    ['sun', 'refer', { on: '2022-11-01', office: '弥勒市公安局', reason: '核定金额达到移送标准' }],
  ],
  'enforcement-application': [
    ...TO_SERVICE,
    ...REMINDED,
    ['sun', 'enforce', { on: '2023-05-08', court: '弥勒市人民法院' }],
  ],
  'settlement-certificate': [...TO_SERVICE, ...REPAID],
  revocation: [
    ...TO_SERVICE,
    ['li', 'propose-revocation', { reason: '死亡日期登记有误' }],
    ['yi', 'approve'],
  ],
};
