import { isCalendarDay } from '../../core/month.ts';
import { normaliseName } from '../../core/names/normalise.ts';
import { isKnownRegionNumber } from '../../core/resident-id/index.ts';

/**
 * Tests of cells as the bytes of UTF-8 they are, for the forms that nearly all cells have: a city's year has twenty million
 * of them, and making a text of each would cost more than all the rest. What is not plain is read by the reader that
 * knows every way an office writes, and both agree on what is plain.
 */
export const NOT_PLAIN = Number.NaN;

const ZERO = 48;
const NINE = 57;
const POINT = 46;
const COMMA = 44;
const HYPHEN = 45;
const SLASH = 47;
const ONE = 49;
const UPPER_X = 88;

/** Digits as a number; NaN where anything else stands among them, or nothing. */
export function digits(bytes: Uint8Array, start: number, end: number): number {
  if (start >= end) return NOT_PLAIN;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte < ZERO || byte > NINE) return NOT_PLAIN;
    value = value * 10 + byte - ZERO;
  }
  return value;
}

export function areDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte < ZERO || byte > NINE) return false;
  }
  return start < end;
}

const YUAN = Buffer.from('元');
const YEAR = Buffer.from('年');
const MONTH = Buffer.from('月');

/** Yuan with up to two decimals as fen: 118.00, 118.5, 118, 118.00元. */
export function plainFen(bytes: Uint8Array, start: number, stop: number): number {
  const end = bytes[stop - 1]! >= 0x80 && isSame(YUAN, bytes, stop - 3) ? stop - 3 : stop;
  let point = end;
  for (let at = Math.max(start, end - 3); at < end; at += 1) if (bytes[at] === POINT) point = at;
  if (point - start > 10) return NOT_PLAIN;
  const yuan = digits(bytes, start, point);
  if (point === end) return yuan * 100;
  const decimals = end - point - 1;
  const rest = digits(bytes, point + 1, end);
  return yuan * 100 + (decimals === 1 ? rest * 10 : rest);
}

/** 202206, 2022-06, 2022/6, 2022年6月, and 2022.6 or 2022.11: not 2022.1, .10 or .06, which show what that is. */
export function plainMonth(bytes: Uint8Array, start: number, end: number): number {
  const year = digits(bytes, start, Math.min(start + 4, end));
  if (!(year >= 1900 && year < 2100)) return NOT_PLAIN;
  let from = start + 4;
  let to = end;
  if (isSame(YEAR, bytes, from) && isSame(MONTH, bytes, end - 3)) {
    from += 3;
    to -= 3;
  } else if (end - start === 6 && bytes[from]! >= ZERO && bytes[from]! <= NINE) {
    // two digits without anything between
  } else if (bytes[from] === HYPHEN || bytes[from] === SLASH) from += 1;
  else if (bytes[from] === POINT && isBesidePointOne(bytes, from + 1, to)) from += 1;
  else return NOT_PLAIN;
  if (to - from < 1 || to - from > 2) return NOT_PLAIN;
  const month = digits(bytes, from, to);
  return month >= 1 && month <= 12 ? year * 100 + month : NOT_PLAIN;
}

/** The figures of a month behind a point that can be no other month, and say nothing of 2022.1: 2 to 9, 11, 12. */
function isBesidePointOne(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  return end - start === 1 ? first > ONE : first === ONE && bytes[start + 1]! > ZERO;
}

/** 20220601, 2022-06-01, 2022/6/1 or 2022.6.1 as the number 20220601. */
export function plainDay(bytes: Uint8Array, start: number, end: number): number {
  const value =
    end - start === 8 && areDigits(bytes, start, end)
      ? digits(bytes, start, end)
      : dayOfParts(bytes, start, end);
  const year = Math.floor(value / 10_000);
  return year >= 1900 && year < 2100 && isCalendarDay(year, Math.floor(value / 100) % 100, value % 100)
    ? value
    : NOT_PLAIN;
}

/** A year of four figures, a month and a day of one or two, and the same sign between them. */
function dayOfParts(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start + 4];
  if (sign !== HYPHEN && sign !== SLASH && sign !== POINT) return NOT_PLAIN;
  const second = bytes[start + 6] === sign ? start + 6 : start + 7;
  const length = end - second - 1;
  if (bytes[second] !== sign || length < 1 || length > 2) return NOT_PLAIN;
  return (
    digits(bytes, start, start + 4) * 10_000 +
    digits(bytes, start + 5, second) * 100 +
    digits(bytes, second + 1, end)
  );
}

/** Days from 1970-01-01 to a day given as 20220601. */
export function daysSinceEpoch(day: number): number {
  return Date.UTC(Math.floor(day / 10_000), (Math.floor(day / 100) % 100) - 1, day % 100) / 86_400_000;
}

