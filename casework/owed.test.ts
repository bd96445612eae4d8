import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Move } from '../core/words/moves.ts';
import {
  bringToService,
  openSampleOffice,
  passTimeUntil,
  type SampleOffice,
  sampleFinding,
} from '../tests/support/sample-office.ts';
import { loadCase } from './casebook/load-case.ts';
import { issueDocument } from './documents/register.ts';
import type { CaseOutcome } from './execute.ts';
import { contextOfViewer, movesNow } from './moves-now.ts';
import { loadUser } from './reads/users/users.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const short = sampleFinding({
  person_id: 'p1',
  rule_id: 'funeral-grant/wrong-amount',
  occurrence_key: 'funeral',
  direction: 'person',
  facts: { is_short: true },
  claims: [[202210, { unsplit: 6000 }]],
});
const claim = sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 11_300 }]] });

const contextOf = (user: string) =>
  contextOfViewer(sample.ledger, sample.office, loadUser(sample.ledger, user)!);

const codeOf = (outcome: CaseOutcome) => (outcome.ok ? 'done' : outcome.refusal.code);

function substantiated(findings: Parameters<SampleOffice['run']>[0]): string {
  const caseId = [...sample.run(findings).case_of.values()][0] ?? '';
  expect(codeOf(sample.act('sun', caseId, 'assign', { assignee: 'li' }))).toBe('done');
  expect(codeOf(sample.act('li', caseId, 'substantiate', { reason: '档案核实' }))).toBe('done');
  return caseId;
}

describe('a case in which all the money is owed to the person', () => {
  test('is found true, and no amount is fixed, however it is put', () => {
    const caseId = substantiated([short]);
    for (const input of [
      {},
      { total_fen: 6000 },
      { lines: [{ month: 202210, component: 'unsplit', amount_fen: 6000 }] },
      { adjustments: [{ reason: '核定', amount_fen: 1 }] },
    ]) {
      const outcome = sample.act('li', caseId, 'fix-amount', input);
      expect(codeOf(outcome)).toBe('owed-to-person');
      if (!outcome.ok) expect(outcome.refusal.zh).toContain('60.00 元应补给本人');
    }
    expect(loadCase(sample.ledger, caseId)).toMatchObject({ amounts: [], documents: [], notices: [] });
  });

  test('is offered the payment to the person, no amount to fix and no statement to take', () => {
    const caseId = substantiated([short]);
    const offered = movesNow(contextOf('li'), loadCase(sample.ledger, caseId)!).map(({ move }) => move);
    expect(offered).toContain('propose-back-payment');
    expect(offered).not.toContain('fix-amount');
    expect(offered).not.toContain('take-statement');
    const said = { said: '不知情', takers: ['甲', '乙'] };
    expect(codeOf(sample.act('li', caseId, 'take-statement', said))).toBe('owed-to-person');
  });

  test('gets no debtor, no hearing and no referral', () => {
    const caseId = substantiated([short]);
    const debtor = { name: '测试乙', relation: '儿子' };
    expect(codeOf(sample.act('li', caseId, 'name-debtor', debtor))).toBe('owed-to-person');
    expect(codeOf(sample.act('li', caseId, 'hear'))).toBe('owed-to-person');
    const referral = { office: '公安局', reason: '移送' };
    expect(codeOf(sample.act('sun', caseId, 'refer', referral))).toBe('owed-to-person');
  });
});

test('a numbered paper that claims money back is refused, one that takes a decision back is not', () => {
  const caseId = substantiated([short]);
  const paper = (kind: string, claims: boolean) =>
    issueDocument(sample.ledger, sample.office, {
      key: kind,
      user: 'li',
      via: 'test',
      case_id: caseId,
      kind: { kind, title: kind, series: '弥人社试', states: ['substantiated'], claims, renewed_by: [] },
      on: '2022-10-10',
    });
  expect(paper('reminder', true)).toMatchObject({ ok: false, refusal: { code: 'owed-to-person' } });
  expect(paper('verification', false)).toMatchObject({ ok: true });
});

