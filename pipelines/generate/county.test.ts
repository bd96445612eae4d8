import { expect, test } from 'vitest';
import { addMonths, monthOf } from '../../core/month.ts';
import { isValidResidentId, parseResidentId } from '../../core/resident-id/index.ts';
import { certifiedFrom, linesPaidIn } from './bulk.ts';
import { birthdayMonth, monthsFromTo } from './calendar.ts';
import { lineOf } from './county.ts';
import { buildCounty } from './generate.ts';
import type { Beneficiary } from './model.ts';

const RULES = [
  'account/holder-mismatch',
  'account/shared-account',
  'certification/arrears-due',
  'certification/overdue-still-paid',
  'deceased/certified-after-death',
  'deceased/paid-after-death',
  'dual-benefit/employee-pension',
  'dual-benefit/paid-twice',
  'eligibility/amount-above-entitlement',
  'eligibility/amount-below-entitlement',
  'eligibility/paid-before-sixty',
  'eligibility/registration-cancelled',
  'funeral-grant/never-paid',
  'funeral-grant/paid-twice',
  'funeral-grant/without-death',
  'funeral-grant/wrong-amount',
  'identity/invalid-resident-id',
  'identity/one-id-two-people',
  'identity/one-person-two-ids',
  'imprisonment/paid-while-imprisoned',
  'land-loss/paid-twice',
  'paid-on-behalf/not-entitled',
];

/** Rules that ask of lists which only the whole office has. */
const WHOLE_OFFICE_RULES = [
  'account/settled-wrong',
  'account/unsettled-after-death',
  'card/unfit',
  'contribution/after-end',
  'contribution/wrong-subsidy',
  'disability-allowance/not-entitled',
  'disability-allowance/wrong-amount',
  'eligibility/account-pension-wrong',
  'eligibility/entitled-not-paid',
  'eligibility/long-topup-wrong',
  'eligibility/other-public-pay',
  'funeral-grant/several-schemes',
  'land-loss/not-identified',
  'land-loss/short-paid',
  'enrolment/not-insured',
  'paid-on-behalf/missing',
  'paid-on-behalf/wrong-amount',
  'transfer/paid-after-leaving',
  'transfer/two-places',
];

const county = buildCounty({ people: 1_500, months: 12, seed: 11 });
const planted = county.beneficiaries.filter((person) => person.lines !== null);
const bulk = county.beneficiaries.filter((person) => person.lines === null);

function amountOf(key: string, rule_id?: string): number | null | undefined {
  const person = planted.find((one) => one.key === key);
  return county.findings.find(
    (finding) =>
      finding.resident_id === person?.roster_id &&
      finding.name === person.roster_name &&
      (rule_id === undefined || finding.rule_id === rule_id),
  )?.amount_fen;
}

test('every rule has at least two violations and an innocent neighbour', () => {
  for (const rule of RULES) {
    const found = county.findings.filter((finding) => finding.rule_id === rule).length;
    const silent = county.silent.filter((one) => one.rule_id === rule).length;
    expect([rule, found >= 2, silent >= 1]).toEqual([rule, true, true]);
  }
  expect(new Set(county.findings.map((finding) => finding.rule_id))).toEqual(new Set(RULES));
});

test('the whole office adds a violation and an innocent neighbour of every rule that asks of its other lists', () => {
  const whole = buildCounty({ people: 150, months: 12, seed: 11, isWholeOffice: true });
  for (const rule of WHOLE_OFFICE_RULES) {
    const found = whole.findings.filter((finding) => finding.rule_id === rule).length;
    const silent = whole.silent.filter((one) => one.rule_id === rule).length;
    expect([rule, found >= 1, silent >= 1]).toEqual([rule, true, true]);
  }
  expect(new Set(whole.findings.map((finding) => finding.rule_id))).toEqual(
    new Set([...RULES, ...WHOLE_OFFICE_RULES]),
  );
});

test('the five worked amounts come out exactly', () => {
  expect(['1', '2', '3', '4', '5', '5-column', '5-unpaid'].map((key) => amountOf(`worked/${key}`))).toEqual([
    65_400, 43_600, 141_600, 153_400, 23_600, 23_600, 11_800,
  ]);
});

test('differences of rates are claimed and owed to the fen', () => {
  expect(amountOf('amount/basic-too-high')).toBe(1_500);
  expect(amountOf('amount/topup-too-early')).toBe(1_500);
  expect(amountOf('amount/topup-doubled')).toBe(500);
  expect(amountOf('amount/basic-too-low')).toBe(2_000);
  expect(amountOf('amount/topup-forgotten')).toBe(4_500);
});

test('grants are claimed by the rate of 1,356.00', () => {
  expect(amountOf('funeral/two-grants')).toBe(135_600);
  expect(amountOf('funeral/three-grants')).toBe(271_200);
  expect(amountOf('funeral/alive')).toBe(135_600);
  expect(amountOf('funeral/with-topup')).toBe(6_000);
  expect(amountOf('funeral/twenty-months')).toBe(90_400);
  expect(amountOf('funeral/too-low')).toBe(6_000);
});

