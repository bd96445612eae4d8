import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../../tests/support/sample-office.ts';
import { chanceTable, precisionByRule } from './chances.ts';
import { listQueue } from './list-queue.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const DEATH = 'deceased/paid-after-death';
const DUAL = 'dual-benefit/employee-pension';

function findings(rule_id: string, count: number, claimed = 10_000) {
  return Array.from({ length: count }, (_, n) =>
    sampleFinding({
      person_id: `${rule_id}-${n}`,
      name: `${rule_id === DEATH ? '亡' : '兼'}${n}`,
      rule_id,
      title: rule_id,
      claims: [[202206, { basic: claimed + n }]],
    }),
  );
}

/** Decides cases ten minutes after taking each; the first `unfounded` of them come to nothing. */
function decide(caseIds: readonly string[], unfounded: number, minutes = 10): void {
  caseIds.forEach((caseId, n) => {
    sample.clock.at = '2022-10-10T01:00:00.000Z';
    sample.act('li', caseId, 'take');
    sample.clock.at = new Date(Date.parse(sample.clock.at) + minutes * 60_000).toISOString();
    const move = n < unfounded ? 'clear' : 'substantiate';
    const outcome = sample.act('li', caseId, move, { reason: '入户核实' });
    if (!outcome.ok) throw new Error(outcome.refusal.en);
  });
}

test('the chance of a lead is the share of its kind that people confirmed, from twenty decided on', () => {
  const cases = [...sample.run(findings(DEATH, 21)).case_of.values()];
  decide(cases.slice(0, 19), 1);
  expect(chanceTable(sample.ledger)).toMatchObject([
    { rule_id: DEATH, strength: 'confirmed', decided: 19, confirmed: 18, chance: null, interval: null },
  ]);
  decide(cases.slice(19, 20), 1);
  const [group] = chanceTable(sample.ledger);
  expect(group).toMatchObject({ decided: 20, confirmed: 18, chance: 0.9, minutes: 10 });
  expect(group?.interval?.low).toBeCloseTo(0.699, 3);
  expect(group?.interval?.high).toBeCloseTo(0.9721, 3);
  const [left] = listQueue(sample.ledger, 'program', { view: 'unassigned' }).rows;
  expect(left?.chance).toMatchObject({ chance: 0.9, decided: 20, minutes: 10 });
});

test('what could not be verified counts neither for nor against a rule, and a revoked decision not at all', () => {
  const cases = [...sample.run(findings(DEATH, 3)).case_of.values()];
  decide(cases.slice(0, 2), 1);
  sample.act('li', cases[2] ?? '', 'take');
  sample.act('li', cases[2] ?? '', 'leave-unverifiable', { reason: '外出' });
  expect(chanceTable(sample.ledger)).toMatchObject([{ decided: 2, confirmed: 1, unverifiable: 1 }]);
  expect(precisionByRule(sample.ledger).get(DEATH)).toMatchObject({
    decided: 2,
    substantiated: 1,
    ratio: null,
  });
  sample.act('sun', cases[0] ?? '', 'reopen', { reason: '新证据' });
  expect(precisionByRule(sample.ledger).get(DEATH)).toMatchObject({ decided: 1, substantiated: 1 });
});

test('a case nobody took has no minutes, and a kind without any has no median', () => {
  const cases = [...sample.run(findings(DEATH, 1)).case_of.values()];
  sample.act('sun', cases[0] ?? '', 'clear', { reason: '重复上报' });
  expect(chanceTable(sample.ledger)).toMatchObject([{ decided: 1, minutes: null }]);
});

test('the queue goes by what a minute of work may bring back, and does not hide kinds nobody has tried', () => {
  const sure = findings(DEATH, 22, 10_000);
  const slow = findings(DUAL, 22, 20_000);
  const untried = [
    sampleFinding({
      person_id: 'u1',
      name: '未试大',
      rule_id: 'land-loss/paid-twice',
      claims: [[202206, { basic: 90_000 }]],
    }),
    sampleFinding({
      person_id: 'u2',
      name: '未试小',
      rule_id: 'land-loss/paid-twice',
      claims: [[202206, { basic: 1000 }]],
    }),
  ];
  const { case_of } = sample.run([...sure, ...slow, ...untried]);
  const ids = (of: typeof sure) => of.slice(0, 20).map((finding) => case_of.get(finding.finding_key) ?? '');
  // Ten minutes and nearly always true, against half an hour and true every other time.
  decide(ids(sure), 1, 10);
  decide(ids(slow), 10, 30);
  const order = listQueue(sample.ledger, 'program', { view: 'unassigned' }).rows.map((row) => row.name);
  // 10,021 × 0.95 ÷ 10 is more than 20,021 × 0.5 ÷ 30; the untried stand by the figures of all.
  expect(order).toEqual(['未试大', '亡21', '亡20', '兼21', '兼20', '未试小']);
});
