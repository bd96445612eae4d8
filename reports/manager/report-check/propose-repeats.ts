import {
  absolute,
  compareDecimals,
  type Decimal,
  divide,
  multiply,
  roundedBy,
  subtract,
} from '../typed-figures/decimal.ts';
import { type Figure, isCount, isMoney, isPercent } from './figures.ts';
import { figureSubject, labelOf, type Proposal, type ReadParagraph, sentenceAround } from './paragraphs.ts';
import { pairsOf } from './propose-each.ts';

interface Told {
  paragraph: ReadParagraph;
  money: Figure;
  count: Figure;
}

/** So few are told of in many places without being the same. */
const LEAST_COUNT: Decimal = { digits: 20n, scale: 0 };

/** The same thing told twice with different figures, and payments over a year against the people who drew them. */
export function proposeRepeats(paragraphs: readonly ReadParagraph[]): Proposal[] {
  const told = paragraphs.flatMap((paragraph) =>
    pairsOf(paragraph).map((pair): Told => ({ paragraph, ...pair })),
  );
  const moneys = [...repeats(told), ...units(told)];
  const apart = new Set(moneys.flatMap(({ figures = [] }) => figures));
  const pairs = [...moneys, ...counts(told.filter(({ money }) => !apart.has(money)))];
  const known = new Set(pairs.flatMap(({ figures = [] }) => figures));
  const named = sameNames(paragraphs).filter(({ figures = [] }) => !figures.every((one) => known.has(one)));
  const found = new Set([...known, ...named.flatMap(({ figures = [] }) => figures)]);
  const slipped = slips(paragraphs).filter(({ figures = [] }) => !figures.some((one) => found.has(one)));
  return [...pairs, ...named, ...slipped, ...averages(paragraphs)];
}

/** 追回162人71.2万元, and elsewhere 追回违规资金71.2元: so exact a figure under a word of the same act, once as 元 and once as 万元. */
function slips(paragraphs: readonly ReadParagraph[]): Same[] {
  const sums = paragraphs.flatMap((paragraph) =>
    paragraph.figures
      .filter((one) => isMoney(one) && !one.is_vague && bareDigits(one.value).length >= 3)
      .map(
        (figure): Named => ({
          ...{ paragraph, figure },
          name: ACTS.exec(figureSubject(paragraph.text, paragraph.figures, figure))?.[0] ?? '',
        }),
      ),
  );
  return sums.flatMap((one, index) =>
    sums.slice(index + 1).flatMap((other): Same[] => {
      const isSlip =
        one.name !== '' &&
        one.name === other.name &&
        compareDecimals(one.figure.value, other.figure.value) === 0 &&
        one.figure.unit !== other.figure.unit;
      return isSlip ? [sameNamed(one, other)] : [];
    }),
  );
}

const ACTS = /(?<!未|应)(?:追回|追缴|收回|退回|核销|发放|补发|兑现|征缴|代缴|支出|收入|结余)/;

/** A proposal that is made of these figures. */
type Same = Proposal & { figures?: readonly Figure[] };

/** The same number of the same people, with other money. */
function repeats(told: readonly Told[]): Same[] {
  return told.flatMap((one, index) =>
    told.slice(index + 1).flatMap((other): Same[] => {
      const [few, many] = [one.count.base, other.count.base];
      if (few.unit !== many.unit || compareDecimals(few.value, many.value) !== 0) return [];
      if (isListedWith(one, other)) return [];
      if (compareDecimals(few.value, LEAST_COUNT) < 0 || !sharesWords(one, other)) return [];
      return [sameClaim(one, other)];
    }),
  );
}

/** Two of a list in one sentence, each with a name of its own. */
function isListedWith(one: Told, other: Told): boolean {
  const isTogether = one.paragraph === other.paragraph && one.count.sentence === other.count.sentence;
  const [name, theirs] = [one, other].map(({ paragraph: { text }, count }) => labelOf(text, count));
  return isTogether && name !== theirs;
}

/** The same digits once as 元 and once as 万元. */
function units(told: readonly Told[]): Same[] {
  return told.flatMap((one, index) =>
    told.slice(index + 1).flatMap((other): Same[] => {
      const isSame =
        compareDecimals(one.money.value, other.money.value) === 0 && one.money.unit !== other.money.unit;
      const isCounted = compareDecimals(one.count.base.value, other.count.base.value) === 0;
      return isSame && !isCounted && sharesWords(one, other) ? [sameClaim(one, other)] : [];
    }),
  );
}

/** The same money, to so many digits that it is no chance, with another number of people. */
function counts(told: readonly Told[]): Same[] {
  return told.flatMap((one, index) =>
    told.slice(index + 1).flatMap((other): Same[] => {
      const [few, many] = [one.count, other.count];
      if (few.base.unit !== many.base.unit || few.base.value.digits === 0n) return [];
      if (compareDecimals(one.money.base.value, other.money.base.value) !== 0) return [];
      if (compareDecimals(few.base.value, many.base.value) === 0 || isListedWith(one, other)) return [];
      const digits = bareDigits(one.money.value).length;
      const isTheSame = digits >= 3 || (digits === 2 && isOfOneOrder(few, many));
      return isTheSame && isPlain(one) && isPlain(other) && sharesWords(one, other)
        ? [sameCount(one, other)]
        : [];
    }),
  );
}

const isPlain = ({ money, count }: Told): boolean => !money.is_vague && !count.is_vague;

