import { isPointOne, parseDate, parseMonth } from '../../core/dates.ts';
import { isDestroyedNumber, looksRoundedOff } from '../../core/destroyed-number.ts';
import { parseFen } from '../../core/money.ts';
import { parseResidentId } from '../../core/resident-id/index.ts';
import { isBlankWord } from '../blank-words.ts';
import { UNCOUNTED } from '../raw-file.ts';
import type { FieldType } from '../sources/source-definition.ts';

/** What a sample of the rows says about one column. */
export interface ColumnProfile {
  filledRatio: number;
  /** The filled cells. */
  values: readonly string[];
  /** Share of the filled values that can be of the type, from 0 to 1; null when nothing is filled. */
  fit(type: FieldType): number | null;
}

const HAN_NAME = /^[\p{Script=Han}?？□*·•‧．.\s()（）〇○]{1,20}$/u;
const LATIN_NAME = /^[A-Za-z][A-Za-z'. -]{1,40}$/;
const SEX = /^(?:男|女|男性|女性|未知|[0-29]|[mf]|male|female)$/i;
/** In place of a date: it has not come yet, or never will. */
const NOT_YET =
  /^(?:至今|迄今|现在|目前|长期(?:有效)?|永久(?:有效)?|终身|无期|无限期|无固定期限|不限|(?:未|尚未|还未|暂未|没有|暂无|待|等待).{0,6})$/u;
/** In place of an end: it has not come. */
export const saysNotYet = (text: string): boolean => NOT_YET.test(text);

const BIRTH_IN_NUMBER = /^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])\d/;

export function profileColumns(rows: readonly (readonly string[])[], columnCount: number): ColumnProfile[] {
  return Array.from({ length: columnCount }, (_, column) =>
    profileOf(rows.map((cells) => (cells[column] ?? '').normalize('NFKC').trim())),
  );
}

/** As cells are compared. */
const UNCOUNTED_PLAIN = UNCOUNTED.normalize('NFKC');

function profileOf(values: readonly string[]): ColumnProfile {
  const filled = values.filter(
    (value) => value !== UNCOUNTED_PLAIN && !isBlankWord(value) && !/^(?:[-/—]+|null|n\/a)$/i.test(value),
  );
  const fits = new Map<FieldType, number | null>();
  return {
    filledRatio: values.length === 0 ? 0 : filled.length / values.length,
    values: filled,
    fit(type) {
      const known = fits.get(type);
      if (known !== undefined) return known;
      const told =
        type === 'date' || type === 'month' ? filled.filter((value) => !NOT_YET.test(value)) : filled;
      const sum = told.reduce((total, value) => total + fitOf(type, value), 0);
      const fit = told.length === 0 ? null : sum / told.length;
      fits.set(type, fit);
      return fit;
    },
  };
}

function fitOf(type: FieldType, value: string): number {
  switch (type) {
    case 'resident_id':
      return residentIdFit(value);
    case 'name':
      return (HAN_NAME.test(value) || LATIN_NAME.test(value)) && !SEX.test(value) ? 1 : 0;
    case 'date':
      return isDate(value) ? 1 : 0;
    case 'month':
      return parseMonth(value) === null && !isPointOne(value) && !/^(?:1[0-2]|0?[1-9])\s*月份?$/.test(value)
        ? 0
        : 1;
    case 'money':
      return moneyFit(value);
    case 'integer':
      return /^\d{1,9}(?:\.0+)?\D{0,2}$/.test(value) ? 1 : 0;
    case 'account':
      // a column of rounded numbers is nobody's; cells such as 6.22848E+18 are told one by one
      return isDestroyedNumber(value) || (/^[\d\s*-]{8,30}$/.test(value) && !looksRoundedOff(value)) ? 1 : 0;
    case 'sex':
      return SEX.test(value) ? 1 : 0;
    case 'phone':
      return /\d{7,}/.test(value) ? 1 : 0;
    case 'year':
      return /^(?:19|20)\d{2}(?:年|年度)?(?:\.0)?$/.test(value) ? 1 : 0;
    case 'text':
      return 1;
  }
}

/** A damaged number still is a resident's number; an account of the same length is not. */
function residentIdFit(value: string): number {
  const id = parseResidentId(value);
  if (id.kind === 'valid' || id.kind === 'fifteen') return 1;
  if (BIRTH_IN_NUMBER.test(id.cleaned)) return 0.9;
  if (id.kind === 'missing' || /^\d[\d*]{13,18}[\dX*]?$|^\d(?:\.\d+)?E\+1\d$/i.test(id.cleaned)) return 0.5;
  return 0;
}

function isDate(value: string): boolean {
  const date = parseDate(value);
  return date !== null && date.precision !== 'year';
}

/** A long run of digits is a number of something, never an amount; 0.4792 is one of ten thousands. */
function moneyFit(value: string): number {
  if (/^\d{12,}$/.test(value)) return 0;
  return parseFen(value) === null && !/^-?\d{1,6}\.\d{3,6}$/.test(value) ? 0 : 1;
}
