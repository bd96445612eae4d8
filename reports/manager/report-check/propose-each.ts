import { add, compareDecimals, type Decimal, multiply } from '../typed-figures/decimal.ts';
import { type Figure, isMoney } from './figures.ts';
import { labelOf, type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';

const ONE_STEP = 24;

/** Money over people against the rates that the same report states: by the month, and for a grant so many months of them. */
export function proposeEach(paragraphs: readonly ReadParagraph[]): Proposal[] {
  const basic = basicRates(paragraphs);
  const allowance = paragraphs.flatMap(allowanceRates);
  return paragraphs.flatMap((paragraph) =>
    pairsOf(paragraph).flatMap(({ money, count }): Proposal[] => {
      const [from, to] = [Math.min(money.start, count.start), Math.max(money.end, count.end)];
      const what = `${labelOf(paragraph.text, { start: from })}${paragraph.text.slice(from, to)}`;
      const expected = /丧葬/.test(what)
        ? grantRates(paragraphs, basic, allowance)
        : /残疾/.test(what) && /养老补助/.test(what)
          ? allowance
          : [];
      if (expected.length === 0 || count.value.digits === 0n) return [];
      const says = `${labelOf(paragraph.text, money.start < count.start ? money : count)}${money.text}、${count.text}`;
      return [
        {
          claim: { says, form: 'each', money: money.base.value, count: count.base.value, expected },
          sentence: sentenceAround(paragraph.text, from, to),
        },
      ];
    }),
  );
}

export interface Pair {
  money: Figure;
  count: Figure;
}

/** Money and people that stand side by side: 69.38万元惠及6242人次, 3622人丧葬补助金477.83万元. */
export function pairsOf({ text, figures }: ReadParagraph): Pair[] {
  const pairs: Pair[] = [];
  for (const money of figures.filter(isMoney)) {
    const near = figures.filter(
      (one) =>
        /^人次?$/.test(one.base.unit) &&
        !/[，,；;。、:：]/.test(between(text, one, money)) &&
        Math.max(one.start, money.start) - Math.min(one.end, money.end) <= ONE_STEP,
    );
    const before = near.findLast(({ end }) => end <= money.start);
    const after = near.find(({ start }) => start >= money.end);
    const count = before ?? after;
    if (count !== undefined && !pairs.some((pair) => pair.count === count)) pairs.push({ money, count });
  }
  return pairs;
}

/** What stands between two figures; 189人、88.21万元 are one pair. */
function between(text: string, one: Figure, other: Figure): string {
  const gap = text.slice(Math.min(one.end, other.end), Math.max(one.start, other.start));
  return one.end <= other.start ? gap.replace(/^、(?=$|\p{Script=Han}{1,4}$)/u, '') : gap;
}

/** The allowance for the severely disabled: what each level pays, and all of them together. */
function allowanceRates({ text, figures }: ReadParagraph): Decimal[] {
  if (!/残疾/.test(text) || !/养老补助/.test(text)) return [];
  const rates = figures.filter(({ base }) => base.unit === '元/人/月').map(({ value }) => value);
  return rates.length === 0
    ? []
    : distinct([...rates.filter((one) => compareDecimals(one, LEAST) > 0), rates.reduce(add)]);
}

/** A level's small share alone is paid to nobody. */
const LEAST: Decimal = { digits: 50n, scale: 0 };

/** The basic pension: what each level pays for a month, put together. */
function basicRates(paragraphs: readonly ReadParagraph[]): Decimal[] {
  const found = paragraphs.flatMap(({ text }) => {
    const rates = [...text.matchAll(/每人每月(\d+)元的?[^，,。；;]{0,8}基础养老金/g)].map(
      ([, digits = '0']): Decimal => ({ digits: BigInt(digits), scale: 0 }),
    );
    return rates.length < 2 ? [] : [rates.reduce(add)];
  });
  return distinct(found);
}

/** A grant of so many months of the basic pension. */
function grantRates(
  paragraphs: readonly ReadParagraph[],
  basic: readonly Decimal[],
  allowance: readonly Decimal[],
): Decimal[] {
  const months = paragraphs
    .map(({ text }) => /(\d+)个月[^，,。；;]*丧葬/.exec(text)?.[1])
    .find((found) => found !== undefined);
  if (months === undefined) return [];
  const rates = distinct([...basic, ...allowance]);
  return rates.map((rate) => multiply(rate, { digits: BigInt(months), scale: 0 }));
}

function distinct(values: readonly Decimal[]): Decimal[] {
  return values.filter(
    (value, index) => values.findIndex((one) => compareDecimals(one, value) === 0) === index,
  );
}
