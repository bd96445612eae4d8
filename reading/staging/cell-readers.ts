import { parseDate, parseMonth } from '../../core/dates.ts';
import { isDestroyedNumber } from '../../core/destroyed-number.ts';
import { monthIn } from '../../core/month.ts';
import { normaliseName } from '../../core/names/normalise.ts';
import { namesSeveral } from '../../core/names/several-people.ts';
import { parseResidentId } from '../../core/resident-id/index.ts';
import type { NumberColumn, TextColumn } from '../../storage/parquet/parquet-file.ts';
import { isBlankWord } from '../blank-words.ts';
import { fenIn, YUAN } from '../money-unit.ts';
import { monthAlone } from '../recognition/month-of-year.ts';
import type { FieldType } from '../sources/source-definition.ts';
import {
  areDigits,
  daysSinceEpoch,
  digits,
  isPlainName,
  isPlainResidentId,
  isPlainText,
  plainDay,
  plainFen,
  plainMonth,
  plainSex,
} from './plain-cells.ts';
import { type MonthOfPointOne, PointOne } from './point-one.ts';

/** One column of the staged row. */
export interface StagedColumn {
  /** What is put behind the field's name; '' for the value itself. */
  suffix: string;
  type: 'varchar' | 'integer' | 'bigint' | 'date';
}

export type CellColumn = TextColumn | NumberColumn;

/** What a cell says, one text or nothing for each staged column. */
export interface ReadCell {
  values: readonly (string | null)[];
  /** Something stands there, and is not what the column is for. */
  isUnreadable: boolean;
  /** It has values, and says nothing all the same. */
  saysNothing?: boolean;
  /** A month that says no year: it is of the list's. */
  isOfListYear?: boolean;
}

