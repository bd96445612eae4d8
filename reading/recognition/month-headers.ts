const MONTH_HEADER =
  /^(?:(20\d\d)[年./-]?)?(1[0-2]|0?[1-9])月(?:份)?(?:实发|发放|补助|补贴|待遇|养老金)?(?:金额|额)?$/u;
const IN_WORDS = ['十二', '十一', '十', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const NUMBER_OF = [12, 11, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The month, and the year where it says one, that a header is of: 3月, 2022年3月, 三月份; null for another column. */
export function monthOfHeader(header: string): { year: number | null; month: number } | null {
  let text = header.normalize('NFKC').replace(/[\s()元]/g, '');
  for (const [place, word] of IN_WORDS.entries())
    if (text.startsWith(`${word}月`)) text = text.replace(word, String(NUMBER_OF[place]));
  const [, year, month] = MONTH_HEADER.exec(text) ?? [];
  return month === undefined
    ? null
    : { year: year === undefined ? null : Number(year), month: Number(month) };
}

/** Whether these headers give several months a column each. */
export const nameMonths = (headers: readonly string[]): boolean =>
  headers.filter((header) => monthOfHeader(header) !== null).length >= 2;
