import {
  absolute,
  add,
  compareDecimals,
  type Decimal,
  multiply,
  subtract,
} from '../typed-figures/decimal.ts';
import { type Figure, inOneUnit, isCount, isMoney } from './figures.ts';
import { labelOf, type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';
import { untilReached } from './propose-totals.ts';

/**
 * Totals that no 其中 announces: 应认证…人，已认证…人，未认证…人; parts before a 合计; income that is spending and what is
 * left of it.
 */
export function proposeParts(paragraph: ReadParagraph): Proposal[] {
  const found = [
    ...enumerations(paragraph),
    ...closingTotals(paragraph),
    ...balances(paragraph),
    ...netChanges(paragraph),
  ];
  return found.filter(
    ({ claim }, index) => found.findIndex((one) => one.claim.says === claim.says) === index,
  );
}

/** What is compared with, planned or added is no part of what it stands beside. */
const NO_PART =
  /上年|去年|同期|上期|上月|计划|任务|目标|增加|减少|新增|净增|比(?!对|例|重)|较|由|至|人均|户均|标准|每/;
/** A part that names what the others are not shows that together they are all. */
const COMPLEMENT = /未|不|尚|待|无法|其余|其他|剩余/;

function enumerations(paragraph: ReadParagraph): Proposal[] {
  const { text } = paragraph;
  return scopesOf(paragraph).flatMap((scope) => {
    if (scope.some(({ start }) => /其中/.test(text.slice(scope[0]?.start ?? 0, start)))) return [];
    return kindsIn(scope).flatMap((figures): Proposal[] => {
      const [whole, ...rest] = figures;
      if (whole === undefined || NO_PART.test(labelOf(text, whole))) return [];
      const parts = untilReached(rest, whole);
      if (parts.length < 2 || parts.some((one) => NO_PART.test(labelOf(text, one)))) return [];
      const sum = parts.map(({ base }) => base.value).reduce(add);
      const isExact = compareDecimals(sum, whole.base.value) === 0;
      const isComplete = parts.some((one) => COMPLEMENT.test(labelOf(text, one)));
      const isMeant = isExact || (isComplete && isNear(sum, whole.base.value, TWENTIETH));
      return isMeant ? [totalOf(text, whole, parts)] : [];
    });
  });
}

/** Each part of a sentence between semicolons by itself, and the sentence where none of its parts holds an enumeration. */
function scopesOf({ figures }: ReadParagraph): Figure[][] {
  const usable = figures.filter(({ is_vague }) => !is_vague);
  const segments = [...Map.groupBy(usable, ({ segment }) => segment).values()];
  const sentences = [...Map.groupBy(usable, ({ sentence }) => sentence).values()];
  return [
    ...segments,
    ...sentences.filter(
      (one) => !segments.some((part) => kindsIn(part).length > 0 && part[0]?.sentence === one[0]?.sentence),
    ),
  ];
}

/** The figures of a scope by what they count. */
function kindsIn(scope: readonly Figure[]): Figure[][] {
  const countable = scope.filter((one) => isCount(one) || isMoney(one));
  return [...Map.groupBy(countable, ({ base }) => base.unit).values()].filter(({ length }) => length >= 3);
}

/** …，合计25.6万人; 三类人员合计代缴…人: what stands before it in the sentence. */
function closingTotals(paragraph: ReadParagraph): Proposal[] {
  const { text, figures } = paragraph;
  return figures.flatMap((whole): Proposal[] => {
    if (whole.is_vague || !(isCount(whole) || isMoney(whole))) return [];
    const before = figures.filter(
      (one) => one.end <= whole.start && one.sentence === whole.sentence && one.base.unit === whole.base.unit,
    );
    const summed = SUMS_UP.exec(text.slice(0, whole.start));
    if (summed === null && !isListed(paragraph, before, whole)) return [];
    const count = NUMERALS[summed?.[1] ?? ''];
    const usable = before.filter((one) => !one.is_vague && !NO_PART.test(labelOf(text, one)));
    // what stands before the list is no part of it
    const lists = usable
      .map((_, at) => usable.slice(at))
      .filter(({ length }) => length >= 2 && (count === undefined || length === count));
    const sumOf = (parts: readonly Figure[]): Decimal => parts.map(({ base }) => base.value).reduce(add);
    const parts =
      lists.find((list) => compareDecimals(sumOf(list), whole.base.value) === 0) ??
      lists.find((list) =>
        isNear(sumOf(list), whole.base.value, usable.length === before.length ? FIFTH : TENTH),
      );
    return parts === undefined ? [] : [totalOf(text, whole, parts)];
  });
}

/** 合计, or 三类人员共; money that stands beside the people summed up is summed up with them. */
const SUMS_UP =
  /(?:合计|共计|总计|([两二三四五六七八九十])(?:项|类|者|年|个月|个季度|批|级)\p{Script=Han}{0,6}?(?:合计|共计|共|累计))\p{Script=Han}{0,8}(?:\d[\d.\u066C]*(?:万)?(?:人次|人|户|件|笔|名)[、,，]?\p{Script=Han}{0,4})?$/u;

const NUMERALS: Readonly<Record<string, number>> = {
  ...{ 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
};

/** 其中A 3件、B 2件，共5件; A 3件，B 2件，共5件: told one after the other, with no total before them. */
function isListed({ text, figures }: ReadParagraph, parts: readonly Figure[], whole: Figure): boolean {
  const first = parts[0];
  if (first === undefined) return false;
  const told = figures.filter((one) => one.sentence === whole.sentence && one.end <= whole.start);
  if (!/^其中/.test(labelOf(text, first)) && told.length > parts.length) return false;
  const gaps = [...parts, whole].slice(1).map((one, at) => text.slice(parts[at]?.end ?? 0, one.start));
  return (
    /^[,，]共$/.test(gaps.pop() ?? '') && gaps.every((gap) => /^[、,，](?!其中)\p{Script=Han}+$/u.test(gap))
  );
}

/** Income is what was spent and what is left of the year; with what was left before it is also what is left in all. */
function balances({ text, figures }: ReadParagraph): Proposal[] {
  return [
    ...Map.groupBy(
      figures.filter((one) => isMoney(one) && !one.is_vague),
      ({ sentence }) => sentence,
    ).values(),
  ].flatMap((sentence): Proposal[] => {
    const named = (pattern: RegExp, not: RegExp): Figure | undefined => {
      const found = sentence.filter(
        (one) => pattern.test(labelOf(text, one)) && !not.test(labelOf(text, one)),
      );
      return found.length === 1 ? found[0] : undefined;
    };
    const income = named(/收入/, /上年|去年|支出|增|减/);
    const spent = named(/支出/, /上年|去年|收入|增|减/);
    const left = named(/结余|结存/, /累计|滚存|历年|期末|年末|上年|去年|期初|年初/);
    const closing = named(/(?:累计|滚存)结[余存]|期末|年末/, /期初|年初|上年|去年|增|减/);
    const opening = named(/(?:期初|年初|上年末?|去年末?)[^，,]*结[余存转]/, /增|减/);
    return [
      ...(income === undefined || spent === undefined || left === undefined
        ? []
        : [totalOf(text, income, [spent, left])]),
      ...(closing === undefined || opening === undefined || left === undefined
        ? []
        : [totalOf(text, closing, [opening, left])]),
    ];
  });
}

/** 新增领取412人，死亡注销298人，净增114人. */
function netChanges({ text, figures }: ReadParagraph): Proposal[] {
  return figures.flatMap((net): Proposal[] => {
    if (net.is_vague || !/^净增加?$/.test(labelOf(text, net))) return [];
    const before = figures.filter(
      (one) => one.end <= net.start && one.sentence === net.sentence && one.base.unit === net.base.unit,
    );
    const named = (pattern: RegExp) => before.filter((one) => pattern.test(labelOf(text, one)));
    const [come, ...others] = named(/新增|增加/);
    const gone = named(/注销|死亡|减少|退出|转出|停发/);
    if (come === undefined || others.length > 0 || gone.length === 0) return [];
    return [totalOf(text, come, [...gone, net])];
  });
}

function totalOf(text: string, whole: Figure, parts: readonly Figure[]): Proposal {
  const { unit, values } = inOneUnit([whole, ...parts]);
  const [total, ...each] = values;
  if (total === undefined) throw new Error('a total has no value');
  const told = parts.map((one, index) => ({
    what: labelOf(text, one),
    figures: new Map([[unit, each[index] as Decimal]]),
  }));
  const says = `${labelOf(text, whole)}${whole.text}，为${parts.map(({ text: part }) => part).join('、')}之和`;
  const [from, to] = [
    Math.min(whole.start, ...parts.map(({ start }) => start)),
    Math.max(whole.end, ...parts.map(({ end }) => end)),
  ];
  return {
    claim: { says, form: 'total', total: new Map([[unit, total]]), parts: told },
    sentence: sentenceAround(text, from, to),
  };
}

const TWENTIETH = 20n;
const TENTH = 10n;
const FIFTH = 5n;

function isNear(sum: Decimal, whole: Decimal, fraction: bigint): boolean {
  const off = multiply(absolute(subtract(sum, whole)), { digits: fraction, scale: 0 });
  return compareDecimals(off, absolute(whole)) <= 0;
}