function sameCount(one: Told, other: Told): Same {
  const says = `${one.money.text}：${one.count.text}，另一处写${other.count.text}`;
  const { unit } = one.count.base;
  return {
    claim: { says, form: 'same', unit, values: [one.count.base.value, other.count.base.value] },
    sentence: `${sentenceOf(one)} / ${sentenceOf(other)}`,
    figures: [one.count, other.count],
  };
}

function sameClaim(one: Told, other: Told): Same {
  const says = `${one.count.text}：${one.money.text}，另一处写${other.count.text}：${other.money.text}`;
  return {
    claim: { says, form: 'same', unit: '元', values: [one.money.base.value, other.money.base.value] },
    sentence: `${sentenceOf(one)} / ${sentenceOf(other)}`,
    figures: [one.money, other.money],
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

interface Named {
  paragraph: ReadParagraph;
  figure: Figure;
  name: string;
}

/** A figure that bears the very same name in two places. */
function sameNames(paragraphs: readonly ReadParagraph[]): Same[] {
  const named = paragraphs.flatMap((paragraph) =>
    paragraph.figures.flatMap((figure): Named[] => {
      const name = nameOf(paragraph.text, figure);
      const isTold = !figure.is_vague && (isCount(figure) || isMoney(figure) || isPercent(figure));
      return name === null || !isTold ? [] : [{ paragraph, figure, name: `${name} ${figure.base.unit}` }];
    }),
  );
  return [...Map.groupBy(named, ({ name }) => name).values()].flatMap((group): Same[] => {
    const [one, other, third] = group;
    // a name that comes again and again is that of a column, not of one thing
    if (one === undefined || other === undefined || third !== undefined) return [];
    const isElsewhere = one.paragraph !== other.paragraph || one.figure.sentence !== other.figure.sentence;
    return isElsewhere && one.figure.text !== other.figure.text && isOfOneOrder(one.figure, other.figure)
      ? [sameNamed(one, other)]
      : [];
  });
}

const LEADING =
  /^(?:截[至止]?[^,，]*(?:底|末|日)|(?:\d+年|上半年|下半年|全年|全市|全县|全区|全州|全省|我[市县区]|本年度?|年内|期内|累计|共计|共|已|总计|总|约|实际|其中|并|目前|当前|[一二三四五六]是))+/;
const TRAILING = /(?:人员|为|达到|达|共计|合计|共|计|约|了|是|到)+$/;
/** Names under which something else stands beside what was reached. */
const COMPARED = /上年|去年|同期|上期|计划|任务|目标|增加|减少|增长|下降|提高|人均|户均|每|比|较|标准/;
/** So short a name may stand for anything. */
const LEAST_NAME = 5;

/** What a figure is called, without what only says when and where; null where it has no name of its own. */
function nameOf(text: string, figure: Figure): string | null {
  const bare = labelOf(text, figure)
    .replace(/\d[\d.,]*\s*(?:万?人次?|名|户|件|笔)/g, '')
    .replace(/\s/g, '')
    .replace(LEADING, '')
    .replace(TRAILING, '');
  const isName = bare.length >= LEAST_NAME && !/\d/.test(bare) && !COMPARED.test(bare);
  return isName ? bare : null;
}

const FIVE: Decimal = { digits: 5n, scale: 0 };

/** Nearly the same, or the same digits at another place: what differs altogether is another thing, or another year. */
function isOfOneOrder(one: Figure, other: Figure): boolean {
  const [first, second] = [one.base.value, other.base.value];
  const isShifted =
    bareDigits(one.value) === bareDigits(other.value) &&
    compareDecimals(first, second) !== 0 &&
    first.digits !== 0n;
  const off = multiply(absolute(subtract(first, second)), FIVE);
  return isShifted || compareDecimals(off, absolute(first)) <= 0;
}

function bareDigits({ digits }: Decimal): string {
  return String(digits).replace(/0+$/, '');
}

function sameNamed(one: Named, other: Named): Same {
  const [first, second] = [one.figure, other.figure];
  return {
    claim: {
      says: `${one.name.split(' ')[0]}：${first.text}，另一处写${second.text}`,
      form: 'same',
      unit: first.base.unit,
      values: [first.base.value, second.base.value],
    },
    sentence: [one, other]
      .map(({ paragraph: { text }, figure: { start, end } }) => sentenceAround(text, start, end))
      .join(' / '),
    figures: [first, second],
  };
}

const MONTHS: Decimal = { digits: 12n, scale: 0 };

/** Payments of a pension over the year, by twelve: not fewer than the people of whom the same report says that they draw it. */
function averages(paragraphs: readonly ReadParagraph[]): Proposal[] {
  const people = paragraphs.flatMap(({ text, figures }) =>
    figures
      .filter(({ base, start }) => base.unit === '人' && /待遇领取资格认证$/.test(text.slice(0, start)))
      .map(({ base }) => subtract(base.value, roundedBy(base.value))),
  );
  if (people.length === 0) return [];
  const least = people.reduce((low, value) => (compareDecimals(value, low) < 0 ? value : low));
  return paragraphs.flatMap(({ text, figures }) =>
    figures
      .filter(
        ({ base, start }) =>
          base.unit === '人次' && /养老保?险?金[^，,。；;]*惠及$/.test(text.slice(0, start)),
      )
      .map(({ base, text: written, start, end }): Proposal => {
        const says = `${written}按12个月平均，与领取待遇的人数`;
        const monthly = divide(base.value, MONTHS, 0);
        return {
          claim: { says, form: 'at-least', unit: '人', value: monthly, least },
          sentence: sentenceAround(text, start, end),
        };
      }),
  );
}
