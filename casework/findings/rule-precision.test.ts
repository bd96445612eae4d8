import { expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';
import { mainFinding } from '../main-finding.ts';
import { chanceTable } from '../reads/queue/chances.ts';
import { decidedCase, measurePrecision, sayPrecision } from './rule-precision.ts';

function cases(substantiated: number, unfounded: number, rule_id = 'deceased/paid-after-death') {
  return Array.from({ length: substantiated + unfounded }, (_, place) => ({
    rule_id,
    title: '死亡后继续领取',
    is_substantiated: place < substantiated,
  }));
}

test('nineteen decided cases are too few to give a share, twenty are enough', () => {
  const [few] = measurePrecision(cases(17, 2));
  const [enough] = measurePrecision(cases(17, 3));
  expect(few).toMatchObject({ decided: 19, precision_ratio: null, low_ratio: null });
  expect(enough).toMatchObject({ decided: 20, substantiated: 17, unfounded: 3, precision_ratio: 0.85 });
  expect([few, enough].map((one) => one && sayPrecision(one))).toEqual([
    '样本不足（19 条）',
    '85.0%（95% 区间 64.0%–94.8%，20 条）',
  ]);
});

test('only what a person decided counts: not what is open, nor what could not be found out', () => {
  const sample = openSampleOffice();
  try {
    const findings = ['p1', 'p2', 'p3', 'p4'].map((person_id) => sampleFinding({ person_id }));
    const { case_of } = sample.run(findings);
    const [held, cleared, unclear] = findings.map(({ finding_key }) => case_of.get(finding_key) ?? '');
    for (const [caseId, move] of [
      [held, 'substantiate'],
      [cleared, 'clear'],
      [unclear, 'leave-unverifiable'],
    ] as const) {
      sample.act('sun', caseId ?? '', 'assign', { assignee: 'li' });
      const outcome = sample.act('li', caseId ?? '', move, { reason: '入户核实' });
      if (!outcome.ok) throw new Error(outcome.refusal.en);
    }
    expect(measuredIn(sample)).toMatchObject([
      { rule_id: 'deceased/paid-after-death', decided: 2, substantiated: 1, unfounded: 1 },
    ]);
    expect(chanceTable(sample.ledger)).toMatchObject([
      { rule_id: 'deceased/paid-after-death', decided: 2, confirmed: 1, unverifiable: 1 },
    ]);
  } finally {
    sample.close();
  }
});

test('a decision counts for the rule the case was known by then, whatever is found later', () => {
  const sample = openSampleOffice();
  try {
    const first = sampleFinding({ person_id: 'p1' });
    const caseId = sample.run([first]).case_of.get(first.finding_key) ?? '';
    sample.act('sun', caseId, 'assign', { assignee: 'li' });
    sample.act('li', caseId, 'substantiate', { reason: '入户核实' });
    const later = sampleFinding({
      person_id: 'p1',
      rule_id: 'imprisonment/paid-while-in-prison',
      claims: [[202101, { basic: 900_000 }]],
    });
    sample.run([first, later]);
    const state = loadCase(sample.ledger, caseId);
    expect(state === null ? null : mainFinding(state)?.rule_id).toBe(later.rule_id);
    expect(measuredIn(sample)).toMatchObject([{ rule_id: first.rule_id, decided: 1 }]);
    expect(chanceTable(sample.ledger)).toMatchObject([{ rule_id: first.rule_id, decided: 1 }]);
  } finally {
    sample.close();
  }
});

function measuredIn({ ledger }: SampleOffice) {
  const ids = ledger.db.prepare('select case_id from case_state').all();
  const states = ids.map(({ case_id }) => loadCase(ledger, String(case_id)));
  return measurePrecision(states.flatMap((state) => (state === null ? [] : (decidedCase(state) ?? []))));
}
