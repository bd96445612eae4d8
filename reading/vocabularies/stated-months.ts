import {
  BOOLEAN,
  ColumnWriter,
  INTEGER,
  quoteName,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

/** The months from which to which a payment is, YYYYMM. */
export interface MonthSpan {
  first: number;
  last: number;
  /** They are made good 补, not taken back. */
  isArrears: boolean;
}

const YEAR = '(?:(?<Y>(?:19|20)\\d{2})(?:年度?|[./-])?)?';
const month = (n: string): string => `${YEAR.replace('Y', `y${n}`)}(?<m${n}>1[0-2]|0?[1-9])(?:月份|月)?`;
const SPAN = new RegExp(`(?<!\\d)${month('1')}(?:至|到|-|~)${month('2')}(?!\\d|个|元|年)`, 'u');
const LISTED = new RegExp(
  `(?<!\\d)${YEAR.replace('Y', 'y')}(?<list>(?:1[0-2]|0?[1-9])(?:月份|月)?(?:[、,](?:1[0-2]|0?[1-9])(?:月份|月)?)*)月(?!\\d)`,
  'u',
);
const SINGLE = /(?<!\d)(?<y>(?:19|20)\d{2})[./-]?(?<m>1[0-2]|0[1-9])(?!\d)/u;
/** Only words of making good or taking back make a month in a remark the month of the payment. */
const ABOUT = /补|追|冲|扣|抵|退|所属|arrears/u;

/**
 * The months that a remark says a payment is for: 补4-6月, 补发2022年4月, 2022.04—2022.06, 冲回6、7月. A year that is not said
 * is the latest in which the months are not after `by`. Null where it says none, or months with gaps between them.
 */
export function statedMonths(text: string, by: number): MonthSpan | null {
  const span = spanIn(text, by);
  return span === null ? null : { ...span, isArrears: /补/u.test(text) };
}

function spanIn(text: string, by: number): Omit<MonthSpan, 'isArrears'> | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[—–－―〜~]+|--+/g, '-')
    .replace(/\s/g, '');
  const isSpanOnly = /^[\d年月./\-至到份]+$/.test(plain);
  if (!ABOUT.test(plain) && !isSpanOnly) return null;
  const span = SPAN.exec(plain)?.groups;
  if (span) {
    const lastYear = span.y2 ?? span.y1;
    const last = placed(lastYear, Number(span.m2), by);
    const first =
      span.y1 === undefined && Number(span.m1) <= Number(span.m2)
        ? Math.floor(last / 100) * 100 + Number(span.m1)
        : placed(span.y1, Number(span.m1), last);
    return first <= last ? { first, last } : null;
  }
  const listed = LISTED.exec(plain)?.groups;
  if (listed) {
    const numbers = listed.list!.split(/[、,]/).map((one) => Number.parseInt(one, 10));
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    if (high - low + 1 !== new Set(numbers).size) return null;
    const last = placed(listed.y, high, by);
    return { first: Math.floor(last / 100) * 100 + low, last };
  }
  const single = SINGLE.exec(plain)?.groups;
  return single
    ? { first: Number(single.y) * 100 + Number(single.m), last: Number(single.y) * 100 + Number(single.m) }
    : null;
}

function placed(year: string | undefined, monthOfYear: number, by: number): number {
  if (year !== undefined) return Number(year) * 100 + monthOfYear;
  const sameYear = Math.floor(by / 100) * 100 + monthOfYear;
  return sameYear <= by ? sameYear : sameYear - 100;
}

/** The free-text field of a source that may name months, and the field its year comes from. */
export function monthNamingField(source: SourceDefinition): { field: string; by: string } | null {
  for (const [field, { names_months_by: by }] of Object.entries(source.fields)) if (by) return { field, by };
  return null;
}

/** Leaves `stated_month`: which months each remark names that names any, by the month it is read in. */
export async function readStatedMonths(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
): Promise<void> {
  await warehouse.run(
    'create or replace table stated_month (source varchar, raw varchar, read_by integer, first_month integer, last_month integer, is_arrears boolean)',
  );
  const writer = new ColumnWriter([VARCHAR, VARCHAR, INTEGER, INTEGER, INTEGER, BOOLEAN]);
  for (const source of sources) {
    const naming = monthNamingField(source);
    if (!naming) continue;
    const period = source.period_field;
    const by =
      period === null ? quoteName(naming.by) : `coalesce(${quoteName(naming.by)}, ${quoteName(period)})`;
    const remarks = await warehouse.rows<{ raw: string; read_by: number }>(
      `select distinct ${quoteName(naming.field)} as raw, ${by} as read_by
       from staged_row.${quoteName(source.source.replaceAll('-', '_'))}
       where regexp_matches(${quoteName(naming.field)}, '[0-9０-９]') and ${by} is not null`,
    );
    for (const { raw, read_by } of remarks) {
      const span = statedMonths(raw, read_by);
      if (span) writer.add(source.source, raw, read_by, span.first, span.last, span.isArrears);
    }
  }
  await warehouse.appendColumns('main', 'stated_month', writer);
}