/** Two people in one cell, a number in place of a name, a line that shows how to fill in the others: whose the row is, none of them says. */
const NOBODY: Pick<ReadCell, 'isUnreadable'> = { isUnreadable: true };
const NO_NAME = /^[^(（]*\d{6}|^\s*(?:填写|填报)?(?:示例|样例|范例)|^\s*例\s*[:：]|^\s*测试\d*\s*$/u;
const TWO_NUMBERS = /(?<!\d)\d{17}[\dX]\D*\d{17}[\dX](?!\d)/i;

/**
 * How the cells of one type of column are read. `takePlain` puts a cell in the plain form, as the bytes it is, into the
 * staged columns; all others are read one by one by `read`, which knows every way an office writes and agrees with it on
 * the plain ones.
 */
export interface CellReader {
  /** Of a cell that says anything one column at least has a value: a number that is impossible says something. */
  staged: readonly StagedColumn[];
  read(raw: string): ReadCell;
  /** What a column of dates shows of its 2022.1. */
  pointOne?: PointOne;
  /** False, and nothing put anywhere, for a cell that is not plain. */
  takePlain(bytes: Uint8Array, start: number, end: number, into: readonly CellColumn[]): boolean;
}

function nothing(columns: number): ReadCell {
  return { values: Array.from({ length: columns }, () => null), isUnreadable: false };
}

function addText(column: CellColumn | undefined, bytes: Uint8Array, start: number, end: number): void {
  (column as TextColumn).addBytes(bytes, start, end);
}

/** A type with one staged column, read from text by one function of ours. */
function valueReader(
  type: StagedColumn['type'],
  read: (text: string) => string | null,
  takePlain: CellReader['takePlain'],
): CellReader {
  return {
    staged: [{ suffix: '', type }],
    read: (raw) => {
      if (isBlankWord(raw)) return nothing(1);
      const value = read(raw);
      return { values: [value], isUnreadable: value === null };
    },
    takePlain,
  };
}

/** A type whose plain cells are one number. */
function numberReader(
  type: 'integer' | 'bigint',
  read: (text: string) => string | null,
  plain: (bytes: Uint8Array, start: number, end: number) => number,
): CellReader {
  return valueReader(type, read, (bytes, start, end, [column]) => {
    const value = plain(bytes, start, end);
    if (Number.isNaN(value)) return false;
    (column as NumberColumn).addNumber(value);
    return true;
  });
}

function moneyReader(unit: number, plain: Parameters<typeof numberReader>[2]): CellReader {
  return numberReader(
    'bigint',
    (raw) => {
      const fen = fenIn(raw, unit);
      return fen === null ? null : String(fen);
    },
    plain,
  );
}

/**
 * Free text is kept as it is: a hundred thousand different addresses need no reading. A number that a spreadsheet destroyed
 * is none: strangers would share a household.
 */
const freeText: CellReader = {
  staged: [{ suffix: '', type: 'varchar' }],
  read: (raw) => {
    if (isBlankWord(raw)) return nothing(1);
    const isUnreadable = isDestroyedNumber(raw);
    return { values: [isUnreadable ? null : raw.trim()], isUnreadable };
  },
  takePlain: (bytes, start, end, [column]) => {
    if (!isPlainText(bytes, start, end)) return false;
    addText(column, bytes, start, end);
    return true;
  },
};

/** As the one above: which one that is, the cell does not say. */
const DITTO = /^(?:[〃″〞]|同上|同前)$/;

/** Text that says no word of a list: what refers to the row above says nothing of its own. */
const ownText: CellReader = {
  ...freeText,
  read: (raw) => (DITTO.test(raw.trim()) ? nothing(1) : freeText.read(raw)),
};

/** 43251: in a workbook that counts from 1904 it says another day than elsewhere, and nothing shows that it is one of its dates. */
const SERIAL = /^\s*\d{5}(?:\.\d+)?\s*$/;

function dateReader(pointOne: PointOne, is1904: boolean): CellReader {
  return {
    staged: [
      { suffix: '', type: 'date' },
      { suffix: '_month', type: 'integer' },
    ],
    pointOne,
    read: (raw) => {
      if (isBlankWord(raw)) return nothing(2);
      pointOne.see(raw);
      const parsed = is1904 && SERIAL.test(raw) ? null : parseDate(raw, pointOne.month);
      if (parsed === null || parsed.month === null) return { values: [null, null], isUnreadable: true };
      return { values: [parsed.on, String(parsed.month)], isUnreadable: false };
    },
    takePlain: (bytes, start, end, [on, month]) => {
      const day = plainDay(bytes, start, end);
      if (Number.isNaN(day)) return false;
      (on as NumberColumn).addNumber(daysSinceEpoch(day));
      (month as NumberColumn).addNumber(Math.floor(day / 100));
      return true;
    },
  };
}

function monthReader(pointOne: PointOne, is1904: boolean, year?: number): CellReader {
  const reader = numberReader(
    'integer',
    (raw) => {
      pointOne.see(raw);
      const month = is1904 && SERIAL.test(raw) ? null : parseMonth(raw, pointOne.month);
      if (month !== null) return String(month);
      // 6月, of the year that the list is of
      const alone = year === undefined ? null : monthAlone(raw);
      return alone === null ? null : String(monthIn(year!, alone));
    },
    plainMonth,
  );
  return {
    ...reader,
    pointOne,
    read: (raw) => ({ ...reader.read(raw), isOfListYear: year !== undefined && monthAlone(raw) !== null }),
  };
}

/** Nearly all numbers and names are received as they count: what was received is kept beside them where it differs. */
const unlike = (received: string, value: string | null): string | null =>
  received === value ? null : received;

const RESIDENT_ID_COLUMNS: CellReader['staged'] = [
  { suffix: '', type: 'varchar' },
  { suffix: '_cleaned', type: 'varchar' },
  { suffix: '_reason', type: 'varchar' },
  { suffix: '_notes', type: 'varchar' },
  { suffix: '_raw', type: 'varchar' },
];

/**
 * Of the numbers that a spreadsheet cut to fifteen digits and zeros one in eleven passes its check by chance: in a column
 * that does not hold more whole numbers than cut ones, none that ends in zeros is somebody's.
 */
function residentIdReader(): CellReader {
  let whole = 0;
  let cut = 0;
  return {
    staged: RESIDENT_ID_COLUMNS,
    read: (raw) => {
      if (raw.length > 35 && TWO_NUMBERS.test(raw.normalize('NFKC'))) return { ...nothing(5), ...NOBODY };
      const parsed = parseResidentId(raw);
      if (parsed.kind === 'missing') return nothing(5);
      const isCut =
        parsed.reason === 'excel-truncated' || (parsed.cleaned.endsWith(ZEROS) && cut > 0 && cut >= whole);
      if (isCut) cut += 1;
      else if (parsed.kind === 'valid') whole += 1;
      const value = isCut ? null : parsed.resident_id;
      const { cleaned, reason, notes } = parsed;
      // one and the same number is cut to zeros in a text and to 5.32526195001019E+17 in a workbook
      const received = isCut && cleaned.endsWith(ZEROS) ? cleaned : raw.trim();
      return {
        values: [
          ...[value, unlike(cleaned, value), isCut ? 'excel-truncated' : reason],
          ...[notes.join(','), unlike(received, value)],
        ],
        isUnreadable: false,
        // a name, perhaps, in place of a number
        saysNothing: !/\d/.test(cleaned),
      };
    },
    takePlain: (bytes, start, end, columns) => {
      if (!isPlainResidentId(bytes, start, end) || endsInZeros(bytes, end)) return false;
      whole += 1;
      addText(columns[0], bytes, start, end);
      for (let index = 1; index < columns.length; index += 1) columns[index]!.addNothing();
      return true;
    },
  };
}

const ZEROS = '000';

function endsInZeros(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 1] === 48 && bytes[end - 2] === 48 && bytes[end - 3] === 48;
}

