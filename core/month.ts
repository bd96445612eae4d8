/** A calendar month as the integer YYYYMM: it sorts, compares and prints as it is. */
export type Month = number;

export const FIRST_YEAR = 1850;
export const LAST_YEAR = 2100;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isMonth(value: number): boolean {
  if (!Number.isInteger(value)) return false;
  const [year, number] = [yearOf(value), monthOfYear(value)];
  return year >= FIRST_YEAR && year <= LAST_YEAR && number >= 1 && number <= 12;
}

export const yearOf = (month: Month): number => Math.trunc(month / 100);

/** 1 for January. */
export const monthOfYear = (month: Month): number => month % 100;

/** The month of a year by its number in it; whether there is such a month, `isMonth` says. */
export const monthIn = (year: number, number: number): Month => year * 100 + number;

function count(month: Month): number {
  if (!isMonth(month)) throw new RangeError(`not a month: ${month}`);
  return yearOf(month) * 12 + monthOfYear(month) - 1;
}

/** The month `n` months later (earlier when negative). */
export function addMonths(month: Month, n: number): Month {
  if (!Number.isInteger(n)) throw new RangeError(`not a number of months: ${n}`);
  const total = count(month) + n;
  const sum = monthIn(Math.floor(total / 12), (total % 12) + 1);
  if (!isMonth(sum))
    throw new RangeError(`${month} and ${n} months leave the years ${FIRST_YEAR} to ${LAST_YEAR}`);
  return sum;
}

/** How many months `to` is later than `from`: 0 for the same month, negative when earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return count(to) - count(from);
}

/** The month of a day given as YYYY-MM-DD. */
export function monthOf(on: string): Month {
  const match = /^(\d{4})-(\d{2})-\d{2}/.exec(on);
  const month = match ? monthIn(Number(match[1]), Number(match[2])) : Number.NaN;
  if (!isMonth(month)) throw new RangeError(`not a date: ${on}`);
  return month;
}

/** 2022-05: as months stand in tables, files and English sentences. */
export function formatMonth(month: Month): string {
  return `${yearOf(month)}-${String(monthOfYear(month)).padStart(2, '0')}`;
}

/** 2022年5月: as a Chinese sentence says it. */
export function chineseMonth(month: Month): string {
  return `${yearOf(month)}年${monthOfYear(month)}月`;
}

export function daysInMonth(year: number, monthNumber: number): number {
  if (monthNumber === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return MONTH_DAYS[monthNumber - 1] ?? 0;
}

/** Whether there is such a day in the Gregorian calendar. */
export function isCalendarDay(year: number, monthNumber: number, day: number): boolean {
  return day >= 1 && day <= daysInMonth(year, monthNumber);
}
