import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../../tests/support/sample-office.ts';
import { trustTable } from '../findings/trust.ts';
import { listQueue } from './list-queue.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const DEATH = 'deceased/paid-after-death';
const DUAL = 'dual-benefit/employee-pension';

function findings(rule_id: string, count: number, claimed = 10_000, township = '竹园镇') {
  return Array.from({ length: count }, (_, n) =>
    sampleFinding({
      person_id: `${rule_id}-${township}-${n}`,
      township,
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

const leftOf = (township: string) =>
  listQueue(sample.ledger, 'program', { view: 'unassigned', townships: [township] }).rows[0]?.trust;

test('twenty decided cases of its rule, source and township speak for a lead', () => {
  const cases = [...sample.run(findings(DEATH, 21)).case_of.values()];
  decide(cases.slice(0, 19), 1);
  expect(leftOf('竹园镇')).toMatchObject({ group: 'all', decided_here: 19, share: null });
  decide(cases.slice(19, 20), 1);
  expect(leftOf('竹园镇')).toMatchObject({ group: 'township', decided: 20, share: 0.9, minutes: 10 });
  expect(leftOf('竹园镇')?.interval?.low).toBeCloseTo(0.699, 3);
  expect(leftOf('竹园镇')?.interval?.high).toBeCloseTo(0.9721, 3);
});

test('where too few are decided of a township, all of the source speak, then all of the rule', () => {
  const near = findings(DEATH, 21);
  const far = findings(DEATH, 4, 10_000, '新哨镇');
  const { case_of } = sample.run([...near, ...far]);
  const ids = (of: typeof near, count: number) =>
    of.slice(0, count).map(({ finding_key }) => case_of.get(finding_key) ?? '');
  decide(ids(near, 20), 2);
  decide(ids(far, 2), 0);
  expect(leftOf('竹园镇')).toMatchObject({ group: 'township', decided: 20, substantiated: 18 });
  expect(leftOf('新哨镇')).toMatchObject({
    group: 'source',
    decided: 22,
    substantiated: 20,
    decided_here: 2,
  });
  const told = findings(DEATH, 1, 10_000, '西二镇');
  sample.run(told, 2, { origin: 'handed-down' });
  expect(leftOf('西二镇')).toMatchObject({ group: 'rule', decided: 22, decided_here: 0 });
});

test('what could not be verified counts neither for nor against a rule, and a revoked decision not at all', () => {
  const cases = [...sample.run(findings(DEATH, 3)).case_of.values()];
  decide(cases.slice(0, 2), 1);
  sample.act('li', cases[2] ?? '', 'take');
  sample.act('li', cases[2] ?? '', 'leave-unverifiable', { reason: '外出' });
  const told = () => trustTable(sample.ledger);
  expect(told().groups).toMatchObject([{ decided: 2, substantiated: 1, unverifiable: 1 }]);
  expect(told().byRule.get(DEATH)).toMatchObject({ decided: 2, substantiated: 1, ratio: null });
  sample.act('sun', cases[0] ?? '', 'reopen', { reason: '新证据' });
  expect(told().byRule.get(DEATH)).toMatchObject({ decided: 1, substantiated: 1 });
});

test('a case nobody took has no minutes, and a kind without any has no median', () => {
  const cases = [...sample.run(findings(DEATH, 1)).case_of.values()];
  sample.act('sun', cases[0] ?? '', 'clear', { reason: '重复上报' });
  expect(trustTable(sample.ledger).groups).toMatchObject([{ decided: 1, minutes: null }]);
});

test('a township whose leads come to nothing stands behind one whose leads hold, though more is claimed there', () => {
  const good = findings(DEATH, 22, 10_000, '竹园镇');
  const bad = findings(DEATH, 22, 20_000, '新哨镇');
  const { case_of } = sample.run([...good, ...bad]);
  const ids = (of: typeof good) => of.slice(0, 20).map((finding) => case_of.get(finding.finding_key) ?? '');
  decide(ids(good), 0);
  decide(ids(bad), 18);
  const { rows } = listQueue(sample.ledger, 'program', { view: 'unassigned' });
  expect(rows.map(({ township, claimable_fen }) => [township, claimable_fen])).toEqual([
    ['竹园镇', 10_021],
    ['竹园镇', 10_020],
    ['新哨镇', 20_021],
    ['新哨镇', 20_020],
  ]);
  // the same from the other end, and from the middle
  const { rows: back } = listQueue(sample.ledger, 'program', { view: 'unassigned' }, { sort: 'rank-asc' });
  expect(back.map(({ case_id }) => case_id)).toEqual(rows.map(({ case_id }) => case_id).toReversed());
});

test('the queue goes by what a kind of lead has shown: many that held before few that all held', () => {
  const many = findings(DEATH, 92, 10_000);
  const few = findings(DUAL, 21, 10_000);
  const { case_of } = sample.run([...many, ...few]);
  const ids = (of: typeof many, count: number) =>
    of.slice(0, count).map((finding) => case_of.get(finding.finding_key) ?? '');
  decide(ids(many, 90), 1);
  decide(ids(few, 20), 0);
  // 89 of 90: from 94 % on; 20 of 20: from 84 % on
  const [first] = listQueue(sample.ledger, 'program', { view: 'unassigned' }).rows;
  expect(first?.main_rule).toBe(DEATH);
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
  // 10,021 × 0.76 ÷ 10 is more than 20,021 × 0.30 ÷ 30; the untried stand by the figures of all.
  expect(order).toEqual(['未试大', '亡21', '亡20', '兼21', '兼20', '未试小']);
});
