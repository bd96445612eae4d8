import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Move } from '../core/words/moves.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../tests/support/sample-office.ts';
import { loadCase } from './casebook/load-case.ts';
import { halfDayEnd } from './half-day-lock.ts';
import { contextOfViewer, movesNow } from './moves-now.ts';
import { listUsers, loadUser } from './reads/users/users.ts';

test.each([
  ['2022-10-10T00:30:00.000Z', '2022-10-10T04:00:00.000Z', '08:30 ends at noon'],
  ['2022-10-10T03:59:59.999Z', '2022-10-10T04:00:00.000Z', 'the last moment before noon'],
  ['2022-10-10T04:00:00.000Z', '2022-10-10T10:00:00.000Z', 'noon itself belongs to the afternoon'],
  ['2022-10-10T09:00:00.000Z', '2022-10-10T10:00:00.000Z', '17:00 ends at six'],
  ['2022-10-10T10:00:00.000Z', '2022-10-11T04:00:00.000Z', 'in the evening, noon of the next day'],
  ['2022-12-31T15:59:00.000Z', '2023-01-01T04:00:00.000Z', 'the evening of New Year'],
  ['2022-10-10T17:00:00.000Z', '2022-10-11T04:00:00.000Z', '01:00 at night is the next day at the office'],
])('a lock taken at %s ends at %s: %s', (at, end) => {
  expect(halfDayEnd(at)).toBe(end);
});

