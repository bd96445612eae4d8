import { monthOfYear, yearOf } from '../../core/month.ts';
import type { ComposedHeader } from './header-match.ts';
import { normaliseHeader } from './header-text.ts';
import { listMonth } from './title-month.ts';

/** A column of months without their year, and the one beside it that says the year; columns from 0. */
export interface YearBeside {
  month: number;
  year: number;
}

/** A roster is drawn up a month ahead of its payment. */
export const MONTHS_AHEAD = 2;

const YEAR = /^(?:19|20)\d\d(?:年度?)?(?:\.0+)?$/;
const MONTH_ALONE = /^(1[0-2]|0?[1-9])\s*(?:月份?)?(?:\.0+)?$/;
/** 享受月份 and 缴费月份 may be how many. */
const OF_YEARS = /^((?:待遇|费款)?(?:所属|归属|发放|支付)?期?)(?:年|年度|年份)$/;
const OF_MONTHS = /^((?:待遇|费款)?(?:所属|归属|发放|支付)?期?)(?:月|月份)$/;

/** The month of a cell that names none but its number: 6月, 6; null for any other. */
export function monthAlone(text: string): number | null {
  const [, month] = MONTH_ALONE.exec(text.normalize('NFKC').trim()) ?? [];
  return month === undefined ? null : Number(month);
}

/** 2022 beside 6 as one cell; the month as it stands where the two do not make one. */
export function withItsYear(year: string, month: string): string {
  const alone = monthAlone(month);
  const said = year.normalize('NFKC').trim();
  return alone !== null && YEAR.test(said) ? `${said.slice(0, 4)}-${String(alone).padStart(2, '0')}` : month;
}

/** Columns 年度 and 月份, 发放年 and 发放月, side by side, that are one month together. */
export function yearsBeside(
  headers: readonly ComposedHeader[],
  rows: readonly (readonly string[])[],
): YearBeside[] {
  const names = headers.map(({ text, parent }) => {
    const group = normaliseHeader(parent);
    return `${OF_MONTHS.test(`${group}月`) ? group : ''}${normaliseHeader(text)}`;
  });
  return names.flatMap((name, month) => {
    const [, of] = OF_MONTHS.exec(name) ?? [];
    if (of === undefined) return [];
    const beside = [month - 1, month + 1].filter((index) => {
      const [, by] = OF_YEARS.exec(names[index] ?? '') ?? [];
      return by === of || by === '';
    });
    const [year] = beside;
    const areOne = (row: readonly string[]): boolean =>
      withItsYear(row[year ?? -1] ?? '', row[month] ?? '') !== (row[month] ?? '');
    const alone = rows.filter((row) => monthAlone(row[month] ?? '') !== null);
    const isPair = beside.length === 1 && alone.length > 0 && alone.filter(areOne).length >= alone.length / 2;
    return isPair && year !== undefined ? [{ month, year }] : [];
  });
}

/** The headers as they are compared: 月 beside 年 under 所属期 is what the group says. */
export function namedByGroup(
  headers: readonly ComposedHeader[],
  beside: readonly YearBeside[],
): readonly ComposedHeader[] {
  const months = new Set(beside.map(({ month }) => month));
  return headers.map((header, index) =>
    months.has(index) && header.parent !== '' && /^月份?$/.test(header.text)
      ? { text: header.parent, parent: '' }
      : header,
  );
}

/**
 * The rows with whole months where it is certain which they are: by the year beside them; or by the list's own month, where
 * a column of months repeats its number and no other.
 */
export function withWholeMonths(
  headers: readonly ComposedHeader[],
  rows: readonly (readonly string[])[],
  beside: readonly YearBeside[],
  titles: readonly string[],
): string[][] {
  const ofList = listMonth(titles);
  const year = ofList === null ? '' : String(yearOf(ofList));
  const repeating = headers.flatMap(({ text }, index) => {
    if (ofList === null || !OF_MONTHS.test(normaliseHeader(text))) return [];
    const said = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
    return said.every((cell) => monthAlone(cell) === monthOfYear(ofList)) ? [index] : [];
  });
  if (beside.length === 0 && repeating.length === 0) return rows.map((row) => [...row]);
  return rows.map((row) => {
    const cells = [...row];
    for (const pair of beside) cells[pair.month] = withItsYear(row[pair.year] ?? '', row[pair.month] ?? '');
    for (const index of repeating) cells[index] = withItsYear(year, row[index] ?? '');
    return cells;
  });
}
