import { isCalendarDay } from '../month.ts';
import { checkDigitOf } from './check-digit.ts';
import { type CleaningNote, cleanResidentId, saysMissing, withoutLabel } from './clean.ts';
import { isKnownRegion, isKnownRegionNumber } from './regions.ts';

/** Why a number is impossible: the first that holds, in this order. */
export type ResidentIdReason =
  | 'characters'
  | 'fifteen-digit'
  | 'length'
  | 'excel-truncated'
  | 'birth-date'
  | 'region'
  | 'check-digit';

export interface ResidentId {
  raw: string | null;
  cleaned: string;
  kind: 'valid' | 'fifteen' | 'invalid' | 'missing';
  /** 18 characters and valid; for a 15-digit number the upgraded one if its date and place hold. */
  resident_id: string | null;
  reason: ResidentIdReason | null;
  notes: CleaningNote[];
  /** Read from the digits even when another part is wrong; null when the digits say no possible date. */
  born_on: string | null;
  sex: 'male' | 'female' | null;
  /** First six digits as written, if they were ever a place; `currentRegion` gives today's code. */
  region: string | null;
}

const FIRST_YEAR = 1880;
const LAST_YEAR = 2100;
const ZERO = 48;
const UPPER_X = 88;

function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index++) value = value * 10 + text.charCodeAt(index) - ZERO;
  return value;
}

function isPossibleBirth(year: number, month: number, day: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR && isCalendarDay(year, month, day);
}

/** Date at digits 7–14 of an 18-character number, or null when there is no such day between 1880 and 2100. */
function birthDate(id: string): string | null {
  if (!isPossibleBirth(number(id, 6, 10), number(id, 10, 12), number(id, 12, 14))) return null;
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
}

function sexOf(sequence: number): 'male' | 'female' {
  return sequence % 2 === 1 ? 'male' : 'female';
}

function hasNumberShape(text: string): boolean {
  if (text.length !== 18) return false;
  for (let index = 0; index < 17; index++) {
    const code = text.charCodeAt(index);
    if (code < ZERO || code > ZERO + 9) return false;
  }
  const last = text.charCodeAt(17);
  return (last >= ZERO && last <= ZERO + 9) || last === UPPER_X;
}

/** Valid as it stands: 18 characters, a possible day, a place of any vintage, the right check digit. */
export function isValidResidentId(id: string): boolean {
  return (
    hasNumberShape(id) &&
    isPossibleBirth(number(id, 6, 10), number(id, 10, 12), number(id, 12, 14)) &&
    isKnownRegionNumber(number(id, 0, 6)) &&
    checkDigitOf(id) === id[17]
  );
}

/**
 * The 18-character form of a first-generation number, or null when its date or place cannot be.
 * The century is always 19: whoever was born before 1900 is no longer on any roster.
 */
export function upgradeFifteen(id15: string): string | null {
  if (!/^\d{15}$/.test(id15)) return null;
  const first17 = `${id15.slice(0, 6)}19${id15.slice(6)}`;
  const upgraded = first17 + checkDigitOf(first17);
  return isValidResidentId(upgraded) ? upgraded : null;
}

/** A long number as a spreadsheet shows it: 5.32526E+17. What it was is lost, and many are the same then. */
const SCIENTIFIC = /^\d(?:[.,]\d*)?E\+?0?1[4-9]$/;

/** One of eighteen digits of which the first fifteen are known. */
const FIFTEEN_KNOWN = /^(\d)[.,](\d{14})E\+?0?17$/;

function reasonOf(text: string): ResidentIdReason | null {
  if (SCIENTIFIC.test(text)) return 'excel-truncated';
  if (!/^\d*[\dX]$/.test(text)) return 'characters';
  if (/^\d{15}$/.test(text)) return 'fifteen-digit';
  if (text.length !== 18) return 'length';
  const hasRightCheck = checkDigitOf(text) === text[17];
  // A spreadsheet number keeps 15 digits and writes zeros for the rest; a number ending in X stays text and survives.
  if (!hasRightCheck && text.endsWith('000')) return 'excel-truncated';
  if (birthDate(text) === null) return 'birth-date';
  if (!isKnownRegion(text.slice(0, 6))) return 'region';
  return hasRightCheck ? null : 'check-digit';
}

function valid(raw: string, cleaned: string, notes: CleaningNote[]): ResidentId {
  return {
    raw,
    cleaned,
    kind: 'valid',
    resident_id: cleaned,
    reason: null,
    notes,
    born_on: `${cleaned.slice(6, 10)}-${cleaned.slice(10, 12)}-${cleaned.slice(12, 14)}`,
    sex: sexOf(cleaned.charCodeAt(16) - ZERO),
    region: cleaned.slice(0, 6),
  };
}

function knownRegion(text: string): string | null {
  const region = text.slice(0, 6);
  return isKnownRegion(region) ? region : null;
}

function fifteen(raw: string, text: string, notes: CleaningNote[]): ResidentId {
  return {
    raw,
    cleaned: text,
    kind: 'fifteen',
    resident_id: upgradeFifteen(text),
    reason: 'fifteen-digit',
    notes,
    born_on: birthDate(`${text.slice(0, 6)}19${text.slice(6)}`),
    sex: sexOf(number(text, 14, 15)),
    region: knownRegion(text),
  };
}

/** Reads one cell that should hold a resident id; judged after cleaning, never repaired. */
export function parseResidentId(raw: string | null): ResidentId {
  if (raw !== null && isValidResidentId(raw)) return valid(raw, raw, []);
  const { text: cleaned, notes } = cleanResidentId(raw ?? '');
  const text = cleaned.replace(FIFTEEN_KNOWN, '$1$2000');
  const blank = { raw, cleaned: text, notes, resident_id: null, born_on: null, sex: null, region: null };
  if (saysMissing(text)) return { ...blank, kind: 'missing', reason: null };

  const reason = text === cleaned ? reasonOf(text) : 'excel-truncated';
  if (reason === null) return valid(raw ?? '', text, notes);
  if (reason === 'fifteen-digit') return fifteen(raw ?? '', text, notes);
  const labelled = reason === 'characters' ? withoutLabel(text) : null;
  // of a number that is not valid it is not certain where it begins
  if (labelled !== null && isValidResidentId(labelled))
    return valid(raw ?? '', labelled, [...notes, 'label']);
  if (reason === 'characters' || reason === 'length' || SCIENTIFIC.test(text))
    return { ...blank, kind: 'invalid', reason };
  return {
    ...blank,
    kind: 'invalid',
    reason,
    born_on: birthDate(text),
    // Truncation wrote zeros over the digit that tells the sex.
    sex: reason === 'excel-truncated' ? null : sexOf(number(text, 16, 17)),
    region: knownRegion(text),
  };
}
