import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { isCalendarDay } from './month.ts';

/** The last day of a term, and how far it can be relied on. */
export interface TermEnd {
  /** YYYY-MM-DD */
  on: string;
  /** False where the holidays of a year that the term touches have not been announced yet. */
  isCertain: boolean;
  /** Says why it is not certain, in both languages of the office. */
  note: { zh: string; en: string } | null;
}

const DAY_MS = 86_400_000;

// The package's calculating functions go through local time; its data are plain dates, which no time zone shifts.
const holidays = new Set(Object.keys(calendar.holidays));
const makeUpDays = new Set(Object.keys(calendar.workdays));
const announcedYears = [...holidays].map((on) => Number(on.slice(0, 4)));
const FIRST_CERTAIN = `${Math.min(...announcedYears)}-01-01`;
// The notice for a year also moves working days around its New Year, that is at the end of the year before.
const LAST_CERTAIN = `${Math.max(...announcedYears)}-12-24`;

function toMoment(on: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(on);
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || !isCalendarDay(year, month!, day!)) throw new RangeError(`not a date: ${on}`);
  return Date.parse(`${on}T00:00:00Z`);
}

function toDay(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

function assertWhole(n: number): void {
  if (!Number.isInteger(n)) throw new RangeError(`not a whole number: ${n}`);
}

/** The days that were asked about: the terms of a county's cases ask for the same few thousand again and again. */
const known = new Map<number, boolean>();

function isWorkingDay(moment: number): boolean {
  let isWorking = known.get(moment);
  if (isWorking === undefined) {
    const on = toDay(moment);
    const weekday = new Date(moment).getUTCDay();
    isWorking = makeUpDays.has(on) || (weekday !== 0 && weekday !== 6 && !holidays.has(on));
    known.set(moment, isWorking);
  }
  return isWorking;
}

function term(on: string, touchedFrom: string, touchedTo: string): TermEnd {
  if (touchedFrom >= FIRST_CERTAIN && touchedTo <= LAST_CERTAIN) return { on, isCertain: true, note: null };
  const year = Number(touchedFrom < FIRST_CERTAIN ? touchedFrom.slice(0, 4) : LAST_CERTAIN.slice(0, 4));
  const said = touchedFrom < FIRST_CERTAIN ? year : Math.max(year + 1, Number(touchedTo.slice(0, 4)));
  return {
    on,
    isCertain: false,
    note: {
      zh: `系统没有${said}年的放假安排，暂只按周末推算`,
      en: `The holiday calendar of ${said} is not known; only weekends were left out`,
    },
  };
}

/**
 * The n-th working day after `on`, which itself does not count (before it, when n is negative).
 * Public holidays and the working weekends that make up for them are taken into account.
 */
export function addWorkingDays(on: string, n: number): TermEnd {
  assertWhole(n);
  const step = n < 0 ? -DAY_MS : DAY_MS;
  let moment = toMoment(on);
  for (let left = Math.abs(n); left > 0; ) {
    moment += step;
    if (isWorkingDay(moment)) left--;
  }
  const end = toDay(moment);
  if (n === 0) return { on: end, isCertain: true, note: null };
  return n < 0 ? term(end, end, on) : term(end, on, end);
}

/** The day `n` days later; what falls on a rest day stays there, `nextWorkingDay` moves it. */
export function addCalendarDays(on: string, n: number): TermEnd {
  assertWhole(n);
  return { on: toDay(toMoment(on) + n * DAY_MS), isCertain: true, note: null };
}

/** The same day `n` months later, or the last day of that month where it has no such day. */
export function addCalendarMonths(on: string, n: number): TermEnd {
  assertWhole(n);
  const from = new Date(toMoment(on));
  const target = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n + 1, 0));
  target.setUTCDate(Math.min(from.getUTCDate(), target.getUTCDate()));
  return { on: toDay(target.getTime()), isCertain: true, note: null };
}

/** `on` itself if it is a working day, else the first one after it: where a term ends that would end at rest. */
export function nextWorkingDay(on: string): TermEnd {
  let moment = toMoment(on);
  while (!isWorkingDay(moment)) moment += DAY_MS;
  return term(toDay(moment), on, toDay(moment));
}
