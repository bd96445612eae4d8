import {
  absolute,
  add,
  compareDecimals,
  type Decimal,
  divide,
  halfOfLast,
  isHalfway,
  multiply,
  NOTHING,
  roundedBy,
  show,
  subtract,
  toNumber,
} from './decimal.ts';
import {
  explainEach,
  explainPercent,
  explainTotal,
  type FigureExplanation,
  isWithinRounding,
} from './explain.ts';
import type { Claim } from './read-claims.ts';

/** Something that does not add up. It says what was typed and what comes out, never who is wrong. */
export interface ClaimDifference {
  says: string;
  kind: Claim['form'];
  /** What is counted: 人, 万元, % … */
  unit: string;
  stated: number | number[];
  computed: number;
  /** What may lie behind it; a guess, to be looked at by a person. */
  explanations: FigureExplanation[];
}

/** What was asked for but could not be checked, and why. */
export interface NotChecked extends FigureExplanation {
  says: string;
}

export interface Checked {
  differences: ClaimDifference[];
  not_checked: NotChecked[];
  /** Sums that differ by no more than what rounding each part took: right as written. */
  within_rounding: NotChecked[];
}

const HUNDRED: Decimal = { digits: 100n, scale: 0 };

export function checkTypedClaims(claims: readonly Claim[]): Checked {
  const checked = claims.map(checkClaim);
  return {
    differences: checked.flatMap(({ differences }) => differences),
    not_checked: checked.flatMap(({ not_checked }) => not_checked),
    within_rounding: checked.flatMap(({ within_rounding }) => within_rounding),
  };
}

function checkClaim(claim: Claim): Checked {
  if (claim.form === 'total') return checkTotal(claim);
  const difference = CHECKS[claim.form](claim as never);
  return { differences: difference === null ? [] : [difference], not_checked: [], within_rounding: [] };
}

function checkTotal(claim: Claim & { form: 'total' }): Checked {
  const sums = new Map<string, Decimal>();
  const not_checked: NotChecked[] = [];
  for (const unit of claim.total.keys()) {
    const silent = claim.parts.filter((part) => !part.figures.has(unit));
    if (silent.length > 0) {
      const names = silent.map(({ what }) => what);
      not_checked.push({
        says: claim.says,
        zh: `“${unit}”没有核对:${names.join('、')}没有写这一项`,
        en: `"${unit}" was not checked: "${names.join(', ')}" does not state it`,
      });
      continue;
    }
    const values = claim.parts.flatMap((part) => part.figures.get(unit) ?? []);
    sums.set(unit, values.reduce(add));
  }
  const wrong = [...sums].filter(([unit, sum]) => compareDecimals(sum, figure(claim, unit)) !== 0);
  const isRounding = ([unit, sum]: [string, Decimal]) =>
    isWithinRounding(
      unit,
      subtract(sum, figure(claim, unit)),
      claim.parts.flatMap((part) => part.figures.get(unit) ?? []),
      figure(claim, unit),
    );
  const within_rounding = wrong
    .filter(isRounding)
    .flatMap(([unit]) => explainTotal(claim, unit, sums).map((said) => ({ says: claim.says, ...said })));
  const differences = wrong
    .filter((one) => !isRounding(one))
    .map(
      ([unit, sum]): ClaimDifference => ({
        says: claim.says,
        kind: 'total',
        unit,
        stated: toNumber(figure(claim, unit)),
        computed: toNumber(sum),
        explanations: explainTotal(claim, unit, sums),
      }),
    );
  return { differences, not_checked, within_rounding };
}

function figure(claim: Claim & { form: 'total' }, unit: string): Decimal {
  const value = claim.total.get(unit);
  if (value === undefined) throw new Error('a unit of the total was just listed');
  return value;
}

/** Rounded to as many places as it is written with. Exactly between two, either neighbour passes. */
function checkPercent(claim: Claim & { form: 'percent' }): ClaimDifference | null {
  const { part, of, percent } = claim;
  const hundredfold = multiply(part, HUNDRED);
  const computed = divide(hundredfold, of, percent.scale);
  if (compareDecimals(computed, percent) === 0) return null;
  if (isWithin(claim)) return null;
  const isOtherHalf =
    isHalfway(hundredfold, of, percent.scale) &&
    compareDecimals(divide(hundredfold, of, percent.scale, 'cut'), percent) === 0;
  if (isOtherHalf) return null;
  return {
    says: claim.says,
    kind: 'percent',
    unit: '%',
    stated: toNumber(percent),
    computed: toNumber(computed),
    explanations: explainPercent(claim),
  };
}

