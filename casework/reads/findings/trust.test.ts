import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../../tests/support/sample-office.ts';
import { lookAtSample } from '../../rule-gate/looks.ts';
import { readSetAside } from '../../rule-gate/set-aside.ts';
import { loadUser } from '../users/users.ts';
import { countReturned } from './held-back.ts';
import { trustTable } from './trust.ts';
import { readTrustDrift } from './trust-drift.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const DEATH = 'deceased/paid-after-death';

const findings = (count: number, fen = 10_000, township = '竹园镇') =>
  Array.from({ length: count }, (_, n) =>
    sampleFinding({
      person_id: `${township === '竹园镇' ? 'p' : township}${n}`,
      township,
      name: `亡${n}`,
      rule_id: DEATH,
      title: DEATH,
      claims: [[202206, { basic: fen + n }]],
    }),
  );

function decide(caseIds: readonly string[], move: 'clear' | 'substantiate'): void {
  for (const caseId of caseIds) {
    sample.act('li', caseId, 'take');
    const outcome = sample.act('li', caseId, move, { reason: '入户核实' });
    if (!outcome.ok) throw new Error(outcome.refusal.en);
  }
}

function look(finding: ReturnType<typeof sampleFinding>, verdict: 'holds' | 'fails' | 'unclear'): void {
  const user = loadUser(sample.ledger, 'li');
  if (user === null) throw new Error('li is a user');
  const { rule_id, township, finding_key, evidence_hash } = finding;
  const said = { rule_id, township, finding_key, evidence_hash, verdict, reason: '入户查看' };
  lookAtSample(sample.ledger, sample.office, { user, via: 'test' }, said);
}

test('a rule that people confirm clearly less often since a day is told with the day, and one that wavers is not', () => {
  const cases = [...sample.run(findings(60)).case_of.values()];
  decide(cases.slice(0, 36), 'substantiate');
  decide(cases.slice(36, 40), 'clear');
  expect(readTrustDrift(sample.ledger)).toEqual([]);
  sample.clock.at = '2022-11-03T01:00:00.000Z';
  decide(cases.slice(40, 60), 'clear');
  expect(readTrustDrift(sample.ledger)).toEqual([
    {
      ...{ rule_id: DEATH, source: null, township: null, since: '2022-10-10', way: 'down' },
      before: { decided: 36, substantiated: 36 },
      last: { decided: 24, substantiated: 0 },
    },
  ]);
});

test('trust is told by rule, source and township with its interval', () => {
  const cases = [...sample.run([...findings(10), ...findings(3, 10_000, '新哨镇')]).case_of.values()];
  decide(cases.slice(0, 9), 'substantiate');
  decide(cases.slice(9), 'clear');
  const { groups } = trustTable(sample.ledger);
  expect(
    groups.map(({ source, township, decided, substantiated }) => [source, township, decided, substantiated]),
  ).toEqual([
    ['self-found', '新哨镇', 3, 0],
    ['self-found', '竹园镇', 10, 9],
  ]);
  // by hand: (0.9 + 0.19207) / 1.38415 ∓ 0.25587 …
  expect(groups[1]?.interval?.low).toBeCloseTo(0.5958, 3);
  expect(groups[1]?.interval?.high).toBeCloseTo(0.9821, 3);
});

test('a drawn finding that was looked at counts, of what was cleared in place of the decision, and what is unclear does not', () => {
  const found = findings(4);
  const cases = [...sample.run(found).case_of.values()];
  const [first, second, third, fourth] = found;
  if (!first || !second || !third || !fourth) throw new Error('four were made');
  look(first, 'holds');
  const told = () => {
    const [group] = trustTable(sample.ledger).groups;
    return [group?.decided, group?.substantiated, group?.looked];
  };
  expect(told()).toEqual([1, 1, 1]);
  // decided since: the decision is the last word of the case
  decide(cases.slice(0, 3), 'clear');
  expect(told()).toEqual([3, 0, 0]);
  look(second, 'holds');
  look(third, 'unclear');
  expect(told()).toEqual([3, 1, 1]);
  look(second, 'fails');
  expect(told()).toEqual([3, 0, 1]);
  look({ ...fourth, finding_key: 'of no case yet', township: '新哨镇' }, 'holds');
  expect(trustTable(sample.ledger).groups.map(({ township, looked }) => [township, looked])).toEqual([
    ['新哨镇', 1],
    ['竹园镇', 1],
  ]);
  // how often a rule was right in the reports is what people decided of cases
  expect(trustTable(sample.ledger).byRule.get(DEATH)).toMatchObject({ decided: 3, substantiated: 0 });
});

test('what a person cleared is counted and drawn while its evidence is the same, and comes back when it changes', () => {
  const found = findings(4);
  const cases = [...sample.run(found).case_of.values()];
  // what somebody saw before it was cleared is no second look
  for (const one of found) look(one, 'holds');
  decide(cases.slice(0, 3), 'clear');
  sample.run(findings(4));
  const aside = readSetAside(sample.ledger, 'program', '2022-10-11', 2);
  expect(aside).toMatchObject({
    findings: 3,
    people_cases: 3,
    amount_fen: 10_000 * 3 + 0 + 1 + 2,
    looked: 0,
  });
  expect(aside.sample).toHaveLength(2);
  const [first] = findings(1);
  if (first === undefined) throw new Error('one was made');
  look(first, 'holds');
  expect(readSetAside(sample.ledger, 'program', '2022-10-11', 2)).toMatchObject({ looked: 1, holds: 1 });
  const drawnOn = (day: string) =>
    readSetAside(sample.ledger, 'program', day, 2).sample.map(({ case_id }) => case_id);
  expect(drawnOn('2022-10-11')).toEqual(drawnOn('2022-10-11'));
  const days = Array.from({ length: 20 }, (_, n) => `2022-11-${String(n + 1).padStart(2, '0')}`);
  expect(new Set(days.flatMap(drawnOn)).size).toBe(3);
  sample.run(findings(4, 20_000));
  expect(readSetAside(sample.ledger, 'program', '2022-10-12', 2).findings).toBe(0);
  expect(countReturned(sample.ledger, '2000')).toBe(3);
});
