import { addMonths, monthIn, yearOf } from '../../core/month.ts';
import {
  BOOLEAN,
  ColumnWriter,
  INTEGER,
  quoteName,
  VARCHAR,
  type Warehouse,
} from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { stagedRowsOf } from './said-elsewhere.ts';

/** The months from which to which a payment is, YYYYMM. */
export interface MonthSpan {
  first: number;
  last: number;
  /** They are made good 补, not taken back. */
  isArrears: boolean;
}

const YEAR = '(?:(?<Y>(?:19|20)\\d{2})(?:年度?|[./-])?)?';
const month = (n: string): string => `${YEAR.replace('Y', `y${n}`)}(?<m${n}>1[0-2]|0?[1-9])(?:月份|月)?`;
const SPAN = new RegExp(`^${month('1')}(?:至|到|-|~)${month('2')}$`, 'u');
const LISTED = /[、,和及与]|以及/u;

/** A stretch of months as people write it: 4-6月, 2022.04至2022.06, 11月、12月和1月. */
const ONE = '(?:(?:19|20)\\d{2}(?:年度?|[./-])?)?(?:1[0-2]|0?[1-9])(?:月份|月)?';
const STRETCH = `${ONE}(?:(?:至|到|-|~)${ONE})?`;
const MONTHS = new RegExp(
  `(?<![\\d.])${STRETCH}(?:(?:[、,和及与]|以及)${STRETCH})*(?![\\d.元年个人天次户号日笔])`,
  'gu',
);
/** A number alone is no month: it needs its year, 月, or a span. */
const SAYS_MONTH = /月|(?:19|20)\d{2}[年./-]?\d|-|至|到/u;

/** What may stand between the month and what is done for it. */
const BETWEEN =
  '(?:待遇|养老金|养老|基础|城乡居保|居保|发放|补发|停发期间|暂停期间|金额|差额|部分|的|了|[:(,])*';
/** Making good 补, which is no 补办 and no 补助; taking back 退, which is no 退休. */
const MADE_GOOD =
  '(?:追补|补发|补付|补领|补差|补调|补给|补支|补(?![办贴助登录正充缴卡证认报换休选足])|arrears)';
const TAKEN_BACK =
  '(?:冲回|冲减|冲销|冲正|红冲|扣回|扣减|扣发|抵扣|退回|追回|追扣|冲|扣|抵|退(?![休保役伍耕]))';
const LEFT_OUT = '(?:漏发|未发|少发|欠发)';
const BEFORE_IT = new RegExp(`(?:${MADE_GOOD}|${TAKEN_BACK}|所属期?)${BETWEEN}$|${LEFT_OUT}$`, 'u');
const AFTER_IT = new RegExp(`^${BETWEEN}(?:${MADE_GOOD}|${TAKEN_BACK})`, 'u');
const LEFT_OUT_AFTER = new RegExp(`^${BETWEEN}${LEFT_OUT}`, 'u');
/** 6月以前 and 4月起 name no stretch that ends; 4月认证 is about something else. */
const NO_STRETCH =
  /^份?(?:以前|之前|前|起|以后|之后|后|以来|至今|开始|初|底|末|认证|恢复|办|申请|审|报|新增|死亡(?!后?多)|去世|缴)/u;

/** Money for earlier months, which ones it does not say: 退票补发, 补发4.5.6月. What is 待补发 or 已补发 is another payment. */
const MADE_GOOD_SOMETIME =
  /(?<![已待未不需应可拟请])(?:追补|补发|补付|补领|补差|补给|补支|补[\d一二三四五六七八九十两]+个?月|补上月)/u;

/** Whether a remark says that a payment makes good earlier months, whichever these are. */
export const saysArrears = (text: string): boolean =>
  MADE_GOOD_SOMETIME.test(text.normalize('NFKC').replace(/\s/g, ''));

/**
 * The months that a remark says a payment is for: 补4-6月, 补发2022年4月, 2022.04—2022.06, 冲回6、7月. A year that is not said
 * is the latest in which the months are not after `by`. Null where it says none, or months with gaps between them. A month
 * that the remark names for something else (4月认证, 6月补办卡) is none of the payment's.
 */