/** Where part or whole were rounded when they were written: whether some true figures behind them give the percentage. */
function isWithin(claim: Claim & { form: 'percent' }): boolean {
  const { part, of, percent, part_slack = roundedBy(part), of_slack: off = roundedBy(of) } = claim;
  const half = halfOfLast(percent.scale);
  if (part_slack.digits === 0n && off.digits === 0n) return false;
  const least = multiply(subtract(percent, half), subtract(of, off));
  const most = multiply(add(percent, half), add(of, off));
  return (
    compareDecimals(multiply(add(part, part_slack), HUNDRED), least) >= 0 &&
    compareDecimals(multiply(subtract(part, part_slack), HUNDRED), most) <= 0
  );
}

/** A mean is right where some true figures behind sum and count give it, rounded to as many places as it has. */
function checkMean(claim: Claim & { form: 'mean' }): ClaimDifference | null {
  const { says, sum, count, months, mean, unit } = claim;
  const each: Decimal = { digits: BigInt(months), scale: 0 };
  const half = halfOfLast(mean.scale);
  const least = multiply(multiply(subtract(mean, half), subtract(count, roundedBy(count))), each);
  const most = multiply(multiply(add(mean, half), add(count, roundedBy(count))), each);
  const off = roundedBy(sum);
  if (compareDecimals(add(sum, off), least) >= 0 && compareDecimals(subtract(sum, off), most) <= 0)
    return null;
  const computed = divide(sum, multiply(count, each), Math.max(0, mean.scale));
  return { says, kind: 'mean', unit, stated: toNumber(mean), computed: toNumber(computed), explanations: [] };
}

/** The same thing is told with the same figure, as exactly as the less exact of the two was written. */
function checkSame({ says, unit, values }: Claim & { form: 'same' }): ClaimDifference | null {
  const [first, ...others] = values;
  const other = first && others.find((value) => !isSame(value, first));
  if (first === undefined || other === undefined) return null;
  const stated = [toNumber(first), toNumber(other)];
  const off = absolute(subtract(first, other));
  const zh = `同一事项两处相差 ${show(off)} ${unit}`;
  const en = `the same thing is told twice, ${show(off)} apart`;
  return { says, kind: 'same', unit, stated, computed: toNumber(first), explanations: [{ zh, en }] };
}

/** The less exact of the two was rounded, or both are exact. */
function isSame(one: Decimal, other: Decimal): boolean {
  const slacks = [roundedBy(one), roundedBy(other)];
  const most = slacks.reduce((most, slack) => (compareDecimals(slack, most) > 0 ? slack : most));
  return compareDecimals(absolute(subtract(one, other)), most) <= 0;
}

function checkLeast({ says, unit, value, least }: Claim & { form: 'at-least' }): ClaimDifference | null {
  if (compareDecimals(value, least) >= 0) return null;
  const zh = `算出来的 ${show(value)} ${unit}少于报告另一处的 ${show(least)} ${unit}`;
  const en = `${show(value)} is less than the ${show(least)} told elsewhere`;
  return {
    says,
    kind: 'at-least',
    unit,
    stated: toNumber(least),
    computed: toNumber(value),
    explanations: [{ zh, en }],
  };
}

/**
 * Money over count must come to one of the rates. Money typed from a report in 万元 with two places is a multiple of
 * 100 yuan and may be 50 yuan off; that much is granted to large sums, but never enough to hide one payment.
 */
function checkEach(claim: Claim & { form: 'each' }): ClaimDifference | null {
  const { money, count, expected } = claim;
  if (
    expected.some(
      (rate) =>
        compareDecimals(absolute(subtract(money, multiply(rate, count))), slack(money, rate)) <= 0 ||
        // a rate with a fraction is a mean that was rounded
        (rate.scale > 0 && compareDecimals(divide(money, count, rate.scale), rate) === 0),
    )
  )
    return null;
  return {
    says: claim.says,
    kind: 'each',
    unit: '元',
    stated: expected.map(toNumber),
    computed: toNumber(divide(money, count, 2)),
    explanations: explainEach(claim),
  };
}

const CHECKS = {
  percent: checkPercent,
  each: checkEach,
  mean: checkMean,
  same: checkSame,
  'at-least': checkLeast,
} as const;

const ROUNDED_FROM: Decimal = { digits: 10_000n, scale: 0 };
const ROUNDING_UNIT: Decimal = HUNDRED;
const FIFTY: Decimal = { digits: 50n, scale: 0 };

function slack(money: Decimal, rate: Decimal): Decimal {
  if (money.scale < 0) return roundedBy(money);
  const inHundreds = divide(money, ROUNDING_UNIT, 0, 'cut');
  const isRounded =
    compareDecimals(money, ROUNDED_FROM) >= 0 &&
    compareDecimals(multiply(inHundreds, ROUNDING_UNIT), money) === 0;
  if (!isRounded) return NOTHING;
  const half = divide(rate, { digits: 2n, scale: 0 }, 2);
  return compareDecimals(half, FIFTY) > 0 ? FIFTY : subtract(half, { digits: 1n, scale: 2 });
}