const WEIGHTS = Int32Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
const CHECK_BYTES = Buffer.from('10X98765432');
const FIRST_BIRTH = 1890;

/**
 * A number that is valid as it stands: 18 characters, a day that exists, a place of any vintage and the right check digit
 * (GB 11643-1999).
 */
export function isPlainResidentId(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 18) return false;
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    const digit = bytes[start + index]! - ZERO;
    if (digit < 0 || digit > 9) return false;
    sum += digit * WEIGHTS[index]!;
  }
  const last = bytes[start + 17]!;
  if (last !== UPPER_X && (last < ZERO || last > NINE)) return false;
  if (CHECK_BYTES[sum % 11] !== last) return false;
  const year = digits(bytes, start + 6, start + 10);
  return (
    year >= FIRST_BIRTH &&
    year < 2100 &&
    isCalendarDay(year, digits(bytes, start + 10, start + 12), digits(bytes, start + 12, start + 14)) &&
    isKnownRegionNumber(digits(bytes, start, start + 6))
  );
}

/** The unified ideographs that names are written in. */
const FIRST_IDEOGRAPH = 0x4e00;
const LAST_IDEOGRAPH = 0x9fa5;

/** What normalising makes of an ideograph: 0 not looked at yet, 1 it stays, 2 it changes. */
const ideographs = new Uint8Array(LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1);

const UNKNOWN_NAMES = ['不详', '未知', '暂无', '同上', '同前'].map((word) => Buffer.from(word));

/** What names of nobody begin with: 示例张三. */
const SAMPLES = ['示例', '样例', '范例', '测试'].map((word) => Buffer.from(word));

/** A name that normalising leaves as it is: two to four ideographs none of which is a variant of another. */
export function isPlainName(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length !== 6 && length !== 9 && length !== 12) return false;
  for (let at = start; at < end; at += 3) {
    const lead = bytes[at]!;
    if (lead < 0xe4 || lead > 0xe9) return false;
    const code = ((lead & 0x0f) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
    if (code < FIRST_IDEOGRAPH || code > LAST_IDEOGRAPH) return false;
    const place = code - FIRST_IDEOGRAPH;
    if (ideographs[place] === 0) ideographs[place] = isKept(String.fromCodePoint(code)) ? 1 : 2;
    if (ideographs[place] === 2) return false;
  }
  if (SAMPLES.some((word) => isSame(word, bytes, start))) return false;
  return length !== 6 || !UNKNOWN_NAMES.some((word) => isSame(word, bytes, start));
}

/** A common name around one character: what becomes of it shows whether the character is left as it is. */
function isKept(character: string): boolean {
  return [`王${character}明`, `王明${character}`, `${character}明`].every(
    (name) => normaliseName(name).text === name,
  );
}

/** Whether the word stands there. */
function isSame(word: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let index = 0; index < word.length; index += 1) if (word[index] !== bytes[start + index]) return false;
  return true;
}

/** No word for "nothing here" is longer. */
const LONGEST_BLANK = 6;

/** First bytes of the words for "nothing here", of which each cell that is no longer is read with care. */
const BLANK_LEADS = new Set(Buffer.from('nN/\\-#*'));
const IDEOGRAPH_LEADS = new Set(
  ['无', '不', '未', '暂', '空', '同'].map((word) => Buffer.from(word).readUIntBE(0, 3)),
);

/** Free text that is kept as it is: it neither begins nor ends with a blank, and is no word for nothing. */
export function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  const last = bytes[end - 1]!;
  if (first <= 0x20 || last <= 0x20) return false;
  // 6.22848E+18 may be a number that a spreadsheet destroyed
  if (first <= NINE && (bytes[start + 1] === POINT || bytes[start + 1] === COMMA)) return false;
  // every blank beyond ASCII begins with a byte outside those that ideographs begin with
  const isIdeograph = first >= 0xe4 && first <= 0xe9;
  if (first >= 0x7f && !isIdeograph) return false;
  if (last >= 0x7f && !(end - start >= 3 && bytes[end - 3]! >= 0xe4 && bytes[end - 3]! <= 0xe9)) return false;
  if (end - start > LONGEST_BLANK) return true;
  return isIdeograph
    ? !IDEOGRAPH_LEADS.has((first << 16) | (bytes[start + 1]! << 8) | bytes[start + 2]!)
    : !BLANK_LEADS.has(first);
}

const MALE = Buffer.from('男');
const FEMALE = Buffer.from('女');

/** 男 or 女. */
export function plainSex(bytes: Uint8Array, start: number, end: number): 'male' | 'female' | null {
  if (end - start !== 3) return null;
  if (isSame(MALE, bytes, start)) return 'male';
  return isSame(FEMALE, bytes, start) ? 'female' : null;
}
