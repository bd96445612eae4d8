import { dateIn } from './calendar.ts';
import type { County } from './county.ts';
import { Random } from './random.ts';

/** The report's tiers with their subsidies, in fen. */
const TIERS = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((tier) => [tier * 10_000, 2_000 + tier * 1_000] as const),
  [150_000, 13_000],
  [200_000, 13_000],
  [300_000, 19_500],
] as const;

/** Of those who draw so many more are insured and still contribute. */
const CONTRIBUTORS = 0.3;

/**
 * The many on the office's other lists: an account that gives the pension that is paid, the years that give the top-up, a
 * card, the tier's subsidy. Innocent of every rule by construction, like the rosters' many.
 */
export function settleOfficeLists(county: County): void {
  const random = Random.stream(county.seed, 'office');
  const many = county.beneficiaries.filter(({ lines, died_on }) => lines === null && died_on === null);
  for (const who of many) {
    county.accounts.push({
      who,
      balance_fen: who.account_fen * random.int(20, 139),
      award_balance_fen: who.account_fen * 139,
    });
    county.insured.push({ who, status: '领取待遇', years: 15 + who.long_fen / 200 });
    county.cards.push({ who, state: '已激活', place: '省内' });
  }
  for (let at = 0; at < many.length * CONTRIBUTORS; at += 1) {
    const who = county.meet(county.youngBirth());
    const [tier_fen, subsidy_fen] = random.pick(TIERS);
    const paid_on = dateIn(202200 + random.int(1, 12), random.int(1, 28));
    county.contributions.push({ who, tier_fen, subsidy_fen, paid_on });
    county.insured.push({ who, status: '正常参保', years: random.int(1, 14) });
    county.cards.push({ who, state: '已激活', place: '省内' });
  }
}