describe('a case that somebody has taken', () => {
  let sample: SampleOffice;
  let caseId: string;
  let elsewhere: string;
  beforeEach(() => {
    sample = openSampleOffice();
    const findings = [
      sampleFinding({ person_id: 'p1' }),
      sampleFinding({ person_id: 'p2', township: '虹溪镇' }),
    ];
    const result = sample.run(findings);
    caseId = result.case_of.get(findings[0]?.finding_key ?? '') ?? '';
    elsewhere = result.case_of.get(findings[1]?.finding_key ?? '') ?? '';
  });
  afterEach(() => sample.close());

  function code(user: string, move: Move, input: unknown = {}, id = caseId): string {
    const outcome = sample.act(user, id, move, input);
    return outcome.ok ? 'done' : outcome.refusal.code;
  }

  test('is theirs until the half-day ends, and the end stands in the event', () => {
    expect(code('li', 'take')).toBe('done');
    expect(loadCase(sample.ledger, caseId)).toMatchObject({
      status: 'investigating',
      assignee: 'li',
      locked_until: '2022-10-10T04:00:00.000Z',
    });
    const refused = sample.act('hu', caseId, 'take');
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'locked-by-another', zh: 'li正在核查此案。您可以看，不能改。' },
    });
    for (const [move, input] of [
      ['substantiate', { reason: '属实' }],
      ['leave-unverifiable', { reason: '找不到人' }],
      ['clear', { reason: '健在' }],
      ['name-debtor', { name: '王五', relation: '子' }],
    ] as const) {
      expect(code('hu', move, input), move).toBe('locked-by-another');
    }
    expect(code('sun', 'clear', { reason: '健在' })).toBe('locked-by-another');
    expect(code('li', 'substantiate', { reason: '属实' })).toBe('done');
    expect(loadCase(sample.ledger, caseId)?.locked_until).toBeNull();
  });

  test('can be taken by another once the half-day is over, and not before', () => {
    code('li', 'take');
    sample.clock.at = '2022-10-10T03:59:59.000Z';
    expect(code('hu', 'take')).toBe('locked-by-another');
    sample.clock.at = '2022-10-10T04:00:00.000Z';
    expect(code('hu', 'substantiate', { reason: '属实' })).toBe('not-assigned-to-you');
    expect(code('hu', 'take')).toBe('done');
    expect(loadCase(sample.ledger, caseId)).toMatchObject({
      assignee: 'hu',
      locked_until: '2022-10-10T10:00:00.000Z',
    });
    expect(code('li', 'take')).toBe('locked-by-another');
  });

  test('goes back to the queue by their hand or a supervisor’s', () => {
    code('li', 'take');
    expect(code('hu', 'put-back')).toBe('locked-by-another');
    expect(code('li', 'put-back', { reason: '需下周入户' })).toBe('done');
    expect(loadCase(sample.ledger, caseId)).toMatchObject({
      status: 'new',
      assignee: null,
      locked_until: null,
    });
    code('hu', 'take');
    expect(code('sun', 'put-back')).toBe('locked-by-another');
    sample.clock.at = '2022-10-10T04:00:00.000Z';
    expect(code('li', 'put-back')).toBe('not-assigned-to-you');
    expect(code('sun', 'put-back')).toBe('done');
  });

  test('is given to somebody else by a supervisor once the half-day is over, and then is theirs', () => {
    code('li', 'take');
    expect(code('li', 'take')).toBe('already-yours');
    expect(code('sun', 'assign', { assignee: 'hu' })).toBe('locked-by-another');
    sample.clock.at = '2022-10-10T04:00:00.000Z';
    expect(code('sun', 'assign', { assignee: 'hu' })).toBe('done');
    expect(code('li', 'take')).toBe('not-assigned-to-you');
    expect(code('hu', 'substantiate', { reason: '属实' })).toBe('done');
  });

  test('is read-only for everybody else by whichever move, and anybody may leave a note', () => {
    code('li', 'take');
    const state = loadCase(sample.ledger, caseId);
    const li = loadUser(sample.ledger, 'li');
    if (state === null || li === null) throw new Error('the case and its investigator are there');
    const mine = movesNow(contextOfViewer(sample.ledger, sample.office, li), state).map(({ move }) => move);
    expect(mine).toContain('substantiate');
    for (const { user_id } of listUsers(sample.ledger).filter((user) => user.user_id !== 'li')) {
      const user = loadUser(sample.ledger, user_id);
      if (user === null) continue;
      const moves = movesNow(contextOfViewer(sample.ledger, sample.office, user), state);
      expect(
        moves.filter(({ move }) => move !== 'note'),
        user_id,
      ).toEqual([]);
    }
    expect(code('sun', 'hear')).toBe('locked-by-another');
    expect(code('sun', 'prioritise')).toBe('locked-by-another');
    expect(code('hu', 'note', { text: '村里来信' })).toBe('done');
  });

  test('can be decided by a clerk of the township, who fixes no amount', () => {
    expect(code('zhen', 'take', {}, elsewhere)).toBe('not-your-township');
    expect(code('zhen', 'take')).toBe('done');
    expect(code('zhen', 'name-debtor', { name: '王五', relation: '子' })).toBe('done');
    expect(code('zhen', 'substantiate', { reason: '入户核实' })).toBe('done');
    expect(code('zhen', 'fix-amount')).toBe('not-your-role');
    expect(code('zhen', 'receipt', { amount_fen: 100 })).toBe('not-your-role');
    expect(code('sun', 'assign', { assignee: 'zhen' }, elsewhere)).toBe('not-your-township');
  });

  test('keeps the time of whoever had it first when the same person takes it again', () => {
    code('li', 'take');
    sample.clock.at = '2022-10-10T05:00:00.000Z';
    code('li', 'take');
    sample.clock.at = '2022-10-10T05:30:00.000Z';
    code('li', 'substantiate', { reason: '属实' });
    expect(loadCase(sample.ledger, caseId)?.decided).toMatchObject({
      minutes: 270,
      rule_id: 'deceased/paid-after-death',
      match_strength: 'confirmed',
    });
  });

  test('is a priority once, by a supervisor', () => {
    expect(code('li', 'prioritise')).toBe('not-your-role');
    expect(code('sun', 'unprioritise')).toBe('no-priority');
    expect(code('sun', 'prioritise')).toBe('done');
    expect(code('sun', 'prioritise')).toBe('already-priority');
    expect(loadCase(sample.ledger, caseId)?.is_priority).toBe(true);
    expect(code('sun', 'unprioritise')).toBe('done');
  });
});
