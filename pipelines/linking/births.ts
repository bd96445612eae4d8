import { LunarYear } from 'lunar-typescript';
import { parseDate } from '../../core/dates.ts';
import { yearOf } from '../../core/month.ts';

export interface BirthReading {
  /** YYYYMMDD; null where the cell names no day. */
  readonly day: number | null;
  readonly year: number | null;
}

// 5000 is 8 September 1913; a smaller number is a year.
const FIRST_SERIAL = 5000;
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

/** Reads one cell of a birth column. */
export function readBirth(raw: string): BirthReading {
  // Spreadsheets hold days before October 1954 as serials below the range that is safe for other columns.
  const serial = /^\s*(\d{4,5})(?:\.0+)?\s*$/.exec(raw)?.[1];
  if (serial !== undefined && Number(serial) >= FIRST_SERIAL && Number(serial) < 20_000) {
    return readBirth(new Date(SERIAL_EPOCH_MS + Number(serial) * 86_400_000).toISOString().slice(0, 10));
  }
  // of a month alone only the year counts, whichever month 1962.1 is
  const parsed = parseDate(raw, 1);
  if (parsed !== null && parsed.on !== null) {
    const day = Number(parsed.on.replaceAll('-', ''));
    return { day, year: Math.floor(day / 10_000) };
  }
  if (parsed?.month) return { day: null, year: yearOf(parsed.month) };
  const year = /^\s*(1[89]\d\d|20\d\d)\s*年?\s*$/.exec(raw)?.[1];
  return { day: null, year: year === undefined ? null : Number(year) };
}

interface LunarMonthStart {
  readonly firstDay: number;
  readonly year: number;
  readonly month: number;
}

// Built a year at a time: the calendar library works out a whole year's new moons for every single day asked.
const lunarYears = new Map<number, LunarMonthStart[]>();

function lunarMonths(year: number): LunarMonthStart[] {
  const known = lunarYears.get(year);
  if (known !== undefined) return known;
  const months = LunarYear.fromYear(year)
    .getMonths()
    .filter((month) => month.getYear() === year)
    .map((month) => ({
      firstDay: Math.floor(month.getFirstJulianDay() + 0.5),
      year,
      month: Math.abs(month.getMonth()),
    }));
  lunarYears.set(year, months);
  return months;
}

const UNIX_EPOCH_JULIAN = 2_440_588;

/**
 * The lunar date of a day, written as if it were a solar one. The rural old give their birthday by the
 * lunar calendar, and offices type it as it was said. A leap month is written as the month it repeats.
 */
export function lunarReading(day: number): number {
  const year = Math.floor(day / 10_000);
  const julian =
    Date.UTC(year, (Math.floor(day / 100) % 100) - 1, day % 100) / 86_400_000 + UNIX_EPOCH_JULIAN;
  const started = [...lunarMonths(year - 1), ...lunarMonths(year)].findLast(
    (month) => month.firstDay <= julian,
  );
  if (started === undefined) return day;
  return started.year * 10_000 + started.month * 100 + (julian - started.firstDay + 1);
}
