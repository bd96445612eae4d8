import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PastNight } from '../../casework/findings/drift.ts';
import { enterPublishedNights } from '../../casework/findings/published-nights.ts';
import { listPublishedNights } from '../../casework/reads/findings/night-counts.ts';
import { loadRules } from '../../casework/rule-pack/load.ts';
import { applyBrake } from '../../pipelines/steps/brake.ts';
import { readNightSummaries } from '../../reports/morning/night-summary.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../support/sample-office.ts';

const DEAD = 'deceased/paid-after-death';
const AT = '2022-10-10T01:00:00.000Z';

let sample: SampleOffice;
let reports: string;
beforeEach(() => {
  sample = openSampleOffice();
  reports = join(sample.home, 'reports');
});
afterEach(() => sample.close());

function past(as_of: string, findings: number, fresh = 1): PastNight {
  return { as_of, rules: [{ rule_id: DEAD, findings, fresh }], held: [] };
}

/** What a night of an older Hedui left beside its papers: no word of what it held, nor of what stood in no case. */
function putPapers(as_of: string, findings: number): void {
  mkdirSync(join(reports, as_of), { recursive: true });
  const rule = { rule_id: DEAD, title: '死亡后继续领取', findings, new: 1, changed: 0, withdrawn: 0 };
  const told = {
    run: 1,
    as_of,
    files: [],
    rules: [rule],
    totals: { findings, people: findings, amount_fen: 0 },
    checks: [],
  };
  writeFileSync(join(reports, as_of, 'night.json'), JSON.stringify(told));
}

/** The verdict on a night that finds this many. */
function heldOn(as_of: string, findings: number) {
  const found = Array.from({ length: findings }, (_, place) => sampleFinding({ person_id: `p${place}` }));
  const night = { run: 9, as_of, asked: { home: 'var', inbox: null }, reports };
  return applyBrake(sample.ledger, night, loadRules(), found).held;
}

const events = () =>
  sample.ledger.statement("select count(*) as n from event where stream = 'night'").get()?.n;

describe('the past that a rule is measured by', () => {
  test('stands in the ledger: papers that are put away change nothing', () => {
    enterPublishedNights(
      sample.ledger,
      [past('2022-10-01', 4), past('2022-10-02', 4), past('2022-10-03', 4)],
      AT,
    );
    expect(heldOn('2022-10-04', 40)).toMatchObject([{ rule_id: DEAD, nights: 3, most_findings: 4 }]);
    expect(heldOn('2022-10-04', 5)).toEqual([]);
  });

  test('is entered once for a night that is run again and finds the same', () => {
    for (let again = 0; again < 3; again += 1)
      enterPublishedNights(sample.ledger, [past('2022-10-01', 4)], AT);
    expect(events()).toBe(1);
  });

  test('of several runs for one day is the last one', () => {
    for (const found of [4, 7]) enterPublishedNights(sample.ledger, [past('2022-10-01', found)], AT);
    expect(listPublishedNights(sample.ledger)).toEqual([past('2022-10-01', 7)]);
  });
});

describe('an office whose nights told their counts in papers only', () => {
  beforeEach(() => {
    for (const day of ['2022-10-01', '2022-10-02', '2022-10-03']) putPapers(day, 4);
  });

  test('its papers are still read', () => {
    expect(readNightSummaries(reports)[0]).toMatchObject({
      held: [],
      rules: [{ rule_id: DEAD, fresh: 1, direction: 'none' }],
      cases: { opened: 0 },
    });
  });

  test('its first night takes them over, and they may be put away then', () => {
    expect(heldOn('2022-10-04', 40)).toMatchObject([{ nights: 3, most_findings: 4 }]);
    rmSync(reports, { recursive: true });
    expect(heldOn('2022-10-04', 40)).toMatchObject([{ nights: 3, most_findings: 4 }]);
  });

  test('takes them over once: papers that turn up later are no past', () => {
    heldOn('2022-10-04', 5);
    putPapers('2022-09-30', 400);
    expect(heldOn('2022-10-04', 40)).toMatchObject([{ nights: 3, most_findings: 4 }]);
    expect(events()).toBe(3);
  });
});
