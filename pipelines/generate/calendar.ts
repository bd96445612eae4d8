import { addMonths, daysInMonth, monthOf, monthOfYear, monthsBetween, yearOf } from '../../core/month.ts';

export function monthsFromTo(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, monthsBetween(first, last) + 1) }, (_, at) => addMonths(first, at));
}

export function dateIn(month: number, day: number): string {
  const text = String(month);
  return `${text.slice(0, 4)}-${text.slice(4)}-${String(day).padStart(2, '0')}`;
}

export function lastDayOf(month: number): string {
  return dateIn(month, daysInMonth(yearOf(month), monthOfYear(month)));
}

const DAY_MS = 86_400_000;

export function shiftDays(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The number a spreadsheet stores for a date (1900 system). */
export function excelSerial(on: string): number {
  return Math.round(Date.parse(`${on}T00:00:00Z`) / DAY_MS) + 25_569;
}

/** The month in which somebody turns `years` old. */
export function birthdayMonth(born_on: string, years: number): number {
  return addMonths(monthOf(born_on), years * 12);
}
