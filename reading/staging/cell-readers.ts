import { parseDate } from '../../core/dates.ts';
import { parseFen } from '../../core/money.ts';
import { normaliseName } from '../../core/names/normalise.ts';
import { parseResidentId } from '../../core/resident-id/index.ts';
import type { FieldType } from '../sources/source-definition.ts';
import { plainName } from './plain-name.ts';
import { firstSeventeen, plainResidentId } from './plain-resident-id.ts';

/** Words that stand for "nothing here" in any column. */
const BLANK_WORDS = [
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
  // what databases and programs write for nothing, and a look-up that found nothing; other errors are no answer
  '\\N',
  'nan',
  'NaN',
  'None',
  'nil',
  '#N/A',
  '*',
];

const BLANKS = new Set(BLANK_WORDS);

/** One column of the staged row. */
export interface StagedColumn {
  /** What is put behind the field's name; '' for the value itself. */
  suffix: string;
  type: 'varchar' | 'integer' | 'bigint' | 'date';
  /** Column of the lookup table that holds it. */
  from: string;
}

/**
 * How the cells of one type of column are read. The engine reads cells in the plain form itself (`plain` says which, and
 * `columns` how); all others are read one by one by `read`, which knows every way an office writes and agrees with the
 * engine on the plain ones.
 */
export interface CellReader {
  staged: readonly StagedColumn[];
  /** Columns of the lookup table beside `raw`. */
  lookup: readonly string[];
  read(raw: string): readonly (string | null)[];
  /** SQL for something `plain` needs several times, made once per cell. */
  prepared?(cell: string): string;
  /** SQL that is true for a cell in the plain form. */
  plain(cell: string, prepared: string): string;
  /** SQL for each staged column of a plain cell, in their order. */
  plainColumns(cell: string): readonly string[];
  /** Does a cell that is not blank and cannot be read count as unreadable? */
  mayBeUnreadable: boolean;
}

function isBlankWord(raw: string): boolean {
  const text = raw.trim();
  return text === '' || BLANKS.has(text);
}

/** A type with one staged column, read from text by one function of ours. */
function valueReader(
  type: StagedColumn['type'],
  read: (text: string) => string | null,
  plain: (cell: string) => string,
  plainValue: (cell: string) => string,
): CellReader {
  return {
    staged: [{ suffix: '', type, from: 'value' }],
    lookup: ['value', 'is_bad'],
    read: (raw) => {
      if (isBlankWord(raw)) return [null, null];
      const value = read(raw);
      return [value, value === null ? '1' : null];
    },
    plain,
    plainColumns: (cell) => [plainValue(cell)],
    mayBeUnreadable: true,
  };
}

const BLANK_LIST = ['', ...BLANK_WORDS].map((word) => `'${word}'`).join(', ');

/** Free text is kept as it is: a hundred thousand different addresses need no reading. */
const freeText: CellReader = {
  staged: [{ suffix: '', type: 'varchar', from: 'value' }],
  lookup: ['value'],
  read: (raw) => [isBlankWord(raw) ? null : raw.trim()],
  plain: () => 'true',
  plainColumns: (cell) => [`case when trim(${cell}) not in (${BLANK_LIST}) then trim(${cell}) end`],
  mayBeUnreadable: false,
};

const PLAIN_DATE = '(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';

const date: CellReader = {
  staged: [
    { suffix: '', type: 'date', from: 'value' },
    { suffix: '_month', type: 'integer', from: 'month' },
  ],
  lookup: ['value', 'month', 'is_bad'],
  read: (raw) => {
    if (isBlankWord(raw)) return [null, null, null];
    const parsed = parseDate(raw);
    if (parsed === null || parsed.month === null) return [null, null, '1'];
    return [parsed.on, String(parsed.month), null];
  },
  plain: (cell) => `regexp_full_match(${cell}, '${PLAIN_DATE}') and try_cast(${cell} as date) is not null`,
  plainColumns: (cell) => [
    `try_cast(${cell} as date)`,
    `try_cast(substr(${cell}, 1, 4) || substr(${cell}, 6, 2) as integer)`,
  ],
  mayBeUnreadable: true,
};

const residentId: CellReader = {
  staged: [
    { suffix: '', type: 'varchar', from: 'value' },
    { suffix: '_cleaned', type: 'varchar', from: 'cleaned' },
    { suffix: '_reason', type: 'varchar', from: 'reason' },
    { suffix: '_notes', type: 'varchar', from: 'notes' },
    { suffix: '_raw', type: 'varchar', from: 'received' },
  ],
  lookup: ['value', 'cleaned', 'reason', 'notes', 'received'],
  read: (raw) => {
    const parsed = parseResidentId(raw);
    if (parsed.kind === 'missing') return [null, null, null, null, null];
    return [parsed.resident_id, parsed.cleaned, parsed.reason, parsed.notes.join(',') || null, raw.trim()];
  },
  prepared: firstSeventeen,
  plain: plainResidentId,
  plainColumns: (cell) => [cell, cell, 'cast(null as varchar)', 'cast(null as varchar)', cell],
  mayBeUnreadable: false,
};

const name: CellReader = {
  staged: [
    { suffix: '', type: 'varchar', from: 'value' },
    { suffix: '_raw', type: 'varchar', from: 'received' },
  ],
  lookup: ['value', 'received'],
  read: (raw) => {
    const text = isBlankWord(raw) ? '' : normaliseName(raw).text;
    return text === '' ? [null, null] : [text, raw.trim()];
  },
  plain: plainName,
  plainColumns: (cell) => [cell, cell],
  mayBeUnreadable: false,
};

const READERS: Record<FieldType, CellReader> = {
  resident_id: residentId,
  name,
  date,
  month: valueReader(
    'integer',
    (raw) => {
      const month = parseDate(raw)?.month ?? null;
      return month === null ? null : String(month);
    },
    (cell) => `regexp_full_match(${cell}, '(19|20)[0-9]{2}(0[1-9]|1[0-2])')`,
    (cell) => `try_cast(${cell} as integer)`,
  ),
  money: valueReader(
    'bigint',
    (raw) => {
      const fen = parseFen(raw);
      return fen === null ? null : String(fen);
    },
    (cell) => `regexp_full_match(${cell}, '[0-9]{1,10}(\\.[0-9]{1,2})?')`,
    (cell) => `cast(try_cast(${cell} as decimal(14, 2)) * 100 as bigint)`,
  ),
  integer: valueReader(
    'integer',
    wholeNumber,
    (cell) => `regexp_full_match(${cell}, '[0-9]{1,9}')`,
    (cell) => `try_cast(${cell} as integer)`,
  ),
  year: valueReader(
    'integer',
    (raw) => /^(19|20|21)\d\d/.exec(raw.normalize('NFKC').trim())?.[0] ?? null,
    (cell) => `regexp_full_match(${cell}, '(19|20|21)[0-9]{2}')`,
    (cell) => `try_cast(${cell} as integer)`,
  ),
  account: valueReader(
    'varchar',
    (raw) =>
      raw
        .normalize('NFKC')
        .replace(/\.0$/, '')
        .replace(/[^0-9A-Za-z*]/g, '') || null,
    (cell) => `regexp_full_match(${cell}, '[0-9]{4,}')`,
    (cell) => cell,
  ),
  sex: valueReader(
    'varchar',
    readSex,
    (cell) => `${cell} in ('男', '女')`,
    (cell) => `case ${cell} when '男' then 'male' when '女' then 'female' end`,
  ),
  text: freeText,
  phone: freeText,
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
