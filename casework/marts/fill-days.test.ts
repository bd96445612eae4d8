import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEBT_VIEWS } from '../../core/words/views.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { countDebts } from '../reads/money/list-debts.ts';
import { summariseRecovery } from '../reads/money/recovery-summary.ts';
import { withMarts } from './build-marts.ts';
import { fillDays, takeDays } from './fill-days.ts';
import { emptyRows } from './tables.ts';

let sample: SampleOffice;
let caseId: string;
beforeEach(() => {
  sample = openSampleOffice();
  const finding = sampleFinding({ person_id: 'p1', claims: [[202206, { basic: 65_400 }]] });
  caseId = sample.caseOf(finding);
});
afterEach(() => sample.close());

const act = (user: string, move: Parameters<SampleOffice['act']>[2], input: object = {}) => {
  const outcome = sample.act(user, caseId, move, input);
  if (!outcome.ok) throw new Error(outcome.refusal.en);
};
const closing = () =>
  withMarts(
    emptyRows(),
    {
      queries: [],
      fill: async (marts) => {
        await takeDays(marts, sample.ledger, '2022-10-31');
        await fillDays(marts, [{ period: 'this', edge: 'closing', on: '2022-10-31' }]);
      },
    },
    (marts) => marts.first('select * from ledger.case_at'),
  );

function propose(): void {
  act('sun', 'assign', { assignee: 'li' });
  act('li', 'name-debtor', { name: '测试丁', relation: '之子' });
  act('li', 'substantiate', { reason: '入户核实' });
  act('li', 'fix-amount');
}

describe('what managers count of an amount', () => {
  test('that waits for its signatures is assessed in no figure and stands apart as proposed', async () => {
    propose();
    expect(await closing()).toMatchObject({
      assessed_fen: 0,
      outstanding_fen: 0,
      proposed_fen: 65_400,
      overpaid_months: 0,
    });
  });

  test('is assessed once it is approved, and the one proposed after it is not', async () => {
    propose();
    act('yi', 'approve');
    expect(await closing()).toMatchObject({ assessed_fen: 65_400, outstanding_fen: 65_400, proposed_fen: 0 });
    act('li', 'fix-amount', { total_fen: 60_000, ground: '核减' });
    expect(await closing()).toMatchObject({ assessed_fen: 65_400, proposed_fen: 0 });
  });

  test('is in no success once the decision was revoked', async () => {
    propose();
    act('yi', 'approve');
    act('li', 'propose-revocation', { reason: '死亡日期登记有误' });
    act('yi', 'approve');
    expect(await closing()).toMatchObject({ outcome: 'revoked', assessed_fen: 0, outstanding_fen: 0 });
  });

  test.each([
    ['nothing came in', 0],
    ['a part was set off', 10_000],
    ['all of it was set off', 65_400],
  ])(
    'counts nowhere once revoked, reopened and proposed anew, until it is signed anew: %s',
    async (_how, offset_fen) => {
      propose();
      act('yi', 'approve');
      act('li', 'notify', { on: '2022-10-10' });
      act('li', 'serve', { on: '2022-10-10', servers: ['张经办', '李经办'] });
      if (offset_fen > 0) act('li', 'offset', { amount_fen: offset_fen, against: 'account-balance' });
      act('li', 'propose-revocation', { reason: '死亡日期登记有误' });
      act('yi', 'approve');
      act('sun', 'reopen', { reason: '派出所更正了死亡日期' });
      act('li', 'substantiate', { reason: '再次入户核实' });
      act('li', 'fix-amount');
      const debts = () => countDebts(sample.ledger, 'program', {});
      expect(await closing()).toMatchObject({
        assessed_fen: 0,
        outstanding_fen: 0 - offset_fen,
        proposed_fen: 65_400,
      });
      expect(debts()).toEqual(Object.fromEntries(DEBT_VIEWS.map((view) => [view, 0])));
      const { total } = summariseRecovery(sample.ledger, 'program', 'status');
      expect(total).toMatchObject({ assessed_fen: 0, outstanding_fen: 0 - offset_fen });
      sample.clock.at = '2022-10-20T01:00:00.000Z';
      act('yi', 'approve');
      expect(debts()).toMatchObject({ all: 1, open: offset_fen < 65_400 ? 1 : 0 });
      expect(await closing()).toMatchObject({
        ...{ assessed_fen: 65_400, outstanding_fen: 65_400 - offset_fen, proposed_fen: 0 },
        approved_on: '2022-10-20',
      });
    },
  );
});
