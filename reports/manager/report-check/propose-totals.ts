import {
  absolute,
  add,
  compareDecimals,
  type Decimal,
  multiply,
  NOTHING,
  subtract,
} from '../typed-figures/decimal.ts';
import type { Part } from '../typed-figures/read-claims.ts';
import { type Figure, inOneUnit, isCount, isMoney } from './figures.ts';
import { labelOf, type Proposal, type ReadParagraph, sentenceAround } from './propose-claims.ts';

/**
 * A total and its parts: what stands before 其中 in the same sentence, and what follows it. Money and people are paired
 * as they stand together; figures that belong to no pair (batches, people who were merely looked at) are no parts.
 */
export function proposeTotals({ text, figures }: ReadParagraph): Proposal[] {
  return [...text.matchAll(/其中[:：,，]?/g)].flatMap(({ index, 0: mark }): Proposal[] => {
    const sentence = figures.find(({ start }) => start > index)?.sentence;
    if (sentence === undefined) return [];
    const usable = figures.filter((one) => !one.is_vague && !isClosing(text, one));
    const nextOf = text.indexOf('其中', index + mark.length);
    const following = usable.filter(
      (one) => one.sentence === sentence && one.start > index && (nextOf < 0 || one.start < nextOf),
    );
    const totals = announced(text, usable, index);
    const [counts, sums] = [totals.filter(isCount), totals.filter(isMoney)];
    const people = nearest(counts, (one) => partsOf(text, following, one, sums.at(-1)));
    const money = nearest(sums, (one) => partsOf(text, following, people, one));
    const parts = partsOf(text, following, people, money);
    if (parts.length < 2) return [];
    const { total, told } = commonUnits(parts, people, money);
    if (total.size === 0) return [];
    const first = people ?? money;
    const says = `${labelOf(text, first ?? { start: index })}${[people?.text, money?.text].filter(Boolean).join('')}，其中`;
    const proposal: Proposal = {
      claim: { says, form: 'total', total, parts: told },
      sentence: sentenceAround(text, first?.start ?? index, following.at(-1)?.end ?? index),
    };
    return [isSurelyWhole(total, told) ? proposal : { ...proposal, doubt: 'parts-may-be-some' }];
  });
}

/** 其中A 3件、B 2件，共5件: what sums the parts up is none of them. */
const isClosing = (text: string, { start }: Figure): boolean => /[,，]共$/.test(text.slice(0, start));

/** The figures before 其中 in its clause; where it begins a sentence, those of the clause before. */
function announced(text: string, figures: readonly Figure[], index: number): Figure[] {
  const startOf = (at: number): number => Math.max(...[...'。;；'].map((one) => text.lastIndexOf(one, at)));
  const clause = startOf(index - 1);
  const isFirst = clause >= 0 && text.slice(clause + 1, index).trim() === '';
  const [from, to] = isFirst ? [startOf(clause - 1), clause] : [clause, index];
  return figures.filter(({ start, end }) => start > from && end <= to);
}

/** Of several figures the one that the parts come nearest to; the last that was told where they come to none. */
function nearest(
  figures: readonly Figure[],
  partsFor: (whole: Figure) => readonly Found[],
): Figure | undefined {
  const off = (whole: Figure): Decimal | null => {
    const own = partsFor(whole).flatMap((part) =>
      part.figures.filter(({ base }) => base.unit === whole.base.unit),
    );
    const sum = own.map(({ base }) => base.value).reduce(add, NOTHING);
    return own.length < 2 ? null : absolute(subtract(sum, whole.base.value));
  };
  return figures.toReversed().reduce<Figure | undefined>((best, one) => {
    const [known, tried] = [best && off(best), off(one)];
    return best === undefined || (tried !== null && (!known || compareDecimals(tried, known) < 0))
      ? one
      : best;
  }, undefined);
}

/** A part with its figures as they stand. */
interface Found {
  what: string;
  figures: readonly Figure[];
}

/** Units that total and every part have; where they were written in several, all are put into the base. */
function commonUnits(
  parts: readonly Found[],
  people: Figure | undefined,
  money: Figure | undefined,
): { total: Map<string, Decimal>; told: Part[] } {
  const total = new Map<string, Decimal>();
  const told = parts.map(({ what }) => ({ what, figures: new Map<string, Decimal>() }));
  for (const whole of [people, money]) {
    if (whole === undefined) continue;
    const own = parts.flatMap((part) => part.figures.filter((one) => one.base.unit === whole.base.unit));
    if (own.length !== parts.length) continue;
    const { unit, values } = inOneUnit([whole, ...own]);
    const [sum, ...each] = values;
    if (sum === undefined) continue;
    total.set(unit, sum);
    for (const [index, value] of each.entries()) told[index]?.figures.set(unit, value);
  }
  return { total, told };
}

function partsOf(
  text: string,
  following: readonly Figure[],
  people: Figure | undefined,
  money: Figure | undefined,
): Found[] {
  if (money !== undefined) {
    const paired = following.filter(isMoney).map((sum): Found => {
      const count =
        people === undefined
          ? undefined
          : following.findLast(
              ({ base, end }) =>
                base.unit === people.base.unit && end <= sum.start && isNear(text, end, sum.start),
            );
      return { what: labelOf(text, count ?? sum), figures: count === undefined ? [sum] : [count, sum] };
    });
    if (paired.length >= 2) return paired;
  }
  if (people === undefined) return [];
  const counted = following.filter(({ base }) => base.unit === people.base.unit);
  return untilReached(counted, people).map((one) => ({ what: labelOf(text, one), figures: [one] }));
}

/** A count and its money stand in one clause. */
function isNear(text: string, end: number, start: number): boolean {
  return !/[;；。]/.test(text.slice(end, start)) && start - end <= 30;
}

/** The first parts that come to the total, where some do: what follows them tells of something else. */
export function untilReached(counted: readonly Figure[], total: Figure): readonly Figure[] {
  let sum: Decimal = NOTHING;
  for (const [index, { base }] of counted.entries()) {
    sum = add(sum, base.value);
    if (index > 0 && compareDecimals(sum, total.base.value) === 0) return counted.slice(0, index + 1);
  }
  return counted;
}

const FIVE: Decimal = { digits: 5n, scale: 0 };
const FOUR: Decimal = { digits: 4n, scale: 0 };

/**
 * 其中 need not name everything. Parts that fall far short may be some of many; where one unit is near its total, or
 * above it, all were meant.
 */
function isSurelyWhole(total: ReadonlyMap<string, Decimal>, parts: readonly Part[]): boolean {
  return [...total].some(([unit, whole]) => {
    const sum = parts.flatMap(({ figures }) => figures.get(unit) ?? []).reduce(add);
    return compareDecimals(multiply(sum, FIVE), multiply(whole, FOUR)) >= 0;
  });
}
