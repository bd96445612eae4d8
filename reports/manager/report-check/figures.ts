import { type Decimal, multiply, parseDecimal } from '../typed-figures/decimal.ts';

/** A number with its unit, where it stands in its paragraph. */
export interface Figure {
  value: Decimal;
  unit: string;
  /** As written. */
  text: string;
  start: number;
  end: number;
  /** Which sentence of the paragraph it stands in. */
  sentence: number;
}

const UNITS = '万人次|人次|万人|人|户|万元|亿元|元/人/月|元|件|笔|份|张|批次|%|％';
const FIGURE = new RegExp(
  `(?<![\\d.〔\\[(（第])(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)\\s*(${UNITS})`,
  'g',
);

/** Every figure with a unit in a paragraph, in its order; a sentence ends with 。 or its like. */
export function figuresOf(paragraph: string): Figure[] {
  const ends = [...paragraph.matchAll(/[。!?！？]/g)].map(({ index }) => index);
  return [...paragraph.matchAll(FIGURE)].flatMap((match): Figure[] => {
    const value = parseDecimal(match[1] ?? '');
    if (value === null) return [];
    const start = match.index;
    const end = start + match[0].length;
    const unit = (match[2] ?? '').replace('％', '%');
    return [{ value, unit, text: match[0], start, end, sentence: ends.filter((at) => at < start).length }];
  });
}

export const isMoney = ({ unit }: Pick<Figure, 'unit'>): boolean => /元$/.test(unit);
export const isCount = ({ unit }: Pick<Figure, 'unit'>): boolean => /^(人次|人|户|件|笔|份|张)$/.test(unit);
export const isPercent = ({ unit }: Pick<Figure, 'unit'>): boolean => unit === '%';

const WORTH: Readonly<Record<string, bigint>> = { 元: 1n, 万元: 10_000n, 亿元: 100_000_000n };

/** Money in yuan, with as many places as were written. */
export function inYuan({ value, unit }: Pick<Figure, 'value' | 'unit'>): Decimal {
  return multiply(value, { digits: WORTH[unit] ?? 1n, scale: 0 });
}
