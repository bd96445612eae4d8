import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlantedFinding } from '../../pipelines/generate/answer-key.ts';
import type { NightSummary } from '../../reports/morning/night-summary.ts';
import {
  type CountyOffice,
  expectedClaim,
  expectedClaims,
  factsOf,
  foundClaim,
  foundClaims,
  settleCounty,
} from './county.ts';
import type { PublishedFinding } from './office.ts';

const COUNTIES = [
  { people: 150, seed: 11 },
  { people: 250, seed: 907 },
  { people: 150, seed: 5, format: 'csv' },
  // data-samples/whole-office
  { people: 150, seed: 2022, isWholeOffice: true },
  { people: 400, seed: 4711, isWholeOffice: true },
] as const;

describe.each(COUNTIES)('a county of $people people, seed $seed', (options) => {
  let county: CountyOffice;
  let night: NightSummary;
  let found: PublishedFinding[];

  beforeAll(async () => {
    county = settleCounty(options);
    night = await county.office.night(county.key.as_of);
    found = await county.office.standing();
  });
  afterAll(() => county.office.remove());

  test('every planted violation is found, person by person and fen by fen, and nothing beyond', () => {
    expect(foundClaims(county.key, found)).toEqual(expectedClaims(county.key));
  });

  test('findings carry the facts that a person decides by', () => {
    const withFacts = county.key.findings.filter(({ facts }) => facts !== undefined);
    expect(withFacts.length).toBeGreaterThan(0);
    for (const expected of withFacts) {
      const claim = expectedClaim(county.key, expected);
      const finding = found.find((candidate) => foundClaim(county.key, candidate) === claim);
      expect(finding && factsOf(finding), expected.note).toMatchObject(decidingFacts(expected));
    }
  });

  test('the innocent neighbours of every violation are left alone', () => {
    const expected = new Set(
      county.key.findings.map(({ rule_id, resident_id, name }) => [rule_id, resident_id, name].join()),
    );
    const wrongly = county.key.silent.filter(
      ({ rule_id, resident_id, name }) =>
        !expected.has([rule_id, resident_id, name].join()) &&
        found.some(
          (finding) =>
            finding.rule_id === rule_id && finding.resident_id === resident_id && finding.name === name,
        ),
    );
    expect(county.key.silent.length).toBeGreaterThan(50);
    expect(wrongly).toEqual([]);
  });

  test('what is planted about the office’s own hands is found for supervision, and nothing beyond', async () => {
    const found = await county.office.read<{ rule_id: string; resident_id: string }>(
      'select rule_id, resident_id from supervision.finding order by all',
    );
    const planted = (county.key.reserved ?? []).map(({ rule_id, resident_id }) => ({ rule_id, resident_id }));
    expect(found).toEqual(
      planted.sort((one, other) =>
        `${one.rule_id}${one.resident_id}` < `${other.rule_id}${other.resident_id}` ? -1 : 1,
      ),
    );
  });

  test('every lead handed down is answered from the data', async () => {
    const answered = await county.office.read<{ item_no: string }>(
      'select batch, item_no, name, resident_id, answer from result.lead',
    );
    const inOrder = (leads: readonly { batch: string; item: number }[]) =>
      [...leads].sort((left, right) => left.batch.localeCompare(right.batch) || left.item - right.item);
    expect(
      inOrder(answered.map(({ item_no, ...lead }) => ({ ...lead, item: Number(item_no) }) as never)),
    ).toEqual(inOrder(county.key.leads));
  });

  test('the rows of every file are counted as the key counts them', () => {
    const counted = night.files.map(({ file, source, received, refused, ignored }) => ({
      file,
      source,
      received,
      refused,
      ignored,
    }));
    const byName = (left: { file: string }, right: { file: string }) => (left.file < right.file ? -1 : 1);
    expect(counted.sort(byName)).toEqual([...county.key.files].sort(byName));
    for (const file of night.files) {
      expect(file.used + file.refused + file.ignored, file.file).toBe(file.received);
    }
  });

  test('the total of the night counts each payment once and splits into confirmed and weaker links', () => {
    const { totals, rules } = night;
    const ofRules = rules
      .filter(({ direction }) => direction === 'fund')
      .reduce((sum, { amount_fen }) => sum + amount_fen, 0);
    expect(totals.confirmed_fen + totals.weak_fen).toBe(totals.amount_fen);
    expect(totals.amount_fen + totals.overlap_fen).toBe(ofRules);
    expect(totals.overlap_fen).toBeGreaterThan(0);
  });
});

/** The facts of the key that a finding must carry. */
function decidingFacts({ resident_id, facts = {} }: PlantedFinding): Record<string, unknown> {
  // what the rule would claim under its other setting stands in the key, not in the finding
  const { same_month_fen: _otherSetting, proposed_resident_id: trueId, ...others } = facts;
  if (typeof trueId !== 'string') return others;
  // a number spoilt in two places is more than one slip away from the true one: nothing may be proposed
  const slips = [...resident_id].filter((digit, index) => digit !== trueId[index]).length;
  const isOneSlip = resident_id.length !== trueId.length || facts.reason === 'excel-truncated' || slips === 1;
  return { ...others, proposed_resident_id: isOneSlip ? trueId : null };
}