describe('a case that holds both kinds of money', () => {
  test('is offered the payment to the person, and an amount to fix', () => {
    const caseId = substantiated([claim, short]);
    const offered = movesNow(contextOf('li'), loadCase(sample.ledger, caseId)!).map(({ move }) => move);
    expect(offered).toEqual(expect.arrayContaining(['fix-amount', 'take-statement', 'propose-back-payment']));
  });

  test('is assessed at the claim of the fund, and not a fen beyond it', () => {
    const caseId = substantiated([claim, short]);
    const beyond = sample.act('li', caseId, 'fix-amount', { total_fen: 11_301 });
    expect(codeOf(beyond)).toBe('beyond-funds-part');
    if (!beyond.ok) expect(beyond.refusal.zh).toContain('应追部分为 113.00 元，113.01 元超出');
    sample.act('li', caseId, 'name-debtor', { name: '测试丁', relation: '之子' });
    expect(codeOf(sample.act('li', caseId, 'fix-amount'))).toBe('done');
    expect(loadCase(sample.ledger, caseId)?.money.assessed_fen).toBe(11_300);
    expect(codeOf(sample.act('yi', caseId, 'approve'))).toBe('done');
    expect(codeOf(sample.act('li', caseId, 'notify'))).toBe('done');
  });

  test('where nothing is claimed yet, no more than what is at risk is assessed', () => {
    const risk = sampleFinding({
      person_id: 'p1',
      rule_id: 'certification/overdue-still-paid',
      direction: 'none',
      facts: { at_risk_fen: 9000 },
      amount_fen: null,
    });
    const caseId = substantiated([risk, short]);
    expect(codeOf(sample.act('li', caseId, 'fix-amount', { total_fen: 9001 }))).toBe('beyond-funds-part');
    expect(codeOf(sample.act('li', caseId, 'fix-amount', { total_fen: 9000 }))).toBe('done');
  });
});

describe('a claim that turns out to be owed to the person', () => {
  const wrong = { ...short, direction: 'fund' as const, evidence_hash: 'made without the direction' };

  test('is not signed any more', () => {
    const caseId = substantiated([wrong]);
    expect(codeOf(sample.act('li', caseId, 'fix-amount'))).toBe('done');
    sample.run([short], 2);
    expect(codeOf(sample.act('yi', caseId, 'approve'))).toBe('changed-unseen');
    expect(codeOf(sample.act('li', caseId, 'acknowledge', { note: '已看' }))).toBe('done');
    expect(codeOf(sample.act('yi', caseId, 'approve'))).toBe('owed-to-person');
    expect(codeOf(sample.act('yi', caseId, 'reject', { reason: '此款应补给本人，不是应追的款项' }))).toBe(
      'done',
    );
  });

  test('is not gone after any more once it was served; what comes in is recorded, revoked and refunded', () => {
    const caseId = [...sample.run([wrong]).case_of.values()][0] ?? '';
    bringToService(sample, caseId);
    sample.run([short], 2);
    const plan = [{ due_on: '2022-12-31', amount_fen: 6000 }];
    const refused: [string, Move, unknown][] = [
      ['chen', 'offset', { amount_fen: 6000, against: 'account-balance' }],
      ['li', 'plan-instalments', { plan }],
      ['li', 'overdue', {}],
      ['li', 'propose-write-off', { amount_fen: 6000, reason: '不收' }],
      ['sun', 'refer', { office: '公安局', reason: '移送' }],
    ];
    for (const [user, move, input] of refused) {
      expect([move, codeOf(sample.act(user, caseId, move, input))]).toEqual([move, 'owed-to-person']);
    }
    expect(codeOf(sample.act('chen', caseId, 'receipt', { amount_fen: 6000 }))).toBe('done');
    expect(codeOf(sample.act('li', caseId, 'propose-revocation', { reason: '应补给本人' }))).toBe('done');
    passTimeUntil(sample, '2022-10-13');
    for (const user of ['yi', 'er', 'san', 'si']) {
      if (loadCase(sample.ledger, caseId)?.status === 'revoked') break;
      expect(codeOf(sample.act(user, caseId, 'approve'))).toBe('done');
    }
    expect(loadCase(sample.ledger, caseId)).toMatchObject({
      status: 'revoked',
      money: { assessed_fen: 0, refund_due_fen: 6000 },
    });
    const refund = { amount_fen: 6000, reason: '退还' };
    expect(codeOf(sample.act('li', caseId, 'propose-refund', refund))).toBe('done');
  });
});
