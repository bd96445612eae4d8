import { expect, test } from 'vitest';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../../tests/support/sample-office.ts';
import { loadCase } from '../casebook/load-case.ts';
import { countedFinding, mainFinding } from '../main-finding.ts';
import { trustTable } from '../reads/findings/trust.ts';
import { isSubstantiated, precisionOf } from './rule-precision.ts';

test('nineteen decided cases are too few to give a share, twenty are enough', () => {
  expect(precisionOf(17, 19)).toEqual({ decided: 19, substantiated: 17, ratio: null, low: null, high: null });
  const enough = precisionOf(17, 20);
  expect(enough).toMatchObject({ decided: 20, substantiated: 17, ratio: 0.85 });
  expect([enough.low, enough.high].map((share) => ((share ?? 0) * 100).toFixed(1))).toEqual(['64.0', '94.8']);
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
    expect(decidedIn(sample)).toEqual([
      ['deceased/paid-after-death', true],
      ['deceased/paid-after-death', false],
    ]);
    expect(trustTable(sample.ledger).groups).toMatchObject([
      { rule_id: 'deceased/paid-after-death', decided: 2, substantiated: 1, unverifiable: 1 },
    ]);
  } finally {
    sample.close();
  }
});

test('a decision counts for the rule the case was known by then, whatever is found later', () => {
  const sample = openSampleOffice();
  try {
    const first = sampleFinding({ person_id: 'p1' });
    const caseId = sample.caseOf(first);
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
    expect(decidedIn(sample)).toEqual([[first.rule_id, true]]);
    expect(trustTable(sample.ledger).groups).toMatchObject([{ rule_id: first.rule_id, decided: 1 }]);
  } finally {
    sample.close();
  }
});

/** The decided cases, each with the rule it is counted under and whether it held. */
function decidedIn({ ledger }: SampleOffice) {
  const ids = ledger.db.prepare('select case_id from case_state order by case_number').all();
  return ids.flatMap(({ case_id }) => {
    const state = loadCase(ledger, String(case_id));
    const held = state === null ? null : isSubstantiated(state);
    return state === null || held === null ? [] : [[countedFinding(state)?.rule_id, held]];
  });
}
