import { parseDate } from '../../core/dates.ts';
import { parseFen } from '../../core/money.ts';
import { normaliseName } from '../../core/names/normalise.ts';
import { parseResidentId } from '../../core/resident-id/index.ts';
import type { FieldType } from '../reading/sources/source-definition.ts';

/** Words that stand for "nothing here" in any column. */
const BLANK_WORDS = new Set([
  '无',
  '不详',
  '未知',
  '暂无',
  '空',
  '/',
  '\\',
  '-',
  '—',
  '--',
  '——',
  '－',
  'null',
  'NULL',
  'N/A',
  '*',
]);

/** How the values of one type of column are read, and what the staged row then carries. */
export interface CellReader {
  /** Columns of the lookup table beside `raw`. */
  columns: readonly string[];
  read(raw: string): readonly (string | null)[];
  /** Staged columns made from the lookup table `lookup` for a field called `field`, as SQL. */
  staged(field: string, lookup: string): readonly { name: string; sql: string }[];
  /** SQL that is true when the cell holds something that could not be read. */
  unreadable(lookup: string): string;
}

export function isBlankWord(raw: string): boolean {
  const text = raw.trim();
  return text === '' || BLANK_WORDS.has(text);
}

function simpleReader(sqlType: string, read: (text: string) => string | null): CellReader {
  return {
    columns: ['value', 'is_bad'],
    read: (raw) => {
      if (isBlankWord(raw)) return [null, null];
      const value = read(raw);
      return [value, value === null ? '1' : null];
    },
    staged: (field, lookup) => [{ name: field, sql: `cast(${lookup}.value as ${sqlType})` }],
    unreadable: (lookup) => `${lookup}.is_bad is not null`,
  };
}

const date: CellReader = {
  columns: ['value', 'month', 'is_bad'],
  read: (raw) => {
    if (isBlankWord(raw)) return [null, null, null];
    const parsed = parseDate(raw);
    if (parsed === null || parsed.month === null) return [null, null, '1'];
    return [parsed.on, String(parsed.month), null];
  },
  staged: (field, lookup) => [
    { name: field, sql: `cast(${lookup}.value as date)` },
    { name: `${field}_month`, sql: `cast(${lookup}.month as integer)` },
  ],
  unreadable: (lookup) => `${lookup}.is_bad is not null`,
};

const residentId: CellReader = {
  columns: ['value', 'cleaned', 'reason', 'notes'],
  read: (raw) => {
    const parsed = parseResidentId(raw);
    if (parsed.kind === 'missing') return [null, null, null, null];
    return [parsed.resident_id, parsed.cleaned, parsed.reason, parsed.notes.join(',') || null];
  },
  staged: (field, lookup) => [
    { name: field, sql: `${lookup}.value` },
    { name: `${field}_cleaned`, sql: `${lookup}.cleaned` },
    { name: `${field}_reason`, sql: `${lookup}.reason` },
    { name: `${field}_notes`, sql: `${lookup}.notes` },
    { name: `${field}_raw`, sql: `case when ${lookup}.cleaned is not null then trim(${lookup}.raw) end` },
  ],
  unreadable: () => 'false',
};

const name: CellReader = {
  columns: ['value'],
  read: (raw) => [isBlankWord(raw) ? null : normaliseName(raw).text || null],
  staged: (field, lookup) => [
    { name: field, sql: `${lookup}.value` },
    { name: `${field}_raw`, sql: `case when ${lookup}.value is not null then trim(${lookup}.raw) end` },
  ],
  unreadable: () => 'false',
};

const READERS: Record<FieldType, CellReader> = {
  resident_id: residentId,
  name,
  date,
  month: simpleReader('integer', (raw) => {
    const month = parseDate(raw)?.month ?? null;
    return month === null ? null : String(month);
  }),
  money: simpleReader('bigint', (raw) => {
    const fen = parseFen(raw);
    return fen === null ? null : String(fen);
  }),
  integer: simpleReader('integer', wholeNumber),
  year: simpleReader('integer', (raw) => {
    const year = /^(19|20|21)\d\d/.exec(raw.normalize('NFKC').trim())?.[0];
    return year ?? null;
  }),
  text: simpleReader('varchar', (raw) => raw.normalize('NFKC').trim()),
  account: simpleReader(
    'varchar',
    (raw) =>
      raw
        .normalize('NFKC')
        .replace(/\.0$/, '')
        .replace(/[^0-9A-Za-z*]/g, '') || null,
  ),
  phone: simpleReader('varchar', (raw) => raw.normalize('NFKC').trim()),
  sex: simpleReader('varchar', readSex),
};

export function cellReader(type: FieldType): CellReader {
  return READERS[type];
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
