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
import { labelOf, type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';

/**
 * A total and its parts: what stands before 其中 in the same sentence, and what follows it. Money and people are paired
 * as they stand together; figures that belong to no pair (batches, people who were merely looked at) are no parts.
 */
export function proposeTotals(paragraph: ReadParagraph): Proposal[] {
  const { text, figures } = paragraph;
  return announcementsIn(paragraph).flatMap(({ from: index, to, totals }): Proposal[] => {
    const sentence = figures.find(({ start }) => start >= to)?.sentence;
    if (sentence === undefined) return [];
    const usable = figures.filter((one) => !one.is_vague && !isClosing(text, one));
    const nextOf = text.indexOf('其中', to);
    // without a colon only what stands before the next semicolon is announced
    const isOpen = /[:：]$/.test(text.slice(index, to));
    const segment = figures.find(({ start }) => start >= to)?.segment;
    const following = usable.filter(
      (one) =>
        one.sentence === sentence &&
        one.start >= to &&
        (nextOf < 0 || one.start < nextOf) &&
        (isOpen || one.segment === segment),
    );
    const [counts, sums] = [totals.filter(isCount), totals.filter(isSum)];
    const people = nearest(counts, (one) => partsOf(text, following, one, sums.at(-1)));
    const money = nearest(sums, (one) => partsOf(text, following, people, one));
    const parts = partsOf(text, following, people, money);
    if (parts.length < 2) return [];
    const { total, told } = commonUnits(parts, people, money);
    if (total.size === 0) return [];
    const first = people ?? money;
    const says = `${labelOf(text, first ?? { start: index })}${[people?.text, money?.text].filter(Boolean).join('')}${index === first?.end ? '' : '，'}${text.slice(index, to).replace(/[:：,，]$/, '')}`;
    const proposal: Proposal = {
      claim: { says, form: 'total', total, parts: told },
      sentence: sentenceAround(text, first?.start ?? index, following.at(-1)?.end ?? index),
    };
    return [isSurelyWhole(total, told) ? proposal : { ...proposal, doubt: 'parts-may-be-some' }];
  });
}

/** Where parts are announced, and the totals that they may be parts of. */
interface Announcement {
  from: number;
  to: number;
  totals: readonly Figure[];
}

/** 其中…; 18个乡镇中，…; 自查发现问题中，…: of the figure of that name; 按缴费状态分：… of what the sentence before tells. */
function announcementsIn({ text, figures }: ReadParagraph): Announcement[] {
  const usable = figures.filter((one) => !one.is_vague && !isClosing(text, one));
  const named = [...text.matchAll(/(?<=[。;；]|^)(\p{Script=Han}{4,12})中[,，:：]/gu)].flatMap(
    ({ index, 0: { length }, 1: name = '' }): Announcement[] => {
      const whole = usable.findLast((one) => one.end <= index && labelOf(text, one).endsWith(name));
      return whole === undefined ? [] : [{ from: index, to: index + length, totals: [whole] }];
    },
  );
  const within = [...text.matchAll(/其中[:：,，]?|(?<=[。;；]|^)按\p{Script=Han}{1,8}分[:：,，]/gu)].map(
    ({ index, 0: { length } }): Announcement => ({
      ...{ from: index, to: index + length },
      totals: announced(text, usable, index),
    }),
  );
  const counted = usable.flatMap((figure): Announcement[] => {
    const [among] = /^\p{Script=Han}{0,6}中[,，:：]/u.exec(text.slice(figure.end)) ?? [];
    if (among === undefined) return [];
    const totals = announced(text, usable, figure.end).filter(
      (one) => !/[,，]/.test(text.slice(one.end, figure.end)),
    );
    return [{ from: figure.end, to: figure.end + among.length, totals }];
  });
  return [...within, ...named, ...counted];
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

/** Money, or a rate of so much for each and month, which is made of such parts. */
const isSum = (one: Figure): boolean => isMoney(one) || isRate(one);
const isRate = ({ base }: Figure): boolean => base.unit === '元/人/月';

/** Of several figures the one that the parts come nearest to; the last that was told where they come to none. */
function nearest(
  figures: readonly Figure[],
  partsFor: (whole: Figure) => readonly Found[],
): Figure | undefined {
  const off = (whole: Figure): Decimal | null => {
    const own = partsFor(whole).flatMap((part) => part.figures.filter((one) => isOfKind(one, whole)));
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
    const own = parts.flatMap((part) => part.figures.filter((one) => isOfKind(one, whole)));
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
    const sums = listed(
      text,
      following.filter((one) => isOfKind(one, money)),
    );
    const pairOf = (sum: Figure): Found => {
      const count =
        people === undefined
          ? undefined
          : following.findLast(
              ({ base, end }) =>
                base.unit === people.base.unit && end <= sum.start && isNear(text, end, sum.start),
            );
      return { what: labelOf(text, count ?? sum), figures: count === undefined ? [sum] : [count, sum] };
    };
    const all = sums.map(pairOf);
    // rounded money may be reached before the last part: where all the people are the total, all are parts
    const paired =
      people !== undefined && isReached(all, people) ? all : untilReached(sums, money).map(pairOf);
    if (paired.length >= 2) return paired;
  }
  if (people === undefined) return [];
  const counted = following.filter(({ base }) => base.unit === people.base.unit);
  return untilReached(listed(text, counted), people).map((one) => ({
    what: labelOf(text, one),
    figures: [one],
  }));
}

function isReached(parts: readonly Found[], whole: Figure): boolean {
  const own = parts.flatMap(({ figures }) => figures.filter(({ base }) => base.unit === whole.base.unit));
  const sum = own.map(({ base }) => base.value).reduce(add, NOTHING);
  return own.length === parts.length && compareDecimals(sum, whole.base.value) === 0;
}

/** Whether a part is counted as its whole is: 123元 is part of 143元/人/月. */
function isOfKind(part: Figure, whole: Figure): boolean {
  return part.base.unit === whole.base.unit || (isRate(whole) && isMoney(part));
}

const MARKS = ['、', ',', ';'];

/** Parts are told one after another with one mark between them: a stronger one ends the list. */
function listed(text: string, parts: readonly Figure[]): readonly Figure[] {
  const strength = (at: number): number => {
    const gap = text
      .slice(parts[at]?.end, parts[at + 1]?.start)
      .replaceAll('，', ',')
      .replaceAll('；', ';');
    return MARKS.findLastIndex((mark) => gap.includes(mark));
  };
  const first = strength(0);
  const end = parts.findIndex((_, at) => at > 0 && at < parts.length - 1 && strength(at) > first);
  return end < 0 ? parts : parts.slice(0, end + 1);
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
