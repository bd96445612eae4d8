import { countInFigures } from '../../core/dates.ts';

const MONTH_HEADER =
  /^(?:(20\d\d)[年./-]?)?(1[0-2]|0?[1-9])月(?:份)?(?:实发|发放|补助|补贴|待遇|养老金)?(?:金额|额)?$/u;
const IN_CHARACTERS = /^(?:十[一二]?|[一二三四五六七八九])(?=月)/u;

/** The month, and the year where it says one, that a header is of: 3月, 2022年3月, 三月份; null for another column. */
export function monthOfHeader(header: string): { year: number | null; month: number } | null {
  const text = header
    .normalize('NFKC')
    .replace(/[\s()元]/g, '')
    .replace(IN_CHARACTERS, (written) => String(countInFigures(written)));
  const [, year, month] = MONTH_HEADER.exec(text) ?? [];
  return month === undefined
    ? null
    : { year: year === undefined ? null : Number(year), month: Number(month) };
}

/** Whether these headers give several months a column each. */
export const nameMonths = (headers: readonly string[]): boolean =>
  headers.filter((header) => monthOfHeader(header) !== null).length >= 2;
