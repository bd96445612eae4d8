import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonths, monthOf } from '../../core/month.ts';
import { dateIn, monthsFromTo } from '../../pipelines/generate/calendar.ts';
import { type County, wholeLine } from '../../pipelines/generate/county.ts';
import { FUNERAL_GRANT_FEN } from '../../pipelines/generate/rates.ts';
import { type CountyOffice, expectedClaims, foundClaims, settleCounty } from './county.ts';
import type { PublishedFinding } from './office.ts';

/**
 * The proportions that an audit of a province published: 505 dead who were paid on, 1,987 accounts of the dead that nobody had
 * settled; what was paid to the dead is 5.5 % of the money, the balances are the rest.
 */
const PAID_ON = 505;
const UNSETTLED = 1_987;
const DEAD_PER_THOUSAND = 55;

const DEAD = 'deceased/paid-after-death';
const BALANCE = 'account/unsettled-after-death';

function plantAudit(county: County): void {
  let paid_fen = 0;
  for (let at = 0; at < PAID_ON; at += 1) {
    const died_on = dateIn(202201 + (at % 6), 5 + (at % 20));
    const last = addMonths(monthOf(died_on), 1 + (at % 5));
    const person = county.draw({ key: `audit/dead-${at}`, to: last });
    county.die(person, died_on);
    county.policeDeath(person, died_on);
    county.grants.push({
      ...{ who: person, died_on, amount_fen: FUNERAL_GRANT_FEN },
      ...{ paid_on: dateIn(addMonths(last, 1), 25), state: '已支付' },
    });
    county.claim(
      DEAD,
      person,
      monthsFromTo(addMonths(monthOf(died_on), 1), last),
      wholeLine,
      'of a published audit',
    );
    paid_fen += county.findings.at(-1)?.amount_fen ?? 0;
  }
  const balances_fen = Math.round((paid_fen * (1_000 - DEAD_PER_THOUSAND)) / DEAD_PER_THOUSAND);
  for (let at = 0; at < UNSETTLED; at += 1) {
    const died_on = dateIn(202101 + (at % 12), 1 + (at % 28));
    const who = county.meet(county.settledBirth());
    county.policeDeath(who, died_on);
    who.registration = { status: '注销', kind: '死亡', changed_on: died_on };
    const balance_fen = Math.floor(balances_fen / UNSETTLED) + (at % 97);
    county.accounts.push({ who, balance_fen });
    county.expect(BALANCE, who, {
      amount_fen: balance_fen,
      direction: 'person',
      note: 'of a published audit',
    });
  }
}

let county: CountyOffice;
let found: PublishedFinding[];

beforeAll(async () => {
  county = settleCounty({ people: 30_000, seed: 2_411, isWholeOffice: true, furnish: plantAudit });
  await county.office.night(county.key.as_of);
  found = await county.office.standing();
}, 900_000);
afterAll(() => county.office.remove());

const fenOf = (findings: readonly { rule_id: string; amount_fen: number | null }[], rule: string): number =>
  findings
    .filter(({ rule_id }) => rule_id === rule)
    .reduce((sum, { amount_fen }) => sum + (amount_fen ?? 0), 0);

test('of the money of a published audit, planted in a county of thirty thousand, 99 % and more is found', () => {
  for (const rule of [DEAD, BALANCE]) {
    const planted = fenOf(county.key.findings, rule);
    expect(planted).toBeGreaterThan(20_000_000);
    expect(fenOf(found, rule) / planted).toBeGreaterThanOrEqual(0.99);
    expect(fenOf(found, rule)).toBeLessThanOrEqual(planted);
  }
});

test('and nobody innocent is claimed of, by any rule', () => {
  const expected = new Set(expectedClaims(county.key));
  expect(foundClaims(county.key, found).filter((claim) => !expected.has(claim))).toEqual([]);
});
