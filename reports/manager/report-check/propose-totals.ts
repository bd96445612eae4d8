import { add, compare, type Decimal } from '../typed-figures/decimal.ts';
import type { Part } from '../typed-figures/read-claims.ts';
import { type Figure, isCount, isMoney } from './figures.ts';
import { labelOf, type Paragraph, type Proposal, sentenceAround } from './propose-claims.ts';

/**
 * A total and its parts: what stands before 其中 in the same sentence, and what follows it. Money and people are paired
 * as they stand together; figures that belong to no pair (batches, people who were merely looked at) are no parts.
 */
export function proposeTotals({ text, figures }: Paragraph): Proposal[] {
  return [...text.matchAll(/其中[:：,，]?/g)].flatMap(({ index, 0: mark }): Proposal[] => {
    const sentence = figures.find(({ start }) => start > index)?.sentence;
    if (sentence === undefined) return [];
    const clause = Math.max(...[...'。;；'].map((one) => text.lastIndexOf(one, index - 1)));
    const nextOf = text.indexOf('其中', index + mark.length);
    const within = figures.filter((one) => one.sentence === sentence);
    const totals = within.filter(({ start, end }) => start > clause && end <= index);
    const following = within.filter(({ start }) => start > index && (nextOf < 0 || start < nextOf));
    const people = totals.filter(isCount).at(-1);
    const money = totals.filter(isMoney).at(-1);
    const parts = partsOf(text, following, people, money);
    if (parts.length < 2) return [];
    const total = new Map<string, Decimal>();
    for (const one of [people, money])
      if (one !== undefined && parts.every((part) => part.figures.has(one.unit)))
        total.set(one.unit, one.value);
    if (total.size === 0) return [];
    const first = people ?? money;
    const says = `${labelOf(text, first ?? { start: index })}${[people?.text, money?.text].filter(Boolean).join('')}，其中`;
    const last = following.at(-1)?.end ?? index;
    return [
      {
        claim: { says, form: 'total', total, parts },
        sentence: sentenceAround(text, first?.start ?? index, last),
      },
    ];
  });
}

function partsOf(
  text: string,
  following: readonly Figure[],
  people: Figure | undefined,
  money: Figure | undefined,
): Part[] {
  if (money !== undefined) {
    const paired = following
      .filter(({ unit }) => unit === money.unit)
      .map((sum): Part => {
        const count =
          people === undefined
            ? undefined
            : following.findLast(
                ({ unit, end }) => unit === people.unit && end <= sum.start && isNear(text, end, sum.start),
              );
        const figures = new Map([[sum.unit, sum.value]]);
        if (count !== undefined) figures.set(count.unit, count.value);
        return { what: labelOf(text, count ?? sum), figures };
      });
    if (paired.length >= 2) return paired;
  }
  if (people === undefined) return [];
  const counted = following.filter(({ unit }) => unit === people.unit);
  return untilReached(counted, people.value).map((one) => ({
    what: labelOf(text, one),
    figures: new Map([[one.unit, one.value]]),
  }));
}

/** A count and its money stand in one clause. */
function isNear(text: string, end: number, start: number): boolean {
  return !/[;；。]/.test(text.slice(end, start)) && start - end <= 30;
}

/** The first parts that come to the total, where some do: what follows them tells of something else. */
function untilReached(counted: readonly Figure[], total: Decimal): readonly Figure[] {
  let sum: Decimal = { digits: 0n, scale: 0 };
  for (const [index, { value }] of counted.entries()) {
    sum = add(sum, value);
    if (index > 0 && compare(sum, total) === 0) return counted.slice(0, index + 1);
  }
  return counted;
}
