import { datesInFigures } from '../../core/dates.ts';
import { monthIn, monthOfYear } from '../../core/month.ts';

const YEAR_MONTH = /(?<!\d)(20\d\d)\s*(?:年\s*|[-_./]?)(1[0-2]|0?[1-9])(?:\s*月|(?!\d))/;

/** The first year and month named in a text, as YYYYMM; null where none is. */
export function monthNamed(text: string): number | null {
  const match = YEAR_MONTH.exec(datesInFigures(text.normalize('NFKC')));
  return match ? monthIn(Number(match[1]), Number(match[2])) : null;
}

const YEAR = '(20\\d\\d)\\s*(?:年度?)?\\s*';
const MONTH = '(1[0-2]|0?[1-9])';
const TO = '\\s*(?:至|到|[-~—–－―〜])\\s*';
const STRETCH = new RegExp(
  `(?<!\\d)${YEAR}[./-]?${MONTH}\\s*(?:月份?)?${TO}(?:${YEAR}[./-]?)?${MONTH}\\s*月`,
  'u',
);
const QUARTER = new RegExp(`(?<!\\d)${YEAR}第?\\s*([1-4一二三四])\\s*季度?`, 'u');
const HALF = new RegExp(`(?<!\\d)${YEAR}([上下])半年`, 'u');
const WHOLE_YEAR = /(?<!\d)(20\d\d)\s*(?:年度|年?全年)/u;

/** The months that a text says a list is of: a stretch, a quarter, half a year or a whole one, or a single month; null for none. */
export function monthsNamed(text: string): { first: number; last: number } | null {
  const plain = datesInFigures(text.normalize('NFKC'));
  const of = (year: string, first: number, last: number, until = year) => ({
    first: monthIn(Number(year), first),
    last: monthIn(Number(until), last),
  });
  const [, from = '', first, until, last] = STRETCH.exec(plain) ?? [];
  if (first !== undefined) {
    const named = of(from, Number(first), Number(last), until ?? from);
    return named.first <= named.last ? named : null;
  }
  const [, ofQuarter = '', quarter] = QUARTER.exec(plain) ?? [];
  if (quarter !== undefined) {
    const end = 3 * ('一二三四'.includes(quarter) ? '一二三四'.indexOf(quarter) + 1 : Number(quarter));
    return of(ofQuarter, end - 2, end);
  }
  const [, ofHalf = '', half] = HALF.exec(plain) ?? [];
  if (half !== undefined) return half === '上' ? of(ofHalf, 1, 6) : of(ofHalf, 7, 12);
  const month = monthNamed(text);
  if (month !== null) return { first: month, last: month };
  const [, year] = WHOLE_YEAR.exec(plain) ?? [];
  return year === undefined ? null : of(year, 1, 12);
}

/** On which day somebody made, checked or printed a list: not which month it is of. */
const SIGNED_ON =
  /(?:制表|制单|填表|填报|编制|上报|报送|打印|导出|统计|生成|查询|审核|复核|经办)(?:日期|时间)?\s*[:：]?\s*20\d\d\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?|\s*月)?/gu;

/**
 * The month that a list is of, by its title, its sheet or its name, the first of them that says one; null where none does,
 * and where the first is of several months.
 */
export function listMonth(texts: readonly string[]): number | null {
  for (const text of texts) {
    const said = withoutSigning(text);
    const months = WHOLE_YEAR.test(said) ? null : monthsNamed(said);
    if (months !== null) return months.first === months.last ? months.first : null;
    const month = monthNamed(said);
    if (month !== null) return month;
  }
  return null;
}

/** 2022年, and the first of 2021-2022年 as well. */
const NAMED_YEAR = /(?<!\d)(20\d\d)(?=\s*(?:年|(?:至|到|[-~—–－、/])\s*20\d\d\s*年))/gu;

/** The one year that a list says it is of, in the first of the texts that names any; null where that names several. */
export function listYear(texts: readonly string[]): number | null {
  for (const text of texts) {
    const years = new Set([...withoutSigning(text).matchAll(NAMED_YEAR)].map(([, year]) => year));
    if (years.size > 0) return years.size === 1 ? Number([...years][0]) : null;
  }
  return null;
}

/** 6月, 6月份发放表: of several sheets, each of a month of one year. */
const SHEET_OF_MONTH =
  /^(1[0-2]|0?[1-9])\s*月份?(?:养老金|养老待遇|待遇)?(?:发放|支付)?(?:花?名[册单]|明细|表)?$/u;

/**
 * The month of a sheet by its title, its own name or the file's; or by the year of these where the sheet is called 6月. Null where
 * they contradict one another: the title of a copied sheet may be the other's.
 */
export function sheetMonth(
  title: readonly string[],
  { sheet, file }: { sheet: string; file: string },
): number | null {
  const texts = [...title, sheet, file];
  const month = listMonth(texts);
  const [, alone] = SHEET_OF_MONTH.exec(sheet.normalize('NFKC').trim()) ?? [];
  if (alone === undefined) {
    const ofSheet = listMonth([sheet]);
    return ofSheet !== null && ofSheet !== month ? null : month;
  }
  if (month !== null) return monthOfYear(month) === Number(alone) ? month : null;
  const year = listYear(texts);
  const own = year === null ? null : monthIn(year, Number(alone));
  const areWithin = texts.every((text) => {
    const named = monthsNamed(withoutSigning(text));
    return named === null || own === null || (named.first <= own && own <= named.last);
  });
  return areWithin ? own : null;
}

const withoutSigning = (text: string): string =>
  datesInFigures(text.normalize('NFKC')).replace(SIGNED_ON, ' ');
