import {
  absolute,
  add,
  compareDecimals,
  type Decimal,
  divide,
  multiply,
  negate,
  roundedBy,
  subtract,
} from '../typed-figures/decimal.ts';
import { type Figure, isCount, isMoney, isPercent } from './figures.ts';
import { figureSubject, labelOf, type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';
import { EARLIER, growthOf, type Share } from './propose-growth.ts';

const HUNDRED: Decimal = { digits: 100n, scale: 0 };

/** Shares: X占…的P%, 完成…Y的P%, …率P%, 计划P%，完成率Q%, growth over the year before, and percentages set against each other. */
export function proposePercents(paragraph: ReadParagraph): Proposal[] {
  const { text, figures } = paragraph;
  return figures
    .filter(({ is_vague }) => !is_vague)
    .flatMap((figure): Proposal[] => {
      const says = `${labelOf(text, figure)}${figure.text}`;
      const sentence = (from: number): string => sentenceAround(text, from, figure.end);
      if (figure.unit === '个百分点') return pointsOf(paragraph, figure, says);
      if (!isPercent(figure)) return [];
      const share =
        growthOf(paragraph, figure) ??
        planOf(paragraph, figure) ??
        shareOf(paragraph, figure) ??
        explainedOf(paragraph, figure);
      if (share === null) return [];
      const { from, ...of } = share;
      return [{ claim: { says, form: 'percent', ...of, percent: figure.value }, sentence: sentence(from) }];
    });
}

/** What may follow a percentage and give its two figures, bearing just these names: 追回率P%，应追A，已追回B; 较上月增长P%，上月A，本月B. */
const EXPLAINED = [
  {
    lead: /追回率(?:为|达|达到|是)?$/,
    of: /^应追回?(?:金额|资金)?$/,
    part: /^(?:已|实际)追回(?:金额|资金)?$/,
  },
  { lead: /[较比]上月(?:增长|增加|上升)(?:了)?$/, of: /^上月$/, part: /^本月$/, grows: true },
  {
    lead: /[较比](?:上年|去年)(?:增长|增加|上升)(?:了)?$/,
    of: /^(?:上年|去年)$/,
    part: /^(?:本年|今年)$/,
    grows: true,
  },
  { lead: /[较比]上月(?:下降|减少|降低)(?:了)?$/, of: /^上月$/, part: /^本月$/, grows: false },
  {
    lead: /[较比](?:上年|去年)(?:下降|减少|降低)(?:了)?$/,
    of: /^(?:上年|去年)$/,
    part: /^(?:本年|今年)$/,
    grows: false,
  },
];

/** Nothing is read where a name stands twice, or the two are not of one unit. */
function explainedOf({ text, figures }: ReadParagraph, percent: Figure): Share | null {
  const known = EXPLAINED.find(({ lead }) => lead.test(text.slice(0, percent.start)));
  if (known === undefined) return null;
  const after = figures.filter((one) => one.start >= percent.end && one.segment === percent.segment);
  const named = (name: RegExp): Figure[] => after.filter((one) => name.test(labelOf(text, one)));
  const [[of, ...more], [part, ...others]] = [named(known.of), named(known.part)];
  if (of === undefined || part === undefined || more.length + others.length > 0) return null;
  if (of.is_vague || part.is_vague || of.base.unit !== part.base.unit || of.value.digits === 0n) return null;
  const step = subtract(part.base.value, of.base.value);
  return {
    part: known.grows === undefined ? part.base.value : known.grows ? step : negate(step),
    of: of.base.value,
    ...(known.grows === undefined
      ? {}
      : { part_slack: add(roundedBy(part.base.value), roundedBy(of.base.value)) }),
    from: percent.start,
  };
}

/** Words between the counted and its share: without one of them a percentage is a rule, not a result. */
const LEADS_TO_SHARE =
  /(?:占[^，,；;。]{0,20}(?:的)?|率(?:为|达|达到|是)?|(?:比例|占比|比重)(?:为|达|达到)?|的)$/;

function shareOf({ text, figures }: ReadParagraph, percent: Figure): Share | null {
  if (!LEADS_TO_SHARE.test(text.slice(0, percent.start))) return null;
  const before = figures.filter(
    (one) => one.end <= percent.start && one.sentence === percent.sentence && !one.is_vague,
  );
  const near = before.filter((one) => isCount(one) || isMoney(one)).at(-1);
  if (near === undefined || percent.start - near.end > 40) return null;
  const share = (part: Figure, of: Figure): Share => ({
    part: part.base.value,
    of: of.base.value,
    from: Math.min(of.start, part.start),
  });
  const between = text.slice(near.end, percent.start).trim();
  // 完成任务329166人的100.37%: the last one is the base
  if (/^的$/.test(between)) {
    const part = before.findLast((one) => one.base.unit === near.base.unit && one.end <= near.start);
    return part === undefined ? null : share(part, near);
  }
  const left =
    partOfRate(text, before, percent) === undefined ? ofWhatIsLeft(text, before, near, percent) : null;
  if (left !== null) return left;
  const named = partOfRate(text, before, percent) ?? near;
  const bases = figures.filter(
    (one) => one !== named && !one.is_vague && sameKind(one, named) && isBaseOf(text, one, named),
  );
  const fitting = bases.find((one) => fits(share(named, one), percent.value));
  const others = bases.filter(({ base }) => compareDecimals(base.value, named.base.value) !== 0);
  const base =
    fitting ??
    namedBase(text, others, named, percent) ??
    siblingBase({ text, figures }, others, percent) ??
    closest(others, named.base.value, percent.value);
  return base === undefined ? null : share(named, base);
}

/** 已认证…人，未认证…人，认证率…: what bears the name of the rate, and is not what was left of it; 金额追回率 is one of money. */
function partOfRate(text: string, before: readonly Figure[], percent: Figure): Figure | undefined {
  const [, of = '', name] =
    /(金额|资金|人数)?(\p{Script=Han}{2})率(?:为|达|达到|是)?$/u.exec(text.slice(0, percent.start)) ?? [];
  if (name === undefined) return undefined;
  // what it is a rate of may also stand after it: 追回率75%（人数）
  const kind = of || (/^\((人数|按人|金额|资金|按金额)/.exec(text.slice(percent.end))?.[1] ?? '');
  const isOf = kind === '' ? () => true : /人/.test(kind) ? isCount : isMoney;
  // 不属实 is what the rate leaves out
  const bears = new RegExp(`(?<![不非])${name}`, 'u');
  const named = before.filter((one) => {
    const subject = figureSubject(text, before, one);
    return (
      one.segment === percent.segment &&
      (isCount(one) || isMoney(one)) &&
      isOf(one) &&
      bears.test(subject) &&
      !/未|应|尚|待|计划|任务|目标/.test(subject)
    );
  });
  // 手机认证…人，上门认证…人，认证率…: each by itself is not what the rate is of
  const whole = named.findLast((one) => /已|实际|完成|累计|到位/.test(figureSubject(text, before, one)));
  return whole ?? (named.length > 1 && isListOf(text, named) ? undefined : named.at(-1));
}

/** Several ways of one act, told one after another. */
function isListOf(text: string, named: readonly Figure[]): boolean {
  return named.every(
    (one, at) => at === 0 || /^[,，、]\p{Script=Han}+$/u.test(text.slice(named[at - 1]?.end, one.start)),
  );
}

/** 应认证A，…，未认证B，认证率P: of the rate only what was not reached is told, so the rest was. */
function ofWhatIsLeft(text: string, before: readonly Figure[], near: Figure, percent: Figure): Share | null {
  const isLeft = (one: Figure): boolean => /未|尚|剩余|待/.test(labelOf(text, one));
  const isDue = (one: Figure): boolean => /应|任务|目标/.test(labelOf(text, one)) && !isLeft(one);
  if (!isLeft(near) || !/(?<!未\p{Script=Han}{2})率(?:为|达|达到|是)?$/u.test(text.slice(0, percent.start)))
    return null;
  const alike = before.filter(({ base }) => base.unit === near.base.unit);
  const [due, ...more] = alike.filter(isDue);
  if (due === undefined || more.length > 0) return null;
  const reached = alike.find(
    (one) => /^(?:已|实际|全部)?完成/.test(labelOf(text, one)) && one.end <= near.start,
  );
  const part = reached?.base.value ?? subtract(due.base.value, near.base.value);
  return { part, of: due.base.value, from: due.start };
}

/** People and their cards are counted against each other, everything else only against its like. */
function sameKind({ base: { unit } }: Figure, { base: { unit: other } }: Figure): boolean {
  const isOfPeople = (one: string): boolean => one === '人' || one === '张';
  return unit === other || (isOfPeople(unit) && isOfPeople(other));
}

/** A base stands in the same paragraph, not far after. */
function isBaseOf(text: string, base: Figure, part: Figure): boolean {
  return base.end <= part.start || !text.slice(part.end, base.start).includes('。');
}

function fits({ part, of }: Share, percent: Decimal): boolean {
  if (of.digits === 0n) return false;
  return compareDecimals(divide(multiply(part, HUNDRED), of, percent.scale), percent) === 0;
}

/** 应认证…人，已认证…人，认证率…: the one that was to be reached, in the same part of the sentence, is what is meant. */
function namedBase(
  text: string,
  bases: readonly Figure[],
  part: Figure,
  percent: Figure,
): Figure | undefined {
  const before = bases.filter((one) => one.segment === percent.segment && one.end <= part.start);
  const named = before.filter(
    (one) => /应|任务|目标|计划|总数|总人数/.test(labelOf(text, one)) && one.base.unit === part.base.unit,
  );
  const rate = /(\p{Script=Han}{2})(?:完成)?率(?:为|达|达到|是)?$/u.exec(text.slice(0, percent.start))?.[1];
  if (rate === undefined) return undefined;
  if (named.length === 1) return named[0];
  const close = before.length === 1 ? closest(before, part.base.value, percent.value, FIVE) : undefined;
  return close ?? baseOfRate(text, bases, part, rate);
}

/** What each rate is a share of, by the names that such a figure bears. */
const RATE_BASES: Readonly<Record<string, RegExp>> = {
  追回: /应追|违规|冒领|多领|涉及|属实|查处|核定/,
  追缴: /应追|违规|冒领|多领|涉及|属实|查处|核定/,
  核查: /疑点|下发|线索|应核/,
  属实: /核查|核实|疑点|下发|线索/,
  认证: /应认证/,
  整改: /问题|隐患/,
  参保: /应参保/,
  激活: /制卡|制发|发卡|持卡|办卡/,
  征缴: /应征|应缴/,
  办结: /受理|接收/,
};

/** The nearest figure before the part that bears a name of what the rate is a share of; not less than the part itself. */
function baseOfRate(text: string, bases: readonly Figure[], part: Figure, rate: string): Figure | undefined {
  const names = RATE_BASES[rate];
  if (names === undefined) return undefined;
  return bases.findLast(
    (one) =>
      one.end <= part.start &&
      one.base.unit === part.base.unit &&
      names.test(figureSubject(text, bases, one)) &&
      compareDecimals(one.base.value, part.base.value) > 0,
  );
}

const SHARE_OF_IT = /占(?:比|[^，,；;。\d]{0,20}的)?$/;

/** 187条占28.68%，441条占67.64%，24条占4.68%: shares that are told one after another are shares of one thing. */
function siblingBase(
  { text, figures }: ReadParagraph,
  bases: readonly Figure[],
  percent: Figure,
): Figure | undefined {
  if (!SHARE_OF_IT.test(text.slice(0, percent.start))) return undefined;
  const siblings = figures.filter(
    (one) =>
      one !== percent &&
      isPercent(one) &&
      one.sentence === percent.sentence &&
      SHARE_OF_IT.test(text.slice(0, one.start)),
  );
  return bases.find((base) =>
    siblings.some((sibling) => {
      const part = figures.findLast(
        (one) =>
          one.end <= sibling.start && one.base.unit === base.base.unit && sibling.start - one.end <= 40,
      );
      if (part === undefined || part === base) return false;
      const share = { part: part.base.value, of: base.base.value, from: 0 };
      return compareDecimals(part.base.value, base.base.value) < 0 && fits(share, sibling.value);
    }),
  );
}

const FIVE: Decimal = { digits: 5n, scale: 0 };
const FIFTY: Decimal = { digits: 50n, scale: 0 };

/** Of the bases that give nearly the share, the nearest: one that gives another share altogether was not meant. */
function closest(
  bases: readonly Figure[],
  part: Decimal,
  percent: Decimal,
  within: Decimal = FIFTY,
): Figure | undefined {
  const off = ({ base }: Figure): Decimal =>
    absolute(subtract(divide(multiply(part, HUNDRED), base.value, 4), percent));
  const bound = divide(percent, within, 4);
  return bases
    .filter((one) => one.base.value.digits !== 0n && compareDecimals(off(one), bound) <= 0)
    .toSorted((one, other) => compareDecimals(off(one), off(other)))[0];
}

/** 领取率36.43%，计划数30%，完成率113.90%: a rate against the rate that was planned. */
function planOf({ text, figures }: ReadParagraph, percent: Figure): Share | null {
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

/** 98.5%，比上年96.2%提高2.3个百分点. */
function pointsOf({ text, figures }: ReadParagraph, points: Figure, says: string): Proposal[] {
  const way = /(提高|上升|增加|提升|增长|下降|降低|减少)(?:了)?$/.exec(text.slice(0, points.start))?.[1];
  const rates = figures.filter(
    (one) => isPercent(one) && one.end <= points.start && one.sentence === points.sentence && !one.is_vague,
  );
  const [one, other] = rates.slice(-2);
  if (way === undefined || one === undefined || other === undefined) return [];
  const earlier = [one, other].find(({ start }) => EARLIER.test(text.slice(0, start)));
  if (earlier === undefined) return [];
  const now = earlier === one ? other : one;
  const [high, low] = /降|减/.test(way) ? [earlier, now] : [now, earlier];
  return [
    {
      claim: {
        says,
        form: 'total',
        total: new Map([['%', high.value]]),
        parts: [
          { what: labelOf(text, low), figures: new Map([['%', low.value]]) },
          { what: points.text, figures: new Map([['%', points.value]]) },
        ],
      },
      sentence: sentenceAround(text, one.start, points.end),
    },
  ];
}