test('what is beyond the largest line of a month is claimed', () => {
  const twice = planted.find((one) => one.key === 'paid-twice/three-rows') as Beneficiary;
  const line = lineOf(twice, 202211);
  const total = line.basic_fen + line.age_fen + line.account_fen;
  expect(amountOf('paid-twice/three-rows')).toBe(2 * total);
  expect(amountOf('two-ids/both', 'dual-benefit/paid-twice')).toBeGreaterThan(3 * 11_300);
});

test('an employee pension takes back basic part and top-ups, ten months of 119.00 at most', () => {
  const both = planted.find((one) => one.key === 'employee-pension/still-both') as Beneficiary;
  const topup = lineOf(both, 202212).age_fen;
  expect(amountOf('employee-pension/still-both')).toBe(10 * (11_300 + topup + 600));
});

test('planted people are disjoint: nobody stands under two rules unless the plant says so', () => {
  const rulesOf = new Map<string, Set<string>>();
  for (const finding of county.findings) {
    const who = `${finding.resident_id} ${finding.name}`;
    rulesOf.set(who, (rulesOf.get(who) ?? new Set()).add(finding.rule_id));
  }
  const overlaps = [...rulesOf].filter(([, rules]) => rules.size > 1);
  const named = overlaps.map(
    ([who]) => planted.find((one) => `${one.roster_id} ${one.roster_name}` === who)?.key,
  );
  expect(named.sort()).toEqual([
    'paid-after-death/dead-and-employee-pension',
    'paid-after-death/dead-and-employee-pension-2',
    'two-ids/both',
    'two-ids/both-2',
  ]);
  expect(new Set(planted.map((one) => one.key)).size).toBe(planted.length);
  const shared = planted.filter((one) => one.key.startsWith('one-id/second')).length;
  expect(new Set(planted.map((one) => one.resident_id)).size).toBe(planted.length - shared);
});

test('each way a number is spoilt is the reason it is planted for, and the register has the true one', () => {
  const spoilt = county.findings.filter((finding) => finding.rule_id === 'identity/invalid-resident-id');
  expect(new Set(spoilt.map((finding) => finding.facts?.reason))).toEqual(
    new Set([
      'characters',
      'fifteen-digit',
      'length',
      'excel-truncated',
      'birth-date',
      'region',
      'check-digit',
    ]),
  );
  for (const finding of spoilt) {
    expect(parseResidentId(finding.resident_id).reason).toBe(finding.facts?.reason);
    expect(isValidResidentId(String(finding.facts?.proposed_resident_id))).toBe(true);
  }
  const accused = new Set(spoilt.map((finding) => finding.resident_id));
  for (const person of county.beneficiaries) {
    if (accused.has(person.roster_id)) continue;
    expect(parseResidentId(person.roster_id).reason).toBeNull();
  }
});

test('the many are paid from the month after sixty to the month of death and certify in every window', () => {
  const months = monthsFromTo(county.first_month, county.last_month);
  for (const [place, person] of bulk.entries()) {
    const paid = months.filter((month) => linesPaidIn(person, month).length > 0);
    for (const month of paid) {
      expect(month).toBeGreaterThan(birthdayMonth(person.born_on, 60));
      if (person.died_on !== null) expect(month).toBeLessThanOrEqual(monthOf(person.died_on));
    }
    for (const window of county.windows) {
      const certified = certifiedFrom(person, window, place);
      const isDue =
        window >= person.start_month && (person.died_on === null || window < monthOf(person.died_on));
      if (isDue) expect(certified).toHaveLength(1);
      for (const one of certified) expect(person.died_on === null || one.on < person.died_on).toBe(true);
    }
  }
  expect(bulk.some((person) => person.died_on !== null)).toBe(true);
  expect(bulk.some((person) => person.start_month > county.first_month)).toBe(true);
});

test('nobody of the many shares a number, an account, or a name together with a birth date', () => {
  const distinct = (of: (person: Beneficiary) => string): number => new Set(bulk.map(of)).size;
  expect(distinct((person) => person.resident_id)).toBe(bulk.length);
  expect(distinct((person) => person.account)).toBe(bulk.length);
  expect(distinct((person) => person.name + person.born_on)).toBe(bulk.length);
  const others = new Set(planted.flatMap((person) => [person.resident_id, person.account]));
  expect(bulk.some((person) => others.has(person.resident_id) || others.has(person.account))).toBe(false);
});

test('leads answered supported are about people with a finding, and one person recurs in both batches', () => {
  const found = new Set(county.findings.map((finding) => finding.resident_id));
  const drawing = new Set(county.beneficiaries.map((person) => person.resident_id));
  for (const lead of county.leads) {
    expect(found.has(lead.resident_id)).toBe(lead.answer === 'supported');
    expect(drawing.has(lead.resident_id)).toBe(lead.answer !== 'cannot-match');
  }
  const ids = county.leads.map((lead) => lead.resident_id);
  expect(new Set(ids).size).toBe(ids.length - 1);
});

test('plants keep their amounts however many months are watched', () => {
  const claims = (months: number): unknown =>
    buildCounty({ people: 150, months, seed: 3 }).findings.map(({ rule_id, amount_fen, months: count }) => ({
      rule_id,
      amount_fen,
      count,
    }));
  expect(claims(1)).toEqual(claims(12));
  expect(addMonths(county.first_month, 11)).toBe(county.last_month);
});
