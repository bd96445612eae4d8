import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Move } from '../../../core/words/moves.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../../tests/support/sample-office.ts';
import { openOfficeLedger } from '../../office.ts';
import { listPaperCases } from './paper-cases.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

/** The same, read by somebody who has asked nothing before. */
function readAnew() {
  using ledger = openOfficeLedger(sample.office, 'read');
  return listPaperCases(ledger, 'program');
}

test('after each step of a case the list of papers is what it would be if it were read from the beginning', () => {
  const findings = ['p1', 'p2'].map((person_id) => sampleFinding({ person_id }));
  const [first = '', second = ''] = sample.run(findings).case_of.values();
  const steps: [string, string, Move, object][] = [
    ['sun', first, 'assign', { assignee: 'li' }],
    ['li', first, 'name-debtor', { name: '测试丁', relation: '之子' }],
    ['li', first, 'substantiate', { reason: '入户核实' }],
    ['li', first, 'fix-amount', {}],
    ['yi', first, 'approve', {}],
    ['sun', second, 'assign', { assignee: 'li' }],
    ['li', first, 'notify', {}],
    ['li', first, 'serve', { servers: ['张经办', '李经办'] }],
    ['chen', first, 'receipt', { amount_fen: 100 }],
  ];
  const seen = new Set<string>();
  for (const [user, caseId, move, input] of steps) {
    const outcome = sample.act(user, caseId, move, input);
    if (!outcome.ok) throw new Error(`${move}: ${outcome.refusal.en}`);
    const listed = listPaperCases(sample.ledger, 'program');
    expect(listed).toEqual(readAnew());
    for (const { status } of listed.values()) seen.add(status);
  }
  expect([...seen]).toEqual(['substantiated', 'approved', 'notified', 'served', 'part_repaid']);
});

test('a clerk is told of the papers of their township alone, also where somebody else has asked before', () => {
  const finding = sampleFinding({ person_id: 'p1', township: '新哨镇' });
  const [caseId = ''] = sample.run([finding]).case_of.values();
  sample.act('sun', caseId, 'assign', { assignee: 'li' });
  sample.act('li', caseId, 'substantiate', { reason: '入户核实' });
  sample.act('li', caseId, 'fix-amount', {});
  expect(listPaperCases(sample.ledger, 'program').size).toBe(1);
  const clerk = (township: string) => ({
    ...{ user_id: 'zhen', display_name: 'zhen', delegations: [], is_disabled: false },
    grants: [{ role: 'clerk' as const, level: null, township }],
  });
  expect(listPaperCases(sample.ledger, clerk('竹园镇')).size).toBe(0);
  expect(listPaperCases(sample.ledger, clerk('新哨镇')).size).toBe(1);
});
