import { type Decimal, parseDecimal } from '../typed-figures/decimal.ts';

/** A number with its unit, where it stands in its paragraph. */
export interface Figure {
  value: Decimal;
  /** As written: 万元, 人, % … */
  unit: string;
  /** The same in the unit that others can be set against: 万元 in 元, 万人 and 名 in 人. */
  base: { value: Decimal; unit: string };
  /** As written. */
  text: string;
  start: number;
  end: number;
  /** Which sentence of the paragraph it stands in, and which part of a sentence between semicolons. */
  sentence: number;
  segment: number;
  /** Said to be about so much, or aimed at: nothing is reckoned with it. */
  is_vague: boolean;
}

/** What a unit is worth in its base: so many tens. */
const UNITS: Readonly<Record<string, readonly [base: string, tens: number]>> = {
  '元/人/月': ['元/人/月', 0],
  '元/人·月': ['元/人/月', 0],
  '元/月': ['元/人/月', 0],
  个百分点: ['个百分点', 0],
  亿元: ['元', 8],
  万元: ['元', 4],
  千元: ['元', 3],
  元: ['元', 0],
  万人次: ['人次', 4],
  人次: ['人次', 0],
  万人: ['人', 4],
  万户: ['户', 4],
  万张: ['张', 4],
  万件: ['件', 4],
  人: ['人', 0],
  名: ['人', 0],
  户: ['户', 0],
  家: ['家', 0],
  件: ['件', 0],
  笔: ['笔', 0],
  份: ['份', 0],
  张: ['张', 0],
  条: ['条', 0],
  起: ['起', 0],
  例: ['例', 0],
  个: ['个', 0],
  项: ['项', 0],
  批次: ['批次', 0],
  批: ['批次', 0],
  '%': ['%', 0],
};

/** What stands between thousands while a report is read. */
export const THOUSANDS = '\u066C';

const NUMBER = `\\d{1,3}(?:${THOUSANDS}\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?`;
const FIGURE = new RegExp(
  `(?<![\\d.${THOUSANDS}〔\\[第])(${NUMBER})\\s*(${Object.keys(UNITS)
    .filter((unit) => unit !== '个' && unit !== '元')
    .toSorted((one, other) => other.length - one.length)
    .join('|')}|元(?!档)|个(?!月|百分|年|工作|小时|档|自然))`,
  'g',
);
const VAGUE_BEFORE =
  /(?:(?<![节违签合])约|近|超|超过|逾|不低于|不少于|至少|不超过|力争|高于|低于)(?:达|到|为)?$/;
const VAGUE_AFTER = /^\s*(?:以上|以下|以内|左右)/;

/** Every figure with a unit in a paragraph, in its order; a sentence ends with 。 or its like, a segment with ； too. */
export function figuresOf(paragraph: string): Figure[] {
  const sentences = endsOf(paragraph, /[。!?！？]/g);
  const segments = endsOf(paragraph, /[。!?！？;；]/g);
  return [...paragraph.matchAll(FIGURE)].flatMap((match): Figure[] => {
    const value = parseDecimal((match[1] ?? '').replaceAll(THOUSANDS, ''));
    const unit = match[2] ?? '';
    const [base = unit, tens = 0] = UNITS[unit] ?? [];
    if (value === null) return [];
    const start = match.index;
    const end = start + match[0].length;
    return [
      {
        ...{ value, unit, text: match[0], start, end },
        base: { value: { digits: value.digits, scale: value.scale - tens }, unit: base },
        sentence: sentences.filter((at) => at < start).length,
        segment: segments.filter((at) => at < start).length,
        is_vague: VAGUE_BEFORE.test(paragraph.slice(0, start)) || VAGUE_AFTER.test(paragraph.slice(end)),
      },
    ];
  });
}

function endsOf(text: string, mark: RegExp): number[] {
  return [...text.matchAll(mark)].map(({ index }) => index);
}

export const isMoney = ({ base }: Pick<Figure, 'base'>): boolean => base.unit === '元';
export const isCount = ({ base }: Pick<Figure, 'base'>): boolean =>
  /^(人次|人|户|家|件|笔|份|张|条|起|例|个|项)$/.test(base.unit);
export const isPercent = ({ unit }: Pick<Figure, 'unit'>): boolean => unit === '%';

/** Several figures in one unit: the one they were written in where it is the same, the base otherwise. */
export function inOneUnit(figures: readonly Figure[]): { unit: string; values: Decimal[] } {
  const units = new Set(figures.map(({ unit }) => unit));
  const [first] = figures;
  if (first !== undefined && units.size === 1)
    return { unit: first.unit, values: figures.map(({ value }) => value) };
  return { unit: first?.base.unit ?? '', values: figures.map(({ base }) => base.value) };
}
