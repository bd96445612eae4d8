import { compare, type Decimal, divide } from '../typed-figures/decimal.ts';
import { type Figure, inYuan } from './figures.ts';
import { type Paragraph, type Proposal, sentenceAround } from './propose-claims.ts';
import { pairsOf } from './propose-each.ts';

interface Told {
  paragraph: Paragraph;
  money: Figure;
  count: Figure;
}

/** So few are told of in many places without being the same. */
const LEAST_COUNT: Decimal = { digits: 20n, scale: 0 };

/** The same thing told twice with different figures, and payments over a year against the people who drew them. */
export function proposeRepeats(paragraphs: readonly Paragraph[]): Proposal[] {
  const told = paragraphs.flatMap((paragraph) =>
    pairsOf(paragraph).map((pair): Told => ({ paragraph, ...pair })),
  );
  return [...repeats(told), ...units(told), ...averages(paragraphs)];
}

/** The same number of the same people, with other money. */
function repeats(told: readonly Told[]): Proposal[] {
  return told.flatMap((one, index) =>
    told.slice(index + 1).flatMap((other): Proposal[] => {
      if (one.count.unit !== other.count.unit || compare(one.count.value, other.count.value) !== 0) return [];
      if (compare(one.count.value, LEAST_COUNT) < 0 || !sharesWords(one, other)) return [];
      return [sameClaim(one, other)];
    }),
  );
}

/** The same digits once as 元 and once as 万元. */
function units(told: readonly Told[]): Proposal[] {
  return told.flatMap((one, index) =>
    told.slice(index + 1).flatMap((other): Proposal[] => {
      const isSame = compare(one.money.value, other.money.value) === 0 && one.money.unit !== other.money.unit;
      const isCounted = compare(one.count.value, other.count.value) === 0;
      return isSame && !isCounted && sharesWords(one, other) ? [sameClaim(one, other)] : [];
    }),
  );
}

function sameClaim(one: Told, other: Told): Proposal {
  const says = `${one.count.text}：${one.money.text}，另一处写${other.count.text}：${other.money.text}`;
  return {
    claim: { says, form: 'same', unit: '元', values: [inYuan(one.money), inYuan(other.money)] },
    sentence: `${sentenceOf(one)} / ${sentenceOf(other)}`,
  };
}

function sentenceOf({ paragraph: { text }, money, count }: Told): string {
  return sentenceAround(text, Math.min(money.start, count.start), Math.max(money.end, count.end));
}

/** So far before a figure its subject may be named. */
const WINDOW = 120;

/** Both tell of one thing where the words around them share a stretch that is no commonplace. */
function sharesWords(one: Told, other: Told): boolean {
  const words = (told: Told): Set<string> => {
    const { text } = told.paragraph;
    const from = Math.max(0, Math.min(told.money.start, told.count.start) - WINDOW);
    const around = text
      .slice(from, Math.max(told.money.end, told.count.end))
      .replace(/[^\p{Script=Han}]/gu, '');
    const parts = Array.from({ length: Math.max(0, around.length - 3) }, (_, at) => around.slice(at, at + 4));
    return new Set(parts.filter((part) => !/补助资金|城乡居民|养老保险|社会保险|人民政府/.test(part)));
  };
  const known = words(other);
  return [...words(one)].some((part) => known.has(part));
}

const MONTHS: Decimal = { digits: 12n, scale: 0 };

/** Payments of a pension over the year, by twelve: not fewer than the people of whom the same report says that they draw it. */
function averages(paragraphs: readonly Paragraph[]): Proposal[] {
  const people = paragraphs.flatMap(({ text, figures }) =>
    figures
      .filter(({ unit, start }) => unit === '人' && /待遇领取资格认证$/.test(text.slice(0, start)))
      .map(({ value }) => value),
  );
  if (people.length === 0) return [];
  const least = people.reduce((low, value) => (compare(value, low) < 0 ? value : low));
  return paragraphs.flatMap(({ text, figures }) =>
    figures
      .filter(
        ({ unit, start }) => unit === '人次' && /养老保险金[^，,。；;]*惠及$/.test(text.slice(0, start)),
      )
      .map(({ value, text: written, start, end }): Proposal => {
        const says = `${written}按12个月平均，与领取待遇的人数`;
        const monthly = divide(value, MONTHS, 0);
        return {
          claim: {
            says,
            form: 'at-least',
            unit: '人',
            value: monthly,
            least,
          },
          sentence: sentenceAround(text, start, end),
        };
      }),
  );
}
