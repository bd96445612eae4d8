import { addMonths, monthOf } from '../../core/month.ts';
import { fileNoSql } from '../../core/row-number.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { MONTHS_AHEAD } from '../recognition/month-of-year.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

/** The month in which rural residents' pensions began (国发〔2009〕32号): the fund has no earlier one. */
const FUND_BEGAN = 200909;

interface Impossible {
  field: string;
  /** SQL that is true of a row whose date cannot be. */
  condition: string;
}

/** A date that cannot be is no date: its row is refused with the value. */
function conditions(source: SourceDefinition, asOf: string): Impossible[] {
  const day = `date ${quoteText(asOf)}`;
  const month = monthOf(asOf);
  const born = 'resident_id' in source.fields ? BORN_BY_NUMBER : 'null';
  return Object.entries(source.fields).flatMap(([field, { type, has_happened, within_fund }]) => {
    const name = quoteName(field);
    const found: string[] = [];
    if (has_happened && type === 'date') {
      found.push(`${name} > ${day}`, `${quoteName(`${field}_month`)} > ${month}`);
      if (field === 'died_on')
        found.push(`${name} < coalesce(${'birth' in source.fields ? 'birth' : 'null'}, ${born})`);
    }
    if (within_fund) found.push(`${name} < ${FUND_BEGAN}`, `${name} > ${addMonths(month, MONTHS_AHEAD)}`);
    return found.length === 0 ? [] : [{ field, condition: found.join(' or ') }];
  });
}

const BORN_BY_NUMBER =
  "try_cast(substr(resident_id, 7, 4) || '-' || substr(resident_id, 11, 2) || '-' || substr(resident_id, 13, 2) as date)";

/** SQL, to be added to a where clause, that leaves out rows with a date that cannot be. */
export function impossibleSql(source: SourceDefinition, asOf: string | null): string {
  if (asOf === null) return '';
  return conditions(source, asOf)
    .map(({ condition }) => `and not coalesce(${condition}, false)`)
    .join(' ');
}

/** What rows of a source say of days after the night. */
export interface Ahead {
  /**
   * The first day after the night on which something of these rows is judged otherwise than today: until then every night
   * finds the same dates impossible. Null where no row bears a date ahead of the night.
   */
  until: string | null;
  /** Somebody's number is of a day of birth after the night. */
  isAnybodyUnborn: boolean;
}

/** Looks for dates after the night. Hardly a list bears any: how far its dates go is asked first, which costs little. */
export async function lookAhead(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  asOf: string,
): Promise<Ahead> {
  const month = monthOf(asOf);
  const firstOf = (column: string): string =>
    `try(make_date(cast(${column} // 100 as integer), cast(${column} % 100 as integer), 1))`;
  const dated: { column: string; limit: string; day: string }[] = Object.entries(source.fields).flatMap(
    ([field, { type, has_happened, within_fund }]) => {
      const name = quoteName(field);
      const ofMonth = quoteName(`${field}_month`);
      return [
        ...(has_happened && type === 'date'
          ? [
              { column: name, limit: `date ${quoteText(asOf)}`, day: name },
              { column: ofMonth, limit: String(month), day: firstOf(ofMonth) },
            ]
          : []),
        ...(within_fund
          ? [
              {
                column: name,
                limit: String(addMonths(month, MONTHS_AHEAD)),
                day: `${firstOf(name)} - interval ${MONTHS_AHEAD} month`,
              },
            ]
          : []),
      ];
    },
  );
  // a number is no date: its day may be none that the calendar has, and is only compared
  const hasNumbers = source.fields.resident_id?.type === 'resident_id';
  if (hasNumbers)
    dated.push({
      column: 'substr(resident_id, 7, 8)',
      limit: quoteText(asOf.replaceAll('-', '')),
      day: BORN_BY_NUMBER,
    });
  if (dated.length === 0) return { until: null, isAnybodyUnborn: false };
  const furthest = await warehouse.first<Record<string, boolean>>(
    `select ${dated.map(({ column, limit }, place) => `coalesce(max(${column}) > ${limit}, false) as is_ahead_${place}`).join(', ')} from ${table}`,
  );
  const ahead = dated.filter((_, place) => furthest?.[`is_ahead_${place}`]);
  if (ahead.length === 0) return { until: null, isAnybodyUnborn: false };
  const days = ahead.map(({ column, limit, day }) => `min(${day}) filter (where ${column} > ${limit})`);
  const row = await warehouse.first<{ day: string | null }>(
    `select cast(cast(least(${days.join(', ')}, null) as date) as varchar) as day from ${table}`,
  );
  return { until: row?.day ?? null, isAnybodyUnborn: hasNumbers && ahead.includes(dated.at(-1)!) };
}