const name: CellReader = {
  staged: [
    { suffix: '', type: 'varchar' },
    { suffix: '_raw', type: 'varchar' },
  ],
  read: (raw) => {
    if (namesSeveral(raw) || NO_NAME.test(raw.normalize('NFKC'))) return { ...nothing(2), ...NOBODY };
    const text = isBlankWord(raw) ? '' : normaliseName(raw).text;
    return text === '' ? nothing(2) : { values: [text, unlike(raw.trim(), text)], isUnreadable: false };
  },
  takePlain: (bytes, start, end, [value, received]) => {
    if (!isPlainName(bytes, start, end)) return false;
    addText(value, bytes, start, end);
    received!.addNothing();
    return true;
  },
};

const SEX_BYTES = { male: Buffer.from('male'), female: Buffer.from('female') };

const READERS: Record<Exclude<FieldType, 'resident_id' | 'date' | 'month'>, CellReader> = {
  name,
  money: moneyReader(YUAN, plainFen),
  integer: numberReader('integer', wholeNumber, (bytes, start, end) =>
    end - start > 9 ? Number.NaN : digits(bytes, start, end),
  ),
  year: numberReader(
    'integer',
    (raw) => /^(19|20|21)\d\d/.exec(raw.normalize('NFKC').trim())?.[0] ?? null,
    (bytes, start, end) => {
      const year = end - start === 4 ? digits(bytes, start, end) : Number.NaN;
      return year >= 1900 && year < 2200 ? year : Number.NaN;
    },
  ),
  account: valueReader(
    'varchar',
    (raw) =>
      isDestroyedNumber(raw)
        ? null
        : raw
            .normalize('NFKC')
            .replace(/\.0$/, '')
            .replace(/[^0-9A-Za-z*]/g, '') || null,
    (bytes, start, end, [column]) => {
      if (end - start < 4 || !areDigits(bytes, start, end)) return false;
      addText(column, bytes, start, end);
      return true;
    },
  ),
  sex: valueReader('varchar', readSex, (bytes, start, end, [column]) => {
    const sex = plainSex(bytes, start, end);
    if (sex === null) return false;
    addText(column, SEX_BYTES[sex], 0, SEX_BYTES[sex].length);
    return true;
  }),
  text: freeText,
  phone: freeText,
};

/** What is known of a column before its cells are read. */
export interface ColumnKnowledge {
  /** Of a column of amounts, in fen. */
  unit?: number;
  /** The month that 2022.1 is in it, where the list is of that month. */
  pointOne?: 1 | 10 | undefined;
  /** What all its cells show of that, where they have been read before. */
  pointOneFound?: MonthOfPointOne | undefined;
  /** The year of months that are written without one. */
  year?: number | undefined;
  /** Its words mean what a list says. */
  isCoded?: boolean;
  /** Its workbook counts days from 1904. */
  is1904?: boolean;
}

/** A reader for one column of a sheet. */
export function cellReader(
  type: FieldType,
  { unit = YUAN, pointOne, pointOneFound, year, isCoded = false, is1904 = false }: ColumnKnowledge = {},
): CellReader {
  if (type === 'resident_id') return residentIdReader();
  if (type === 'date') return dateReader(new PointOne(pointOne, pointOneFound), is1904);
  if (type === 'month') return monthReader(new PointOne(pointOne, pointOneFound), is1904, year);
  if (type === 'text' && !isCoded) return ownText;
  return type === 'money' && unit !== YUAN ? moneyReader(unit, () => Number.NaN) : READERS[type];
}

function wholeNumber(raw: string): string | null {
  const text = raw.normalize('NFKC').replace(/[,\s]|[个月期岁年]+$/g, '');
  return /^-?\d{1,9}(\.0+)?$/.test(text) ? String(Number.parseInt(text, 10)) : null;
}

function readSex(raw: string): string | null {
  const text = raw.normalize('NFKC').trim().toLowerCase();
  if (text.startsWith('男') || text === 'm' || text === 'male' || text === '1') return 'male';
  if (text.startsWith('女') || text === 'f' || text === 'female' || text === '2') return 'female';
  return null;
}
