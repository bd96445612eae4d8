import { checkTypedClaims } from '../typed-figures/check-claims.ts';
import { compareDecimals, type Decimal, multiply } from '../typed-figures/decimal.ts';
import type { Claim } from '../typed-figures/read-claims.ts';
import { type Figure, isCount, isMoney } from './figures.ts';
import { labelOf, type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';

/** 人均…元, 月人均…元: a mean against a sum and a count that the same sentence tells before it. */
export function proposeMeans({ text, figures }: ReadParagraph): Proposal[] {
  return figures.flatMap((mean): Proposal[] => {
    const label = labelOf(text, mean);
    if (mean.is_vague || !isMoney(mean) || !MEAN.test(label)) return [];
    const before = figures.filter(
      (one) => one.end <= mean.start && one.sentence === mean.sentence && !one.is_vague && !isMean(text, one),
    );
    const counted = before.filter(
      (one) => isCount(one) && (perUnit(label) ?? one.base.unit) === one.base.unit,
    );
    const sums = before.filter(isMoney);
    const [sum, count] = [sums.at(-1), counted.at(-1)];
    if (sum === undefined || count === undefined) return [];
    const claimOf = (money: Figure, people: Figure, months: number): Claim & { form: 'mean' } => ({
      says: `${label}${mean.text}（${money.text}、${people.text}）`,
      form: 'mean',
      sum: money.base.value,
      count: people.base.value,
      months,
      mean: mean.base.value,
      unit: '元',
    });
    const months = /月/.test(label) ? [12, 1] : [1];
    const all = sums.flatMap((money) =>
      counted.flatMap((people) => months.map((each) => claimOf(money, people, each))),
    );
    const right = all.find((claim) => checkTypedClaims([claim]).differences.length === 0);
    const claim = right ?? claimOf(sum, count, months[0] ?? 1);
    // a sum and a count that give something of another order belong to something else
    if (right === undefined && !isOfItsOrder(claim)) return [];
    return [{ claim, sentence: sentenceAround(text, Math.min(sum.start, count.start), mean.end) }];
  });
}

/** The word right before the figure: no other one stands between them, and it is not what the mean was before. */
const MEAN = /(?:人均|次均|户均|件均|平均每[人户件]|每[人户]平均)(?!\D*(?:由|上年|去年|同期))\D*$/;

/** Of what the mean is, where its word allows nothing else. */
function perUnit(label: string): string | null {
  if (/户均|每户/.test(label)) return '户';
  return /次均/.test(label) ? '人次' : null;
}

function isMean(text: string, one: Figure): boolean {
  return /均/.test(labelOf(text, one));
}

const THREE: Decimal = { digits: 3n, scale: 0 };

function isOfItsOrder({ sum, count, months, mean }: Claim & { form: 'mean' }): boolean {
  const told = multiply(multiply(mean, count), { digits: BigInt(months), scale: 0 });
  return compareDecimals(multiply(told, THREE), sum) >= 0 && compareDecimals(told, multiply(sum, THREE)) <= 0;
}
