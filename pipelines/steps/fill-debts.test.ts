import { afterEach, beforeEach, expect, test } from 'vitest';
import { listOpenDebts } from '../../casework/reads/money/open-debts.ts';
import type { Move } from '../../core/words/moves.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import {
  bringToService,
  openSampleOffice,
  passTimeUntil,
  type SampleOffice,
  sampleFinding,
} from '../../tests/support/sample-office.ts';
import { fillDebts } from './fill-debts.ts';
import { createBaseTables } from './unify.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const imprisoned = sampleFinding({
  person_id: 'p1',
  rule_id: 'imprisonment/paid-while-imprisoned',
  facts: { starts_on: '2022-05-31' },
  claims: [[202206, { basic: 11_300 }]],
});

function act(user: string, caseId: string, move: Move, input: unknown = {}): void {
  const outcome = sample.act(user, caseId, move, input);
  if (!outcome.ok) throw new Error(`${move}: ${outcome.refusal.en}`);
}

function served(): string {
  const caseId = [...sample.run([imprisoned]).case_of.values()][0] ?? '';
  act('sun', caseId, 'assign', { assignee: 'li' });
  act('li', caseId, 'substantiate', { reason: '判决书核实' });
  act('li', caseId, 'fix-amount');
  act('yi', caseId, 'approve');
  act('li', caseId, 'notify', { on: '2022-10-10' });
  expect(listOpenDebts(sample.ledger)).toEqual([]);
  passTimeUntil(sample, '2022-10-12');
  act('li', caseId, 'serve', { on: '2022-10-12', servers: ['张经办', '李经办'] });
  return caseId;
}

test('a debt is open from the day the decision was served, and no longer once a plan is kept', () => {
  const caseId = served();
  expect(listOpenDebts(sample.ledger)).toEqual([
    { case_id: caseId, person_id: 'p1', since_on: '2022-10-12', debt_fen: 11_300 },
  ]);
  act('li', caseId, 'plan-instalments', { plan: [{ due_on: '2022-12-01', amount_fen: 11_300 }] });
  expect(listOpenDebts(sample.ledger)).toEqual([]);
});

test('who drew the money of another owes it, and no estate does', () => {
  const caseId = [...sample.run([sampleFinding({ person_id: 'p2' })]).case_of.values()][0] ?? '';
  bringToService(sample, caseId);
  expect(listOpenDebts(sample.ledger)).toEqual([]);
});

test('a night knows what is owed now, in place of what an earlier one knew', async () => {
  const warehouse = await Warehouse.open(':memory:');
  try {
    await createBaseTables(warehouse);
    const debt = { case_id: 'C1', person_id: 'p1', since_on: '2022-10-12', debt_fen: 11_300 };
    await fillDebts(warehouse, [debt, { ...debt, case_id: 'C2' }]);
    await fillDebts(warehouse, [debt]);
    expect(
      await warehouse.rows(
        'select case_id, person_id, cast(since_on as varchar) as since_on, since_month, debt_fen from canonical.open_debt',
      ),
    ).toEqual([{ ...debt, since_month: 202210 }]);
  } finally {
    warehouse.close();
  }
});
