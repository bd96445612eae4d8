import { parseDate } from '../../core/dates.ts';
import { yearOf } from '../../core/month.ts';
import { FIRST_LUNAR_DAY, FIRST_LUNAR_YEAR, LUNAR_YEARS } from './lunar-years.ts';

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

const MEAN_MONTH = 29.530588;

const LONGEST_MONTH = 30;

interface LunarMonthStart {
  /** Days since 1 January 1970. */
  readonly firstDay: number;
  readonly year: number;
  readonly month: number;
}

/** Every month of the lunar calendar in the order of time, from 1800 on; there are some five thousand. */
const lunarMonths: readonly LunarMonthStart[] = readLunarYears();

function readLunarYears(): LunarMonthStart[] {
  const months: LunarMonthStart[] = [];
  let firstDay = FIRST_LUNAR_DAY;
  for (const [index, text] of LUNAR_YEARS.split(/\s+/).entries()) {
    const bits = Number.parseInt(text, 36);
    const leap = bits >> 13;
    for (let place = 0; place < (leap === 0 ? 12 : 13); place += 1) {
      const month = leap > 0 && place >= leap ? place : place + 1;
      months.push({ firstDay, year: FIRST_LUNAR_YEAR + index, month });
      firstDay += 29 + ((bits >> place) & 1);
    }
  }
  return months;
}

/**
 * The lunar date of a day, written as if it were a solar one. The rural old give their birthday by the
 * lunar calendar, and offices type it as it was said. A leap month is written as the month it repeats.
 */
export function lunarReading(day: number): number {
  const date = Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100) / 86_400_000;
  // the mean month is that long: what is looked for is this one, or the one beside it
  let place = Math.floor((date - FIRST_LUNAR_DAY) / MEAN_MONTH) + 1;
  while (place >= 0 && (lunarMonths[place]?.firstDay ?? Number.POSITIVE_INFINITY) > date) place -= 1;
  const month = lunarMonths[place];
  if (month === undefined || date - month.firstDay >= LONGEST_MONTH) return day;
  return month.year * 10_000 + month.month * 100 + (date - month.firstDay + 1);
}
