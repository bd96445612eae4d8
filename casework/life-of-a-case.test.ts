import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '../storage/ledger/verify-chain.ts';
import {
  bringToService,
  onCase,
  openSampleOffice,
  passTimeUntil,
  type SampleOffice,
  SUMMER,
  sampleFinding,
} from '../tests/support/sample-office.ts';
import { remindInWriting } from '../tests/support/written-reminder.ts';
import { dueDates } from './clocks/due.ts';
import { checkCasebook } from './reads/proof/check-casebook.ts';

let sample: SampleOffice;
let caseId: string;
const finding = sampleFinding({
  person_id: 'p1',
  claims: SUMMER,
});

beforeEach(() => {
  sample = openSampleOffice();
  caseId = sample.caseOf(finding);
});
afterEach(() => sample.close());

const { state, done, refused } = onCase(() => [sample, caseId]);

describe('from the finding to the last recovered fen', () => {
  test('an overpayment of 654.00 is assessed by month and component, notified, served and repaid in two parts', () => {
    bringToService(sample, caseId);
    expect(state().amounts[0]?.lines).toEqual([
      { month: 202206, component: 'account', amount_fen: 10_000 },
      { month: 202206, component: 'basic', amount_fen: 11_800 },
      { month: 202207, component: 'account', amount_fen: 10_000 },
      { month: 202207, component: 'basic', amount_fen: 11_800 },
      { month: 202208, component: 'account', amount_fen: 10_000 },
      { month: 202208, component: 'basic', amount_fen: 11_800 },
    ]);
    expect(state()).toMatchObject({ status: 'served', notices: [{ notice_number: '弥人社追〔2022〕1号' }] });
    expect(done('chen', 'receipt', { amount_fen: 60_000 })).toMatchObject({
      status: 'part_repaid',
      money: { outstanding_fen: 5_400 },
    });
    expect(done('chen', 'receipt', { amount_fen: 5_400 })).toMatchObject({
      status: 'repaid',
      money: { assessed_fen: 65_400, repaid_fen: 65_400, outstanding_fen: 0 },
    });
    expect(checkCasebook(sample.ledger)).toEqual({ cases: 1, differing: [], totals_tie: true });
    expect(verifyChain(sample.ledger).breaches).toEqual([]);
  });

  test('too much money is taken, shown as due back, signed through the five-step chain, and refunded when it is paid', () => {
    bringToService(sample, caseId);
    expect(refused('chen', 'receipt', { amount_fen: 70_000 })).toMatchObject({
      code: 'receipt-surplus',
      values: { amount: '700.00', outstanding: '654.00' },
    });
    expect(done('chen', 'receipt', { amount_fen: 70_000, surplus: 'due-back' }).money).toMatchObject({
      outstanding_fen: -4_600,
      refund_due_fen: 4_600,
    });
    expect(refused('li', 'propose-refund', { amount_fen: 4_601, reason: '多收' }).code).toBe(
      'more-than-refund-due',
    );
    done('li', 'propose-refund', { reason: '多收' });
    for (const user of ['yi', 'er', 'san']) {
      expect(done(user, 'approve').money.refunded_fen).toBe(0);
    }
    expect(done('si', 'approve').money).toMatchObject({ refunded_fen: 0, refund_due_fen: 4_600 });
    expect(refused('li', 'propose-refund', { reason: '多收' }).code).toBe('nothing-due-back');
    expect(refused('li', 'pay-refund', {}).code).toBe('not-your-role');
    expect(done('chen', 'pay-refund', { channel: 'bank', reference: '凭证9' }).money).toMatchObject({
      refunded_fen: 4_600,
      outstanding_fen: 0,
      refund_due_fen: 0,
    });
    expect(refused('chen', 'pay-refund', {}).code).toBe('no-refund-to-pay');

    const entry_id = state().entries.at(-1)?.entry_id ?? '';
    expect(done('chen', 'reverse', { entry_id, reason: '户名不符退回' }).money).toMatchObject({
      refunded_fen: 0,
      refund_due_fen: 4_600,
    });
    expect(done('chen', 'pay-refund', { channel: 'cash' }).money.refund_due_fen).toBe(0);
  });

  test('a write-off ends the case as written off, not as repaid', () => {
    bringToService(sample, caseId);
    done('chen', 'receipt', { amount_fen: 400 });
    done('li', 'propose-write-off', { reason: '无遗产可供清偿' });
    for (const user of ['yi', 'er', 'san', 'si']) done(user, 'approve');
    expect(state()).toMatchObject({
      status: 'written_off',
      money: { written_off_fen: 65_000, repaid_fen: 400 },
    });
  });

  test('money that came in after a write-off was proposed stops its last signature', () => {
    bringToService(sample, caseId);
    done('li', 'propose-write-off', { reason: '无遗产可供清偿' });
    for (const user of ['yi', 'er', 'san']) done(user, 'approve');
    done('chen', 'receipt', { amount_fen: 100 });
    expect(refused('si', 'approve').code).toBe('more-than-outstanding');
  });

  test('a changed amount after approval is a new version that is approved again; until then the old one is owed', () => {
    bringToService(sample, caseId);
    done('chen', 'receipt', { amount_fen: 10_000 });
    done('li', 'fix-amount', { adjustments: [{ reason: '听取申辩后核减 7 月', amount_fen: -21_800 }] });
    expect(state()).toMatchObject({
      status: 'substantiated',
      money: { assessed_fen: 65_400, outstanding_fen: 55_400 },
    });
    expect(refused('li', 'notify').code).toBe('illegal-move');
    done('yi', 'approve');
    expect(state()).toMatchObject({
      status: 'approved',
      money: { assessed_fen: 43_600, outstanding_fen: 33_600 },
    });
    expect(state().amounts.map((version) => version.status)).toEqual(['superseded', 'approved']);
    done('li', 'notify', { on: '2022-11-01' });
    expect(done('li', 'serve', { on: '2022-11-02', servers: ['张经办', '李经办'] }).status).toBe(
      'part_repaid',
    );
  });

  test('a refused correction leaves the earlier decision and the state it had reached', () => {
    bringToService(sample, caseId);
    done('li', 'fix-amount', { total_fen: 1, ground: '核定' });
    done('yi', 'reject', { reason: '没有依据，请补充公安机关的证明' });
    expect(state()).toMatchObject({ status: 'served', money: { assessed_fen: 65_400 } });
  });

  test('a revoked decision leaves nothing owed and what was paid is due back', () => {
    bringToService(sample, caseId);
    done('chen', 'receipt', { amount_fen: 10_000 });
    done('li', 'propose-revocation', { reason: '认定错误' });
    done('yi', 'approve');
    expect(state()).toMatchObject({ status: 'revoked', money: { assessed_fen: 0, refund_due_fen: 10_000 } });
  });

  test('instalments cover all that is owed, a missed one makes the case overdue, a reversal opens it again', () => {
    bringToService(sample, caseId);
    const plan = [
      { due_on: '2022-11-10', amount_fen: 30_000 },
      { due_on: '2022-12-10', amount_fen: 35_400 },
    ];
    expect(refused('li', 'plan-instalments', { plan: plan.slice(1) }).code).toBe('plan-does-not-add-up');
    done('li', 'plan-instalments', { plan });
    sample.clock.at = '2022-12-11T01:00:00.000Z';
    expect(refused('li', 'overdue', { on: '2022-11-10' }).code).toBe('nothing-overdue');
    done('chen', 'receipt', { amount_fen: 30_000, on: '2022-11-09' });
    expect(refused('li', 'overdue', { on: '2022-12-10' }).code).toBe('nothing-overdue');
    expect(done('li', 'overdue', { on: '2022-12-11' }).status).toBe('overdue');
    done('chen', 'receipt', { amount_fen: 35_400, on: '2022-12-12' });
    expect(state().status).toBe('repaid');
    const entry = state().entries[1]?.entry_id;
    expect(done('chen', 'reverse', { entry_id: entry, reason: '退票' })).toMatchObject({
      status: 'part_repaid',
      money: { outstanding_fen: 35_400 },
    });
    expect(refused('chen', 'reverse', { entry_id: entry, reason: '再退' }).code).toBe('no-such-entry');
  });

  test('the funeral grant is offset only with a recorded consent', () => {
    bringToService(sample, caseId);
    const input = { amount_fen: 65_400, against: 'funeral-grant' };
    expect(refused('li', 'offset', input).code).toBe('consent-required');
    expect(done('li', 'offset', { ...input, consent: '同意书 2022-11' })).toMatchObject({
      status: 'repaid',
      money: { offset_fen: 65_400, repaid_fen: 0 },
    });
  });

  test('an offset above what is owed is refused with both sums', () => {
    bringToService(sample, caseId);
    const refusal = refused('li', 'offset', { amount_fen: 65_401, against: 'account-balance' });
    expect(refusal.zh).toBe('金额 654.01 元超过尚欠的 654.00 元');
  });

  test('the court can be asked only after the reminder and the term for a suit, and only in the window', () => {
    bringToService(sample, caseId);
    expect(refused('li', 'overdue', { on: '2022-12-01' })).toMatchObject({
      code: 'nothing-overdue',
      zh: '截至 2022-10-12 没有逾期：最近的期限是 2022-11-11',
    });
    expect(refused('sun', 'open-review', { on: '2022-12-01', kind: 'litigation' })).toMatchObject({
      code: 'day-ahead',
      zh: '2022-12-01 还没有到，今天是 2022-10-12',
    });
    done('li', 'overdue', { on: '2022-12-01' });
    done('li', 'remind', { on: '2022-12-01' });
    passTimeUntil(sample, '2023-09-01');
    const early = refused('sun', 'enforce', { on: '2023-03-01', court: '弥勒市人民法院' });
    expect(early.code).toBe('reminder-unserved');
    remindInWriting(sample, { user: 'li', case_id: caseId, on: '2022-12-02' });
    expect(refused('sun', 'enforce', { on: '2023-03-01', court: '弥勒市人民法院' })).toMatchObject({
      code: 'too-early',
      values: { on: '2023-04-13' },
    });
    expect(refused('sun', 'enforce', { on: '2023-09-01', court: '弥勒市人民法院' }).code).toBe('too-late');
    expect(done('sun', 'enforce', { on: '2023-04-20', court: '弥勒市人民法院' }).status).toBe('enforcement');
  });

  test('after a review that upheld the notice the court is asked once the fifteen days to sue against it have run, and not later', () => {
    bringToService(sample, caseId);
    done('li', 'overdue', { on: '2022-12-01' });
    done('li', 'remind', { on: '2022-12-01' });
    remindInWriting(sample, { user: 'li', case_id: caseId, on: '2022-12-01' });
    done('sun', 'open-review', { kind: 'reconsideration', on: '2022-12-05' });
    passTimeUntil(sample, '2023-09-01');
    expect(refused('sun', 'uphold', { on: '2023-04-20' }).code).toBe('invalid-input');
    expect(refused('sun', 'uphold', { on: '2023-04-20', received_on: '2023-04-19' }).code).toBe(
      'date-before',
    );
    done('sun', 'uphold', { on: '2023-04-20', received_on: '2023-04-24' });
    expect(dueDates(sample.office.clocks, state())).toMatchObject([
      { clock: 'suit-after-review', due_on: '2023-05-09' },
      { clock: 'reminder' },
      { clock: 'court-application', due_on: '2023-08-09' },
    ]);
    const court = '弥勒市人民法院';
    // the six months from the service ended on 12 April
    expect(refused('sun', 'enforce', { on: '2023-05-09', court })).toMatchObject({
      code: 'too-early',
      values: { on: '2023-05-10' },
    });
    expect(refused('sun', 'enforce', { on: '2023-08-10', court }).code).toBe('too-late');
    expect(done('sun', 'enforce', { on: '2023-05-10', court }).status).toBe('enforcement');
  });

  test('what a move records has happened: no money, plan or review of a day that has not come', () => {
    bringToService(sample, caseId);
    const plan = [{ due_on: '2022-11-10', amount_fen: 65_400 }];
    for (const [user, move, input] of [
      ['chen', 'receipt', { amount_fen: 100, on: '2022-10-13' }],
      ['li', 'plan-instalments', { plan, agreed_on: '2022-10-13' }],
      ['sun', 'open-review', { kind: 'reconsideration', on: '2022-10-13' }],
    ] as const) {
      expect([move, refused(user, move, input).code]).toEqual([move, 'day-ahead']);
    }
    expect(done('chen', 'receipt', { amount_fen: 100, on: '2022-10-12' }).money.repaid_fen).toBe(100);
  });

  test('a public notice counts as served thirty days later', () => {
    for (const [user, move, input] of [
      ['sun', 'assign', { assignee: 'li' }],
      ['li', 'name-debtor', { name: '测试丁', relation: '之子' }],
      ['li', 'substantiate', { reason: '属实' }],
      ['li', 'fix-amount', {}],
      ['yi', 'approve', {}],
      ['li', 'notify', { on: '2022-10-10' }],
      [
        'li',
        'fail-to-serve',
        {
          ...{ on: '2022-10-10', method: 'in-person', reason: '全家外出，去向不明' },
          ...{ servers: ['张经办', '李经办'], unknown_by: '竹园村委会' },
        },
      ],
      ['li', 'serve', { on: '2022-10-10', method: 'public-notice', servers: ['张经办', '李经办'] }],
    ] as const) {
      done(user, move, input);
    }
    expect(state().milestones).toMatchObject({ published_on: '2022-10-10', served_on: '2022-11-09' });
  });

  test('a side road leads back to where the case was, with the money that moved meanwhile', () => {
    bringToService(sample, caseId);
    done('sun', 'open-review', { kind: 'reconsideration', on: '2022-11-01' });
    done('chen', 'receipt', { amount_fen: 65_400 });
    expect(state().status).toBe('under_review');
    expect(done('sun', 'uphold', { received_on: '2022-11-01' }).status).toBe('repaid');
  });

  test('whoever drew the money after a death owes it; the beneficiary stays the beneficiary', () => {
    done('sun', 'assign', { assignee: 'li' });
    done('li', 'name-debtor', { name: '测试丙', relation: '之子', evidence: '取款凭条' });
    expect(state()).toMatchObject({ debtor: { name: '测试丙' }, person: { name: '测试甲' } });
  });

  test('notices of a year are numbered without a gap, void ones included', () => {
    bringToService(sample, caseId);
    const other = sampleFinding({ person_id: 'p2' });
    caseId = sample.run([finding, other], 2).case_of.get(other.finding_key) ?? '';
    for (const [user, move, input] of [
      ['sun', 'assign', { assignee: 'li' }],
      ['li', 'name-debtor', { name: '测试丁', relation: '之子' }],
      ['li', 'substantiate', { reason: '属实' }],
      ['li', 'fix-amount', {}],
      ['yi', 'approve', {}],
      ['li', 'notify', { on: '2022-12-31' }],
      ['sun', 'void-notice', { reason: '地址写错' }],
      ['li', 'notify', { on: '2022-12-31' }],
      ['sun', 'void-notice', { reason: '跨年' }],
      ['li', 'notify', { on: '2023-01-03' }],
    ] as const) {
      done(user, move, input);
    }
    expect(state().notices.map((notice) => notice.notice_number)).toEqual([
      '弥人社追〔2022〕2号',
      '弥人社追〔2022〕3号',
      '弥人社追〔2023〕1号',
    ]);
  });
});