export function statedMonths(text: string, by: number): MonthSpan | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[—–－―〜~]+|--+/g, '-')
    .replace(/[\s)]/g, '')
    .replace(/(?<=月)\d{1,2}日/g, '')
    // 补24年3月: the fund's years in two digits
    .replace(/(?<!\d)(?=[0-4]\d年\d{1,2}(?:月|-|至|到|、))/g, '20');
  if (/^[\d年月./\-至到份]+$/.test(plain)) return spanOf(plain, by, false);
  const said = [...plain.matchAll(MONTHS)]
    .filter(([months]) => SAYS_MONTH.test(months))
    .map(({ 0: months, index }) => {
      const [before, after] = [plain.slice(0, index), plain.slice(index + months.length)];
      return { months, before, after };
    })
    .filter(({ after }) => !NO_STRETCH.test(after));
  // 7月补发4-6月 is for April to June, 5月漏发，7月补发 for May
  const asked =
    [
      said.filter(({ before }) => BEFORE_IT.test(before)),
      said.filter(({ after }) => LEFT_OUT_AFTER.test(after)),
      said.filter(({ months, after }) => AFTER_IT.test(after) && !months.includes('月,')),
    ].find((found) => found.length > 0) ?? [];
  return asked.length === 1
    ? spanOf(asked[0]!.months, by, /补|漏发|未发|少发|欠发|arrears/u.test(plain))
    : null;
}

/** The unbroken span of months that a stretch names; null where there are gaps. */
function spanOf(text: string, by: number, isArrears: boolean): MonthSpan | null {
  const spans: MonthSpan[] = [];
  const parts = text.split(LISTED);
  const years = parts.map((part) => /(?:19|20)\d{2}(?=\D|\d{2})/u.exec(part)?.[0]);
  for (const [position, part] of parts.entries()) {
    // 2023年11、12月 says its year once
    const year = years[position] ?? years.slice(0, position).findLast((one) => one !== undefined);
    const span = spanIn(part, by, year);
    const previous = spans.at(-1);
    if (span === null || (previous && addMonths(previous.last, 1) !== span.first)) return null;
    spans.push({ ...span, isArrears });
  }
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last ? { first: first.first, last: last.last, isArrears } : null;
}

function spanIn(part: string, by: number, year: string | undefined): Omit<MonthSpan, 'isArrears'> | null {
  const span = SPAN.exec(/-|至|到/u.test(part) ? part : `${part}-${part}`)?.groups;
  if (!span) return null;
  const last = placed(span.y2 ?? span.y1 ?? year, Number(span.m2), by);
  const first =
    span.y1 === undefined && Number(span.m1) <= Number(span.m2)
      ? monthIn(yearOf(last), Number(span.m1))
      : placed(span.y1, Number(span.m1), last);
  return first <= last ? { first, last } : null;
}

function placed(year: string | undefined, number: number, by: number): number {
  if (year !== undefined) return monthIn(Number(year), number);
  const sameYear = monthIn(yearOf(by), number);
  return sameYear <= by ? sameYear : monthIn(yearOf(by) - 1, number);
}

/** The free-text fields of a source that may name months, and the field their year comes from. */
export function monthNamingFields(source: SourceDefinition): { field: string; by: string }[] {
  return Object.entries(source.fields).flatMap(([field, { names_months_by: by }]) =>
    by ? [{ field, by }] : [],
  );
}

/**
 * Leaves `stated_month`: which months each remark names that names any, by the month it is read in; months of null where it
 * speaks of arrears and not of which.
 */
export async function readStatedMonths(
  warehouse: Warehouse,
  sources: readonly SourceDefinition[],
): Promise<void> {
  await warehouse.run(
    'create or replace table stated_month (source varchar, field varchar, raw varchar, read_by integer, first_month integer, last_month integer, is_arrears boolean)',
  );
  const writer = new ColumnWriter([VARCHAR, VARCHAR, VARCHAR, INTEGER, INTEGER, INTEGER, BOOLEAN]);
  for (const source of sources)
    for (const { field, by: own } of monthNamingFields(source)) {
      const period = source.period_field;
      const by = period === null ? quoteName(own) : `coalesce(${quoteName(own)}, ${quoteName(period)})`;
      const texts = await warehouse.rows<{ raw: string; read_by: number }>(
        `select distinct ${quoteName(field)} as raw, ${by} as read_by
         from ${stagedRowsOf(source.source)}
         where regexp_matches(${quoteName(field)}, '[0-9０-９补漏欠]') and ${by} is not null`,
      );
      for (const { raw, read_by } of texts) {
        const span = statedMonths(raw, read_by);
        if (span) writer.add(source.source, field, raw, read_by, span.first, span.last, span.isArrears);
        else if (saysArrears(raw)) writer.add(source.source, field, raw, read_by, null, null, true);
      }
    }
  await warehouse.appendColumns('main', 'stated_month', writer);
}
