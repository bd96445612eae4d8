import { add, compareDecimals, type Decimal, negate, roundedBy, subtract } from '../typed-figures/decimal.ts';
import type { Claim } from '../typed-figures/read-claims.ts';
import { type Figure, inOneUnit, isCount, isMoney } from './figures.ts';
import { labelOf, type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';

const GROWTH = /(增长|增加|上升|提高|增幅|下降|减少|降低|降幅)(?:了|率为|率|为|达)?$/;
/** What is named as of before: no other figure stands between the word and it, but for that of a year. */
export const EARLIER =
  /(?:上年|去年|前年|上期|同期|上月|年初|期初|由|从|[比较]\d{4}年)(?:[^，,；;。\d]|\d{4}年)*$/;
const STEP = /(净增|增加|增长|增收|多|提高|上升|净减|减少|下降|降低|减收|少)(?:了)?$/;
const REACHED = /(?:增加|增长|提高|上升|上调|调整|增|升|减少|下降|降低|压减|降|减)(?:了)?(?:到|至|为)$/;

/** A figure of now, the earlier one, and the step between them, as far as a sentence tells them. */
interface Change {
  now: Figure | undefined;
  earlier: Figure | undefined;
  step: Figure | undefined;
}

/** …A，上年B，增长P%: the difference over the earlier figure; or the difference itself is told. */
export function growthOf({ text, figures }: ReadParagraph, percent: Figure): Share | null {
  const way = GROWTH.exec(text.slice(0, percent.start))?.[1];
  if (way === undefined) return null;
  const grows = /增|升|提/.test(way);
  const before = countable(figures).filter(
    (one) => one.end <= percent.start && one.sentence === percent.sentence,
  );
  // what was compared in another percentage before belongs to that one
  const since = figures.findLast(
    (one) => one.unit === '%' && one.end <= percent.start && one.sentence === percent.sentence,
  );
  const near = before.filter((one) => since === undefined || one.start >= since.end);
  const change = changeIn({ text, figures }, before, near) ?? ofYears({ text, figures }, percent, before);
  if (change === null) return null;
  const { now, earlier, step } = change;
  if (earlier === undefined) {
    if (now === undefined || step === undefined) return null;
    const moved = grows ? step.base.value : negate(step.base.value);
    const of = subtract(now.base.value, moved);
    if (of.digits <= 0n) return null;
    const off = add(roundedBy(now.base.value), roundedBy(step.base.value));
    return { part: step.base.value, of, of_slack: off, from: now.start };
  }
  if (now === undefined || earlier.value.digits === 0n) return null;
  const [high, low] = grows ? [now, earlier] : [earlier, now];
  return {
    part: subtract(high.base.value, low.base.value),
    of: earlier.base.value,
    part_slack: add(roundedBy(now.base.value), roundedBy(earlier.base.value)),
    from: Math.min(now.start, earlier.start),
  };
}

/** 较上年3880万元增加335.6万元: what is told of now is the earlier figure and the step. */
export function proposeSteps({ text, figures }: ReadParagraph): Proposal[] {
  return countable(figures).flatMap((step): Proposal[] => {
    const way = STEP.exec(text.slice(0, step.start))?.[1];
    if (way === undefined) return [];
    const beside = countable(figures).filter(({ sentence }) => sentence === step.sentence);
    const before = beside.filter(({ end }) => end <= step.start);
    const change = changeIn({ text, figures }, [...before, step], [...before, step]);
    if (change?.earlier === undefined || change.now === undefined || change.step !== step) return [];
    const { earlier, now } = change;
    const falls = /减|降|少/.test(way);
    const [whole, part] = falls ? [earlier, now] : [now, earlier];
    const { unit, values } = inOneUnit([whole, part, step]);
    const [total, ...parts] = values as [Decimal, Decimal, Decimal];
    const told = [part, step].map((one, at) => ({
      what: labelOf(text, one),
      figures: new Map([[unit, parts[at] as Decimal]]),
    }));
    const says = `${now.text}，${labelOf(text, earlier)}${earlier.text}，${way}${step.text}`;
    const [from, to] = [Math.min(now.start, earlier.start), Math.max(step.end, now.end)];
    return [
      {
        claim: { says, form: 'total', total: new Map([[unit, total]]), parts: told },
        sentence: sentenceAround(text, from, to),
      },
    ];
  });
}

function countable(figures: readonly Figure[]): Figure[] {
  return figures.filter((one) => (isCount(one) || isMoney(one)) && !one.is_vague);
}

/** The last comparison among the near figures; what it is of now may stand before them. */
function changeIn(
  paragraph: ReadParagraph,
  before: readonly Figure[],
  near: readonly Figure[],
): Change | null {
  const { text } = paragraph;
  const lead = (one: Figure): string => text.slice(0, one.start);
  const isEarlier = (one: Figure): boolean =>
    EARLIER.test(lead(one)) && !STEP.test(lead(one)) && !REACHED.test(lead(one));
  const step = near.findLast((one) => STEP.test(lead(one)));
  const earlier = near.findLast(
    (one) => isEarlier(one) && (step === undefined || one.base.unit === step.base.unit),
  );
  const told = earlier ?? step;
  if (told === undefined) return null;
  const alike = before.filter(
    (one) => one !== earlier && one !== step && one.base.unit === told.base.unit && !isEarlier(one),
  );
  const reached = alike.find((one) => one.start > told.start && REACHED.test(lead(one)));
  const now =
    reached ??
    alike.findLast(({ end }) => end <= told.start) ??
    (earlier === undefined ? undefined : alike.find(({ start }) => start > earlier.start)) ??
    (step === undefined ? undefined : namedBefore(paragraph, step));
  // 由 and 从 name whoever acts, too: without what was reached nothing was compared
  const isOpen =
    earlier !== undefined && reached === undefined && /[由从](?:[^，,；;。\d]|\d{4}年)*$/.test(lead(earlier));
  return isOpen ? null : { now, earlier, step };
}

/** 参保人数比上年增加…人: the figure of that name in an earlier sentence of the paragraph. */
function namedBefore({ text, figures }: ReadParagraph, change: Figure): Figure | undefined {
  const subject = /^(\p{Script=Han}{2})\p{Script=Han}*?(?:比|较)/u.exec(labelOf(text, change))?.[1];
  if (subject === undefined) return undefined;
  return figures.find(
    (one) =>
      one.end <= change.start &&
      one.base.unit === change.base.unit &&
      !one.is_vague &&
      labelOf(text, one).includes(subject),
  );
}

/** 2021年追缴A，2022年追缴B。较上年增长P%: the last two years of a row of years, where the sentence has no figure of its own. */
function ofYears({ text, figures }: ReadParagraph, percent: Figure, own: readonly Figure[]): Change | null {
  if (own.length > 0 || !/上年|去年|同比/.test(labelOf(text, percent))) return null;
  const years = countable(figures).flatMap((figure) => {
    const [, year, what = ''] = /(\d{4})年(\p{Script=Han}*)$/u.exec(labelOf(text, figure)) ?? [];
    return year === undefined || figure.end > percent.start ? [] : [{ year: Number(year), what, figure }];
  });
  const now = years.at(-1);
  const earlier = years.findLast(({ year, what }) => now && year === now.year - 1 && what === now.what);
  if (now === undefined || earlier === undefined) return null;
  const isAlike = now.figure.base.unit === earlier.figure.base.unit;
  return isAlike && compareDecimals(earlier.figure.value, { digits: 0n, scale: 0 }) > 0
    ? { now: now.figure, earlier: earlier.figure, step: undefined }
    : null;
}

export interface Share extends Pick<Claim & { form: 'percent' }, 'part' | 'of' | 'part_slack' | 'of_slack'> {
  from: number;
}
