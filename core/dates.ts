import { FIRST_YEAR, isCalendarDay, isMonth, LAST_YEAR, type Month, monthIn } from './month.ts';

export interface ParsedDate {
  /** YYYY-MM-DD; null where the cell names only a month or a year. */
  on: string | null;
  month: Month | null;
  precision: 'day' | 'month' | 'year';
}

const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 60_000;
const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;
// Day 0 of the 1900 system once its invented 29 February 1900 is behind.
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

const CLOCK = String.raw`\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?`;
const TIME_OF_DAY = new RegExp(
  String.raw`(?:\s*T|\s+|(?<=[日号])\s*)(?:上午|下午)?\s*${CLOCK}\s*(?:AM|PM)?$`,
  'i',
);
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})$/i;
const SEPARATED = /^(\d{4})\s*[-/.,、年\s]\s*(\d{1,2})(?:\s*[-/.,、月\s]\s*(\d{1,2})\s*[日号]?|\s*月份?)?$/;
/** 22年5月20日, 22.5.20: a year in two figures, of this century's second and third decade; of people born then nobody writes so. */
const SHORT_YEAR = /^([12]\d)(?:年(\d{1,2})(?:月份?|月(\d{1,2})[日号]?)|\.(\d{1,2})\.(\d{1,2})[日号]?)$/;
const POINT_ONE = /^\d{4}\s*\.\s*1$/;
/** 22.3. One that ends in .1 may be October, of which a spreadsheet lost the zero. */
const SHORT_MONTH = /^([12]\d)\.(0?[2-9]|01|1[0-2])$/;

/** 二〇二二年三月二十五日, a month or a year alone too. */
const IN_CHARACTERS =
  /[〇○零一二三四五六七八九]{4}\s*年(?:\s*(十[一二]?|[〇○零]?[一二三四五六七八九])\s*月)?(?:\s*(三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[〇○零]?[一二三四五六七八九])\s*[日号])?/gu;
const CHARACTERS = '〇一二三四五六七八九';

/** Dates that a text writes in characters, in figures: 二〇二二年三月五日 is 2022年3月5日. */
export function datesInFigures(text: string): string {
  return text.replace(IN_CHARACTERS, (written, month?: string, dayOfMonth?: string) => {
    const year = [...written.slice(0, 4)].map(figureOf).join('');
    const rest = `${month ? `${countInFigures(month)}月` : ''}${dayOfMonth ? `${countInFigures(dayOfMonth)}日` : ''}`;
    return `${year}年${rest}`;
  });
}

function figureOf(character: string): number {
  return Math.max(0, CHARACTERS.indexOf(character));
}

/** The number of a day or a month written in characters: 二十五, 廿五, 〇五, 十. */
export function countInFigures(written: string): number {
  const [tens, ones = ''] = written.replace('廿', '二十').replace('卅', '三十').split('十');
  if (!written.match(/[十廿卅]/)) return figureOf(written.at(-1) ?? '');
  return (tens === '' ? 1 : figureOf(tens ?? '')) * 10 + (ones === '' ? 0 : figureOf(ones));
}

/** Calendar days from one day to another, both as YYYY-MM-DD; below zero when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * Reads a date or a month as offices write them; null for anything else, impossible days included.
 * A two-part `2022.1` is January or October, of which a spreadsheet lost the zero: nothing in the cell can tell, so that its
 * month is null unless `pointOne` says which month it is where the cell stands.
 */
