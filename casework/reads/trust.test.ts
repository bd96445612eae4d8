import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { readSetAside } from '../rule-gate/set-aside.ts';
import { countReturned } from './held-back.ts';
import { readTrust, readTrustDrift } from './trust.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

const DEATH = 'deceased/paid-after-death';

const findings = (count: number, fen = 10_000) =>
  Array.from({ length: count }, (_, n) =>
    sampleFinding({
      person_id: `p${n}`,
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

test('a rule that people confirm clearly less often than before is told, and one that wavers is not', () => {
  const cases = [...sample.run(findings(60)).case_of.values()];
  decide(cases.slice(0, 36), 'substantiate');
  decide(cases.slice(36, 40), 'clear');
  expect(readTrustDrift(sample.ledger)).toEqual([]);
  decide(cases.slice(40, 44), 'substantiate');
  decide(cases.slice(44, 60), 'clear');
  expect(readTrustDrift(sample.ledger)).toEqual([
    {
      rule_id: DEATH,
      before: { decided: 40, substantiated: 36 },
      last: { decided: 20, substantiated: 4 },
      way: 'down',
    },
  ]);
});

test('trust is told by rule, source and township with its interval, and drawn findings stand beside decided cases', () => {
  const cases = [...sample.run(findings(10)).case_of.values()];
  decide(cases.slice(0, 9), 'substantiate');
  decide(cases.slice(9), 'clear');
  const looks = [true, true, false].map((holds) => ({
    rule_id: DEATH,
    source: 'sample' as const,
    township: '竹园镇',
    holds,
  }));
  const trust = readTrust(sample.ledger, looks);
  expect(trust.map(({ source, decided, substantiated }) => [source, decided, substantiated])).toEqual([
    ['sample', 3, 2],
    ['self-found', 10, 9],
  ]);
  // by hand: (0.9 + 0.19207) / 1.38415 ∓ 0.25587 …
  expect(trust[1]?.interval?.low).toBeCloseTo(0.5958, 3);
  expect(trust[1]?.interval?.high).toBeCloseTo(0.9821, 3);
});

test('what a person cleared is counted and drawn while its evidence is the same, and comes back when it changes', () => {
  const cases = [...sample.run(findings(4)).case_of.values()];
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
  const drawnOn = (day: string) =>
    readSetAside(sample.ledger, 'program', day, 2).sample.map(({ case_id }) => case_id);
  expect(drawnOn('2022-10-11')).toEqual(drawnOn('2022-10-11'));
  const days = Array.from({ length: 20 }, (_, n) => `2022-11-${String(n + 1).padStart(2, '0')}`);
  expect(new Set(days.flatMap(drawnOn)).size).toBe(3);
  sample.run(findings(4, 20_000));
  expect(readSetAside(sample.ledger, 'program', '2022-10-12', 2).findings).toBe(0);
  expect(countReturned(sample.ledger, '2000')).toBe(3);
});
