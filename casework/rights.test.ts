import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyChain } from '../storage/ledger/verify-chain.ts';
import {
  bringToService,
  onCase,
  openSampleOffice,
  type SampleOffice,
  SUMMER,
  sampleFinding,
} from '../tests/support/sample-office.ts';
import { loadCaseEvents } from './casebook/load-case.ts';
import { executeTogether } from './execute.ts';
import { foldCase } from './fold.ts';
import { listCases } from './reads/cases/list-cases.ts';
import { loadUser } from './reads/users/users.ts';
import { STATUSES } from './states.ts';
import { legalMoves, TRANSITIONS, transitionOf } from './transitions.ts';

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

describe('rights', () => {
  test('an illegal move names the state and the one step that comes next on the way to it, with whose it is', () => {
    const { code, zh, en } = refused('li', 'notify');
    expect(code).toBe('illegal-move');
    expect(zh).toMatch(/待分派.*；下一步：领取$/);
    expect(en).toMatch(/; next: take$/);
    done('sun', 'assign', { assignee: 'li' });
    done('li', 'substantiate', { reason: '属实' });
    expect(refused('li', 'notify').zh).toMatch(/；下一步：核定金额$/);
    done('li', 'fix-amount');
    expect(refused('li', 'notify').zh).toMatch(/；下一步：审批同意，由 审批 办理$/);
  });

  test('where no way leads on to it, an illegal move names what its reader can do', () => {
    done('sun', 'assign', { assignee: 'li' });
    done('li', 'clear', { ground: 'other', reason: '人还在' });
    expect(refused('li', 'notify').zh).toContain('；您现在可以：');
  });

  test.each([
    ['admin', 'note'],
    ['shen', 'note'],
    ['ma', 'note'],
  ] as const)('%s may not write into a case', (user, move) => {
    const { code } = refused(user, move, { text: '看看' });
    expect(['not-your-role', 'not-your-township']).toContain(code);
  });

  test('a cashier cannot decide and an investigator cannot record money', () => {
    done('sun', 'assign', { assignee: 'li' });
    expect(refused('chen', 'substantiate', { reason: '属实' }).code).toBe('not-your-role');
    expect(refused('hu', 'substantiate', { reason: '属实' }).code).toBe('not-assigned-to-you');
    done('li', 'substantiate', { reason: '属实' });
    done('li', 'fix-amount', {});
    expect(refused('li', 'receipt', { amount_fen: 1 })).toMatchObject({
      code: 'not-your-role',
      zh: '“登记收款”须由 出纳 办理',
      en: 'only these roles may do "record a receipt": cashier',
    });
  });

  test('a township clerk works on and sees their own township only', () => {
    const elsewhere = sampleFinding({ person_id: 'p9', township: '虹溪镇' });
    const other = sample.run([finding, elsewhere], 2).case_of.get(elsewhere.finding_key) ?? '';
    done('zhen', 'note', { text: '已入户' });
    expect(sample.act('zhen', other, 'note', { text: '已入户' })).toMatchObject({
      refusal: { code: 'not-your-township' },
    });
    const clerk = loadUser(sample.ledger, 'zhen');
    const admin = loadUser(sample.ledger, 'admin');
    if (clerk === null || admin === null) throw new Error('staff missing');
    expect(listCases(sample.ledger, clerk).map((row) => row.case_id)).toEqual([caseId]);
    expect(listCases(sample.ledger, admin)).toEqual([]);
  });

  test('every state but the last ones offers a way on, and every move has a state it starts from', () => {
    for (const status of STATUSES) expect(legalMoves(status).length, status).toBeGreaterThan(2);
    for (const { move } of TRANSITIONS) expect(transitionOf(move).from.length, move).toBeGreaterThan(0);
  });
});

describe('retries', () => {
  test('a receipt sent twice under one key is paid once and answered the same', () => {
    bringToService(sample, caseId);
    const first = sample.act('chen', caseId, 'receipt', { amount_fen: 100 }, { key: 'teller-1' });
    const again = sample.act('chen', caseId, 'receipt', { amount_fen: 100 }, { key: 'teller-1' });
    expect(first).toMatchObject({ ok: true, is_repeated: false });
    expect(again).toMatchObject({ ok: true, is_repeated: true, state: { money: { repaid_fen: 100 } } });
    if (first.ok && again.ok) expect(again.events).toEqual(first.events);
  });

  test('a key cannot be used for another command', () => {
    bringToService(sample, caseId);
    sample.act('chen', caseId, 'receipt', { amount_fen: 100 }, { key: 'teller-1' });
    const other = sample.act('chen', caseId, 'receipt', { amount_fen: 200 }, { key: 'teller-1' });
    expect(other).toMatchObject({ ok: false, refusal: { code: 'key-reused' } });
  });

  test('a refused command writes nothing and leaves its key free', () => {
    const before = loadCaseEvents(sample.ledger, caseId).length;
    sample.act('li', caseId, 'notify', {}, { key: 'n1' });
    expect(loadCaseEvents(sample.ledger, caseId)).toHaveLength(before);
    expect(sample.act('sun', caseId, 'assign', { assignee: 'li' }, { key: 'n1' }).ok).toBe(true);
  });

  test('commands that arrive together share one commit; a refused one hinders no other', () => {
    bringToService(sample, caseId);
    const request = (key: string, amount_fen: number) => ({
      key,
      user: 'chen',
      via: 'test',
      case_id: caseId,
      move: 'receipt' as const,
      input: { amount_fen },
    });
    const outcomes = executeTogether(sample.ledger, sample.office, [
      request('a', 100),
      request('b', -1),
      request('a', 100),
      request('c', 200),
    ]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true, true]);
    expect(state().money.repaid_fen).toBe(300);
    expect(verifyChain(sample.ledger).breaches).toEqual([]);
  });

  test('amounts that are no whole fen, negative or absurd are refused as input', () => {
    bringToService(sample, caseId);
    for (const amount_fen of [0, -1, 0.5, 1e15, Number.NaN, '100']) {
      expect(refused('chen', 'receipt', { amount_fen }).code).toBe('invalid-input');
    }
  });
});

test('a clock set back changes no order: events stand in the order they were written', () => {
  bringToService(sample, caseId);
  sample.clock.at = '2001-01-01T00:00:00.000Z';
  done('chen', 'receipt', { amount_fen: 65_400 });
  const events = loadCaseEvents(sample.ledger, caseId);
  expect(events.at(-1)).toMatchObject({ type: 'ReceiptRecorded', at: '2001-01-01T00:00:00.000Z' });
  expect(foldCase(events)?.status).toBe('repaid');
  expect(verifyChain(sample.ledger).breaches).toEqual([]);
});
