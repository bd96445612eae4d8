import { daysBetween, parseDate } from '../../core/dates.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { daysInMonth, monthOf, monthsBetween } from '../../core/month.ts';
import { addCalendarDays, addCalendarMonths } from '../../core/working-days.ts';

/** Days from `from` to `to`, both included, as YYYY-MM-DD. */
export interface Period {
  from: string;
  to: string;
}

/** Reads the two ends of a period as somebody typed them. */
export function readPeriod(from: string, to: string): Period {
  const [first, last] = [parseDate(from)?.on ?? null, parseDate(to)?.on ?? null];
  if (first === null || last === null || first > last) {
    throw new Refusal(
      'period-wrong',
      '起止须是日期(如 2022-01-01),且起不晚于止',
      'The two ends must be dates such as 2022-01-01, the first not after the last.',
      EXIT.usage,
      '--from, --to',
    );
  }
  return { from: first, to: last };
}

export function dayBefore(on: string): string {
  return addCalendarDays(on, -1).on;
}

/** The period of the same length that ends the day before this one begins: whole months before whole months. */
export function periodBefore({ from, to }: Period): Period {
  const months = wholeMonths({ from, to });
  if (months !== null) return { from: addCalendarMonths(from, -months).on, to: dayBefore(from) };
  const days = daysBetween(from, to) + 1;
  return { from: addCalendarDays(from, -days).on, to: dayBefore(from) };
}

export function yearBefore({ from, to }: Period): Period {
  return { from: addCalendarMonths(from, -12).on, to: isMonthEnd(to) ? monthEnd(shift(to)) : shift(to) };
}

/** What people call it: 2022年, 2022年上半年, 2022年第3季度, 2022年3月, 2022年1—10月, or the two days. */
export function periodTitle(period: Period): string {
  const { from, to } = period;
  const year = from.slice(0, 4);
  const months = wholeMonths(period);
  const spoken = (on: string): string => on.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
  if (months === null || year !== to.slice(0, 4)) return `${spoken(from)}至${spoken(to)}`;
  const first = Number(from.slice(5, 7));
  if (months === 12) return `${year}年`;
  if (months === 6 && first % 6 === 1) return `${year}年${first === 1 ? '上' : '下'}半年`;
  if (months === 3 && first % 3 === 1) return `${year}年第${(first + 2) / 3}季度`;
  return months === 1 ? `${year}年${first}月` : `${year}年${first}—${first + months - 1}月`;
}

function wholeMonths({ from, to }: Period): number | null {
  if (!from.endsWith('-01') || !isMonthEnd(to)) return null;
  return monthsBetween(monthOf(from), monthOf(to)) + 1;
}

function shift(on: string): string {
  return addCalendarMonths(on, -12).on;
}

function isMonthEnd(on: string): boolean {
  return on === monthEnd(on);
}

function monthEnd(on: string): string {
  const [year = 0, month = 0] = on.split('-').map(Number);
  return `${on.slice(0, 8)}${daysInMonth(year, month)}`;
}
