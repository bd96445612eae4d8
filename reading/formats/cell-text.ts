const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
const MS_PER_DAY = 86_400_000;

/** As many digits as a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/**
 * A stored number as text. The digits that stand in the file are kept as they stand. A whole number that went through a
 * floating-point one and is too long for it has lost its last digits, whatever stands there now, so that it is given with
 * the fifteen that are certain, as 5.32526194607071E+17: no reader takes that for a number of somebody.
 * `areDigitsKept`: this sheet is known to hold long numbers digit by digit.
 */
export function numberText(stored: string, areDigitsKept = false): string {
  const text = stored.trim();
  if (PLAIN_NUMBER.test(text)) {
    if (text.includes('.')) return text.replace(/0+$/, '').replace(/\.$/, '');
    return areDigitsKept || keepsItsDigits(text) ? text : certainDigits(text);
  }
  const value = Number(text);
  if (!Number.isFinite(value) || text === '') return text;
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? certainDigits(text) : String(value);
}

/**
 * Whether a whole number is too long for a floating-point one and yet cannot have gone through one: it is neither the
 * shortest digits nor all the digits of the nearest one. One in thirty that kept their digits looks as if it had not.
 */
export function keepsItsDigits(text: string): boolean {
  if (text.length <= KEPT_DIGITS || !/^-?\d+$/.test(text)) return false;
  const value = Number(text);
  return !Number.isSafeInteger(value) && String(value) !== text && BigInt(value).toString() !== text;
}

function certainDigits(text: string): string {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return text;
  const digits = BigInt(Math.abs(value)).toString();
  const scale = 10n ** BigInt(digits.length - KEPT_DIGITS);
  // a number of fifteen digits and zeros may be stored as a slightly smaller one
  const apart = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
  const kept = ((BigInt(digits) + BigInt(Math.floor(apart / 2))) / scale).toString();
  const sign = value < 0 ? '-' : '';
  return `${sign}${kept[0]}.${kept.slice(1)}E+${digits.length - 1}`;
}

/** A number whose format is zeros only is a code with leading zeros, such as 000123. */
export function paddedText(text: string, format: string): string {
  return /^0+$/.test(format) && /^\d+$/.test(text) ? text.padStart(format.length, '0') : text;
}

/** Built-in date formats, the East Asian ones (27–36, 50–58) included. */
export function isBuiltinDateFormat(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Whether a number format shows a date or a time. */
export function isDateFormatCode(code: string): boolean {
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/General|G\/通用格式/gi, '');
  return /[ymdhs]/i.test(bare);
}

/** A serial day number as ISO text; null outside the years that a spreadsheet can hold. */
export function serialDateText(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return null;
  const days = Math.floor(serial);
  const seconds = Math.round((serial - days) * 86_400);
  const time = new Date(seconds * 1000).toISOString().slice(11, 19);
  if (days === 0) return time;
  // 1900 was no leap year, yet the 1900 system counts 29 February: days before it are one off
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const day = new Date(epoch + days * MS_PER_DAY).toISOString().slice(0, 10);
  return seconds > 0 && seconds < 86_400 ? `${day} ${time}` : day;
}

/** How the cells of one style show their numbers. */
export interface CellFormat {
  isDate: boolean;
  code: string;
  /** Its text is struck through. */
  isStruck: boolean;
}

/** A number format by its number, and by its code where the workbook has its own. */
export function cellFormat(id: number, code: string, isStruck = false): CellFormat {
  return { code, isStruck, isDate: code === '' ? isBuiltinDateFormat(id) : isDateFormatCode(code) };
}

/** A stored number as text: a day or a time where its format shows one. */
export function numericText(
  stored: string,
  format: CellFormat | undefined,
  is1904: boolean,
  areDigitsKept = false,
): string {
  if (format?.isDate) {
    const date = serialDateText(Number(stored), is1904);
    if (date !== null) return date;
  }
  const text = numberText(stored, areDigitsKept);
  return format ? paddedText(text, format.code) : text;
}

/** A formula that failed holds a code; as a number it would be money. */
export const ERROR_WORDS: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};