/** A number whose birth date lies after the day of the night is none: the row stays, the number counts as impossible. */
export function futureNumberColumns(source: SourceDefinition, asOf: string | null): string {
  if (asOf === null || source.fields.resident_id?.type !== 'resident_id') return '';
  const isFuture = `substr(resident_id, 7, 8) > ${quoteText(asOf.replaceAll('-', ''))}`;
  return ` replace (
    case when ${isFuture} then null else resident_id end as resident_id,
    case when ${isFuture} then coalesce(resident_id_cleaned, resident_id) else resident_id_cleaned end as resident_id_cleaned,
    case when ${isFuture} then coalesce(resident_id_raw, resident_id) else resident_id_raw end as resident_id_raw,
    case when ${isFuture} then 'birth-date' else resident_id_reason end as resident_id_reason)`;
}

/** Adds the rows of a source that bear a date that cannot be to `refused`, and counts them by file. Says whether there are any. */
export async function refuseImpossible(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  asOf: string,
  counts: Map<number, number>,
): Promise<boolean> {
  const found = await warehouse.rows<{ file_no: number; n: number }>(
    `select ${fileNoSql('row_id')} as file_no, count(*) as n from ${table}
     where not (true ${impossibleSql(source, asOf)}) group by all`,
  );
  for (const { file_no, n } of found) counts.set(file_no, (counts.get(file_no) ?? 0) + n);
  // hardly a list has any
  if (found.length === 0) return false;
  for (const { field, condition } of conditions(source, asOf)) {
    const header = source.fields[field]!.headers[0]!;
    const isDate = source.fields[field]!.type === 'date';
    // whose row it was, as in every other refused row
    const whose = ['resident_id', 'name'].flatMap((one) => {
      const header = source.fields[one]?.headers[0];
      return header === undefined ? [] : [`${quoteText(header)}, ${one}, `];
    });
    const value = isDate
      ? `coalesce(cast(${quoteName(field)} as varchar), cast(${quoteName(`${field}_month`)} as varchar))`
      : `cast(${quoteName(field)} as varchar)`;
    await warehouse.run(`
      insert into refused
      select rows.file_no, rows.file_name, file_sheet.sheet, rows.row_no, ${quoteText(`impossible:${field}`)},
          ${quoteText(`“${header}”一栏的“`)} || ${value} || '”不可能：晚于核对日、早于出生或在制度实施之前。请核对后更正。',
          ${quoteText(`"`)} || ${value} || ${quoteText(`" in the column "${header}" cannot be: it is after the day of the run, before the birth or before the scheme began. Check and correct it.`)},
          cast(json_object(${whose.join('')}${quoteText(header)}, ${value}) as varchar)
      from ${table} as rows
      left join file_sheet on file_sheet.file_no = rows.file_no and file_sheet.sheet_no = rows.sheet_no
      where coalesce(${condition}, false)
          and not exists (
              select 1 from refused
              where refused.file_no = rows.file_no and refused.row_no = rows.row_no
                  and refused.sheet = file_sheet.sheet and refused.code like 'impossible:%')`);
  }
  return true;
}