export function parseDate(text: string | null, pointOne?: 1 | 10): ParsedDate | null {
  if (text === null) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return day(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));
  }
  const cleaned = text
    .normalize('NFKC')
    .replace(/\p{Cf}|['"‘’]/gu, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/。/g, '.')
    .trim();
  if (INSTANT.test(cleaned)) return instant(cleaned);
  const dated = datesInFigures(cleaned).replace(TIME_OF_DAY, '');
  const separated = SEPARATED.exec(dated);
  if (separated && !isWholeNumber(dated)) {
    const [, year, month, dayOfMonth] = separated;
    if (POINT_ONE.test(dated)) return pointOneOf(Number(year), pointOne);
    if (dayOfMonth === undefined) return wholeMonth(monthIn(Number(year), Number(month)));
    return day(Number(year), Number(month), Number(dayOfMonth));
  }
  const short = SHORT_YEAR.exec(dated);
  if (short) {
    const [, year, month = short[4], dayOfMonth = short[5]] = short;
    if (dayOfMonth === undefined) return wholeMonth(monthIn(2000 + Number(year), Number(month)));
    return day(2000 + Number(year), Number(month), Number(dayOfMonth));
  }
  if (/^\d{4}年$/.test(dated)) return wholeYear(Number(dated.slice(0, 4)));
  return fromNumber(dated);
}

function pointOneOf(year: number, month: 1 | 10 | undefined): ParsedDate | null {
  if (month !== undefined) return wholeMonth(monthIn(year, month));
  return monthIn(year, 1) === null ? null : { on: null, month: null, precision: 'month' };
}

/** The month of a cell that is known to hold one, where 22.3 is no amount; null for 2022.1 where nothing says which it is. */
export function parseMonth(text: string, pointOne?: 1 | 10): Month | null {
  const short = SHORT_MONTH.exec(text.normalize('NFKC').trim());
  return short
    ? monthIn(2000 + Number(short[1]), Number(short[2]))
    : (parseDate(text, pointOne)?.month ?? null);
}

/** Whether a cell holds 2022.1, which is January or October. */
export function isPointOne(text: string): boolean {
  const date = parseDate(text);
  return date?.precision === 'month' && date.month === null;
}

/** Digits, perhaps with the fraction that a spreadsheet shows of a number: `44712.0`, `2022.00`. */
function isWholeNumber(text: string): boolean {
  return /^\d+\.0+$/.test(text);
}

function fromNumber(text: string): ParsedDate | null {
  const match = /^(\d+)(\.\d+)?$/.exec(text);
  if (!match) return null;
  const [, digits = '', fraction = '.0'] = match;
  if (digits.length === 5) return serial(Number(digits));
  // Only a serial number can have a time of day behind the point.
  if (!/^\.0+$/.test(fraction)) return null;
  if (digits.length === 4) return wholeYear(Number(digits));
  if (digits.length === 6) return wholeMonth(Number(digits));
  if (digits.length === 8 || isTimestamp(digits)) {
    return day(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)));
  }
  return null;
}

/** YYYYMMDDhhmm or YYYYMMDDhhmmss. */
function isTimestamp(digits: string): boolean {
  return /^\d{8}([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/.test(digits);
}

function serial(days: number): ParsedDate | null {
  if (days < FIRST_SERIAL || days > LAST_SERIAL) return null;
  return dayOfMoment(SERIAL_EPOCH_MS + days * DAY_MS);
}

/** A moment with a time zone is the day it was in China: 16:00 UTC is the next day's midnight. */
function instant(text: string): ParsedDate | null {
  // The parser of the language would roll an impossible day over into the next month.
  if (parseDate(text.slice(0, 10)) === null) return null;
  const moment = Date.parse(text.replace(' ', 'T').replace(/\s/g, ''));
  return Number.isNaN(moment) ? null : dayOfMoment(moment + BEIJING_MS);
}

function dayOfMoment(utc: number): ParsedDate | null {
  const moment = new Date(utc);
  return day(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate());
}

function day(year: number, month: number, dayOfMonth: number): ParsedDate | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || !isCalendarDay(year, month, dayOfMonth)) return null;
  const on = `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  return { on, month: monthIn(year, month), precision: 'day' };
}

function wholeMonth(month: Month): ParsedDate | null {
  return isMonth(month) ? { on: null, month, precision: 'month' } : null;
}

function wholeYear(year: number): ParsedDate | null {
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { on: null, month: null, precision: 'year' } : null;
}
