import { add, compareDecimals, type Decimal } from '../typed-figures/decimal.ts';
import type { Part } from '../typed-figures/read-claims.ts';
import { inOneUnit } from './figures.ts';
import { type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';
import { type Pair, pairsOf } from './propose-each.ts';

/**
 * 按违规类型分：A 189人、88.21万元；B…: a division of what another place tells. Where its people are exactly those of a
 * figure that stands with money elsewhere, its money has to be that money.
 */
export function proposeDivisions(paragraphs: readonly ReadParagraph[]): Proposal[] {
  const told = paragraphs.flatMap((paragraph) => pairsOf(paragraph).map((pair) => ({ paragraph, pair })));
  return paragraphs.flatMap((paragraph) =>
    [...paragraph.text.matchAll(/(?<=[。;；]|^)按\p{Script=Han}{1,10}分[:：,，]/gu)].flatMap(
      ({ index, 0: mark }): Proposal[] => {
        const parts = partsAfter(paragraph, index + mark.length);
        const people = parts.map(({ count }) => count.base.value);
        if (parts.length < 2) return [];
        const whole = told.find(
          ({ pair: { count }, paragraph: other }) =>
            (other !== paragraph || count.end <= index) &&
            count.base.unit === parts[0]?.count.base.unit &&
            compareDecimals(people.reduce(add), count.base.value) === 0,
        );
        return whole === undefined ? [] : [divisionOf(paragraph, mark, whole, parts)];
      },
    ),
  );
}

function partsAfter(paragraph: ReadParagraph, from: number): Pair[] {
  const sentence = paragraph.figures.find(({ start }) => start >= from)?.sentence;
  return pairsOf(paragraph).filter(({ count }) => count.start >= from && count.sentence === sentence);
}

function divisionOf(
  { text }: ReadParagraph,
  mark: string,
  { paragraph, pair }: { paragraph: ReadParagraph; pair: Pair },
  parts: readonly Pair[],
): Proposal {
  const { unit, values } = inOneUnit([pair.money, ...parts.map(({ money }) => money)]);
  const [total, ...each] = values as [Decimal, ...Decimal[]];
  const told = parts.map(
    ({ count }, at): Part => ({ what: count.text, figures: new Map([[unit, each[at] as Decimal]]) }),
  );
  const last = parts.at(-1) as Pair;
  const here = sentenceAround(text, (parts[0] as Pair).count.start, last.money.end);
  return {
    claim: {
      says: `${pair.count.text}${pair.money.text}，${mark.replace(/[:：,，]$/, '')}`,
      form: 'total',
      total: new Map([[unit, total]]),
      parts: told,
    },
    sentence: `${sentenceAround(paragraph.text, pair.count.start, pair.count.end)} / ${here}`,
  };
}
