import { absolute, compare, type Decimal, divide, multiply, subtract } from '../typed-figures/decimal.ts';
import { type Figure, isCount, isMoney, isPercent } from './figures.ts';
import { labelOf, type Paragraph, type Proposal, sentenceAround } from './propose-claims.ts';

const HUNDRED: Decimal = { digits: 100n, scale: 0 };

/** Shares: X占…的P%, 完成…Y的P%, …率P%, 计划P%，完成率Q%, and growth over the year before. */
export function proposePercents(paragraph: Paragraph): Proposal[] {
  return paragraph.figures.filter(isPercent).flatMap((percent) => {
    const claim = growthOf(paragraph, percent) ?? planOf(paragraph, percent) ?? shareOf(paragraph, percent);
    if (claim === null) return [];
    const { part, of, from } = claim;
    const says = `${labelOf(paragraph.text, percent)}${percent.text}`;
    return [
      {
        claim: { says, form: 'percent', part, of, percent: percent.value },
        sentence: sentenceAround(paragraph.text, from, percent.end),
      },
    ];
  });
}

interface Share {
  part: Decimal;
  of: Decimal;
  from: number;
}

/** Words between the counted and its share: without one of them a percentage is a rule, not a result. */
const LEADS_TO_SHARE = /(?:占[^，,；;。]{0,20}(?:的)?|率(?:为|达|达到|是)?|比例(?:为|达)?|的)$/;
/** What is aimed at or ruled is no share of what stands before. */
const IS_AIM = /^\s*(?:以上|以下|以内|左右)/;

function shareOf({ text, figures }: Paragraph, percent: Figure): Share | null {
  if (!LEADS_TO_SHARE.test(text.slice(0, percent.start)) || IS_AIM.test(text.slice(percent.end))) return null;
  const before = figures.filter((one) => one.end <= percent.start && one.sentence === percent.sentence);
  const near = before.filter((one) => isCount(one) || isMoney(one)).at(-1);
  if (near === undefined || percent.start - near.end > 40) return null;
  const between = text.slice(near.end, percent.start).trim();
  // 完成任务329166人的100.37%: the last one is the base
  if (/^的$/.test(between)) {
    const part = before.findLast((one) => one.unit === near.unit && one.end <= near.start);
    return part === undefined ? null : { part: part.value, of: near.value, from: part.start };
  }
  const bases = figures.filter(
    (one) =>
      one !== near &&
      sameKind(one, near) &&
      compare(one.value, near.value) !== 0 &&
      isBaseOf(text, one, near),
  );
  const fitting = bases.find((one) => fits(near.value, one.value, percent.value));
  const base = fitting ?? closest(bases, near.value, percent.value);
  return base === undefined
    ? null
    : { part: near.value, of: base.value, from: Math.min(base.start, near.start) };
}

/** People and cards are counted against each other; money only against money of the same unit. */
function sameKind(one: Figure, other: Figure): boolean {
  return isMoney(other) ? one.unit === other.unit : isCount(one) && one.unit !== '人次';
}

/** A base stands in the same paragraph, not far after. */
function isBaseOf(text: string, base: Figure, part: Figure): boolean {
  return base.end <= part.start || !text.slice(part.end, base.start).includes('。');
}

function fits(part: Decimal, of: Decimal, percent: Decimal): boolean {
  if (of.digits === 0n) return false;
  return compare(divide(multiply(part, HUNDRED), of, percent.scale), percent) === 0;
}

/** Of the bases that give nearly the share, the nearest: one that gives another share altogether was not meant. */
function closest(bases: readonly Figure[], part: Decimal, percent: Decimal): Figure | undefined {
  const off = (base: Figure): Decimal =>
    absolute(subtract(divide(multiply(part, HUNDRED), base.value, 4), percent));
  const bound = divide(percent, { digits: 50n, scale: 0 }, 4);
  return bases
    .filter((base) => base.value.digits !== 0n && compare(off(base), bound) <= 0)
    .toSorted((one, other) => compare(off(one), off(other)))[0];
}

/** 领取率36.43%，计划数30%，完成率113.90%: a rate against the rate that was planned. */
function planOf({ text, figures }: Paragraph, percent: Figure): Share | null {
  if (!/完成率(?:为|达)?$/.test(text.slice(0, percent.start))) return null;
  const rates = figures.filter(
    (one) => isPercent(one) && one.end <= percent.start && one.sentence === percent.sentence,
  );
  const [reached, plan] = rates.slice(-2);
  if (reached === undefined || plan === undefined) return null;
  if (!/(?:计划|任务|目标|指标)[^，,；;。]*$/.test(text.slice(0, plan.start))) return null;
  const between = text.slice(plan.end, percent.start);
  return /\d/.test(between) ? null : { part: reached.value, of: plan.value, from: reached.start };
}

const GROWTH = /(增长|增加|上升|提高|下降|减少|降低)(?:了|率为|率)?$/;

/** …A，上年B，增长P%: the difference over the earlier figure. */
function growthOf({ text, figures }: Paragraph, percent: Figure): Share | null {
  const way = GROWTH.exec(text.slice(0, percent.start))?.[1];
  if (way === undefined) return null;
  const before = figures.filter(
    (one) => (isCount(one) || isMoney(one)) && one.end <= percent.start && one.sentence === percent.sentence,
  );
  const earlier = before.findLast(({ start }) =>
    /(?:上年|去年|上期|同期|上月)[^，,；;。]*$/.test(text.slice(0, start)),
  );
  const now = before.findLast((one) => one !== earlier && one.unit === earlier?.unit);
  if (earlier === undefined || now === undefined || earlier.value.digits === 0n) return null;
  const grows = /增|升|提/.test(way);
  const part = grows ? subtract(now.value, earlier.value) : subtract(earlier.value, now.value);
  return { part, of: earlier.value, from: Math.min(now.start, earlier.start) };
}
