import {
  absolute,
  add,
  compareDecimals,
  type Decimal,
  divide,
  halfOfLast,
  multiply,
  roundedBy,
  show,
  signOf,
  subtract,
} from './decimal.ts';
import type { Claim } from './read-claims.ts';

export interface FigureExplanation {
  zh: string;
  en: string;
}

type Total = Claim & { form: 'total' };

/** Units in which one person or thing may have been counted under several parts. */
const COUNTED = new Set(['人', '人次', '户', '件', '条', '笔']);

/** Units that are rounded when they are written, with what one of them is in yuan. */
const ROUNDED_MONEY: Record<string, bigint> = { 万元: 10_000n, 亿元: 100_000_000n };

/** Units that are rounded when they are written. */
const ROUNDED = new Set([...Object.keys(ROUNDED_MONEY), '千元', '万人', '万人次', '万户', '万张', '万件']);

/** Why parts and total may differ: counted twice, rounded each by itself, or something left out. */
export function explainTotal(
  claim: Total,
  unit: string,
  sums: ReadonlyMap<string, Decimal>,
): FigureExplanation[] {
  const stated = claim.total.get(unit);
  const sum = sums.get(unit);
  if (stated === undefined || sum === undefined) return [];
  const excess = subtract(sum, stated);
  const values = claim.parts.flatMap((part) => part.figures.get(unit) ?? []);
  const said: FigureExplanation[] = [];
  if (isWithinRounding(unit, excess, values, stated)) {
    said.push({
      zh: `相差 ${show(absolute(excess))} ${unit},可能是各项分别四舍五入造成的;应从分起算,只在最后四舍五入一次`,
      en: `the difference of ${show(absolute(excess))} may come from rounding each part by itself; compute in fen and round once`,
    });
  } else if (signOf(excess) > 0 && COUNTED.has(unit)) {
    said.push(...explainOverlap(claim, unit, excess, values, sums));
  } else {
    const isMore = signOf(excess) > 0;
    said.push({
      zh: `各项之和比合计${isMore ? '多' : '少'} ${show(absolute(excess))} ${unit}`,
      en: `the parts are ${show(absolute(excess))} ${isMore ? 'more' : 'less'} than the total`,
    });
  }
  return said;
}

function explainOverlap(
  claim: Total,
  unit: string,
  excess: Decimal,
  values: readonly Decimal[],
  sums: ReadonlyMap<string, Decimal>,
): FigureExplanation[] {
  const largest = values.reduce((most, value) => (compareDecimals(value, most) > 0 ? value : most));
  const others = subtract(values.reduce(add), largest);
  if (compareDecimals(excess, others) > 0) {
    return [
      {
        zh: `各项之和多出 ${show(excess)} ${unit},即使其余各项全部重复计算也解释不了`,
        en: `the parts are ${show(excess)} more than the total, which no double counting explains`,
      },
    ];
  }
  const names = claim.parts.map(({ what }) => what);
  const said = [
    {
      zh: `多出 ${show(excess)} ${unit},可能有 ${show(excess)} ${unit}在“${names.join('”与“')}”中重复计算,请列出名单逐人核对`,
      en: `${show(excess)} more than the total: so many may be counted twice, in "${names.join('" and "')}"; list them and compare`,
    },
  ];
  for (const [money, worth] of Object.entries({ 元: 1n, ...ROUNDED_MONEY })) {
    const moneyStated = claim.total.get(money);
    const moneySum = sums.get(money);
    if (moneyStated === undefined || moneySum === undefined) continue;
    const moneyExcess = subtract(moneySum, moneyStated);
    if (signOf(moneyExcess) <= 0) continue;
    const each = divide(multiply(moneyExcess, { digits: worth, scale: 0 }), excess, 0);
    const means = claim.parts.flatMap((part) => {
      const [sum, count] = [part.figures.get(money), part.figures.get(unit)];
      if (sum === undefined || count === undefined || signOf(count) <= 0) return [];
      return [`${part.what} ${show(divide(multiply(sum, { digits: worth, scale: 0 }), count, 0))} 元`];
    });
    said.push({
      zh: `同时多出 ${show(moneyExcess)} ${money},合每${unit} ${show(each)} 元(各项平均:${means.join('、')})`,
      en: `the money is more by ${show(moneyExcess)} as well, ${show(each)} yuan for each counted twice`,
    });
  }
  return said;
}

/** Whether the parts, each rounded by itself, may come to the total. */
export function isWithinRounding(
  unit: string,
  excess: Decimal,
  parts: readonly Decimal[],
  total: Decimal,
): boolean {
  const numbers = [...parts, total];
  if (!ROUNDED.has(unit) && numbers.every(({ scale }) => scale >= 0)) return false;
  const halves = numbers.map((one) => (ROUNDED.has(unit) ? halfOfLast(one.scale) : roundedBy(one)));
  return compareDecimals(absolute(excess), halves.reduce(add)) <= 0;
}

/** Why a percentage may be off: cut off instead of rounded, or taken of another base. */
export function explainPercent({ part, of, percent }: Claim & { form: 'percent' }): FigureExplanation[] {
  const said: FigureExplanation[] = [];
  const hundredfold = multiply(part, { digits: 100n, scale: 0 });
  if (compareDecimals(divide(hundredfold, of, percent.scale, 'cut'), percent) === 0) {
    said.push({ zh: '尾数被截去而不是四舍五入', en: 'the last digits were cut off instead of rounded' });
  }
  if (signOf(percent) > 0) {
    const base = divide(hundredfold, percent, compareDecimals(of, { digits: 1000n, scale: 0 }) < 0 ? 2 : 0);
    said.push({
      zh: `若百分比无误,基数应约为 ${show(base)},而所写基数是 ${show(of)}`,
      en: `if the percentage is right, the base is about ${show(base)}, not ${show(of)}`,
    });
  }
  return said;
}

/** How many at either rate a mixture would have to hold, where the money lies between two rates. */
export function explainEach({ money, count, expected }: Claim & { form: 'each' }): FigureExplanation[] {
  const sorted = [...expected].sort(compareDecimals);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || compareDecimals(low, high) === 0) return [];
  const above = subtract(money, multiply(low, count));
  const span = subtract(high, low);
  if (signOf(above) <= 0 || compareDecimals(above, multiply(span, count)) >= 0) return [];
  const atHigh = divide(above, span, 0);
  const atLow = subtract(count, atHigh);
  return [
    {
      zh: `如果 ${show(low)} 元和 ${show(high)} 元两种标准并用,约有 ${show(atHigh)} 份按 ${show(high)} 元、${show(atLow)} 份按 ${show(low)} 元;请分开列示`,
      en: `if ${show(low)} and ${show(high)} were both paid, about ${show(atHigh)} were at ${show(high)} and ${show(atLow)} at ${show(low)}; state them apart`,
    },
  ];
}
