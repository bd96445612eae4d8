const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
const MS_PER_DAY = 86_400_000;

/**
 * A stored number as text. The digits that stand in the file are kept as they stand: going through a
 * floating-point number would make other digits of an 18-digit one.
 */
export function numberText(stored: string): string {
  const text = stored.trim();
  if (PLAIN_NUMBER.test(text)) {
    return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
  }
  const large = /^(-?\d)(?:\.(\d+))?E\+?(\d{1,2})$/i.exec(text);
  if (large) {
    const [, first = '', rest = '', exponent = ''] = large;
    if (rest.length <= Number(exponent)) return first + rest.padEnd(Number(exponent), '0');
  }
  const value = Number(text);
  return Number.isFinite(value) && text !== '' ? String(value) : text;
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
}

/** A number format by its number, and by its code where the workbook has its own. */
export function cellFormat(id: number, code: string): CellFormat {
  return { code, isDate: code === '' ? isBuiltinDateFormat(id) : isDateFormatCode(code) };
}

/** A stored number as text: a day or a time where its format shows one. */
export function numericText(stored: string, format: CellFormat | undefined, is1904: boolean): string {
  if (format?.isDate) {
    const date = serialDateText(Number(stored), is1904);
    if (date !== null) return date;
  }
  const text = numberText(stored);
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
