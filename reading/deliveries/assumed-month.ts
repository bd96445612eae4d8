import { quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import type { ReadFile } from '../kept-readings.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import type { Delivery, DeliveryRuling } from './delivery.ts';
import { isOverlap } from './judge-pair.ts';
import type { FileKind } from './kind.ts';
import { periodMonths, personSql } from './period.ts';

interface Pair {
  /** None: the two lists stand under different ones. */
  period: '';
  file_no: number;
  by_file_no: number;
  people: number;
  by_people: number;
  common_people: number;
}

/**
 * Lists that name no entitlement month stand under the month in which they paid, or that their title names, and beside none that
 * names another month for the same payment. Those that so speak of the same people in one month of payment are `overlaps`.
 * Where somebody has ruled that the later one counts, the earlier one's rows of these payments go into `dropped_row`; these are
 * `told`. `kinds` are of the files, in the order in which they count.
 */
export async function overlapOverAssumedMonths(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  kinds: ReadonlyMap<number, FileKind>,
  ruledOn: (pair: Pair) => DeliveryRuling | undefined,
): Promise<{ told: Delivery[]; overlaps: Pair[] }> {
  const none = { told: [], overlaps: [] };
  const month = source.period_field;
  const paidMonth = periodMonths(source).find((name) => name !== month);
  if (source.pays !== 'pension' || month === null || !paidMonth || kinds.size < 2) return none;
  const isAssumed = `(${month} is null or is_month_titled)`;
  const elsewhere = `not ${isAssumed} and ${paidMonth} <> ${month}`;
  const count = await warehouse.first<{ assumed: number; elsewhere: number }>(
    `select count(*) filter (where ${isAssumed}) as assumed, count(*) filter (where ${elsewhere}) as elsewhere from ${table}`,
  );
  if (!count?.assumed || !count.elsewhere) return none;
  const rank = [...kinds.keys()].map((fileNo, index) => `(${fileNo}, ${index})`).join(', ');
  const rows = (where: string): string => `
    select row_id, file_no, rank, coalesce(${paidMonth}, ${month}) as paid_month, ${personSql(source)} as person
    from ${table} inner join (values ${rank}) as file_rank (file_no, rank) using (file_no)
    where ${where}`;
  await warehouse.run(`
    create or replace temp table paid_in_both as
    with assumed as (${rows(isAssumed)}), stated as (${rows(elsewhere)})
    select
        case when stated.rank < assumed.rank then stated.row_id else assumed.row_id end as row_id,
        case when stated.rank < assumed.rank then stated.file_no else assumed.file_no end as file_no,
        case when stated.rank < assumed.rank then assumed.file_no else stated.file_no end as by_file_no,
        person
    from assumed inner join stated using (person, paid_month)
    where stated.rank <> assumed.rank`);
  const pairs = await warehouse.rows<Pair>(`
    with size as (
        select file_no, count(distinct ${personSql(source)})::integer as people from ${table}
        where file_no in (select file_no from paid_in_both union select by_file_no from paid_in_both) group by file_no
    )
    select '' as period, file_no, by_file_no, size.people, by_size.people as by_people, count(distinct person)::integer as common_people
    from paid_in_both
    inner join size using (file_no)
    inner join size as by_size on by_size.file_no = by_file_no
    group by all order by by_file_no, file_no`);
  const told: Delivery[] = [];
  const overlaps: Pair[] = [];
  for (const pair of pairs) {
    const { period, file_no, by_file_no } = pair;
    const ruled = ruledOn(pair);
    if (ruled && ruled.verdict !== 'beside') {
      const { rowsChanged } = await warehouse.connection.run(`
        insert into dropped_row select distinct row_id, ${quoteText(source.source)}, by_file_no from paid_in_both
        where file_no = ${file_no} and by_file_no = ${by_file_no} and row_id not in (select row_id from dropped_row)`);
      const about = { source: source.source, period, file_no, by_file_no };
      told.push({ ...about, verdict: 'replaces-people', row_count: rowsChanged, is_overruled: true });
    }
    const isOther = kinds.get(file_no)?.isSupplementary !== kinds.get(by_file_no)?.isSupplementary;
    if (ruled || isOther || !isOverlap({ ...pair, common_lines: 0, is_elsewhere: false })) continue;
    overlaps.push(pair);
  }
  await warehouse.run('drop table paid_in_both');
  return { told, overlaps };
}

/**
 * SQL, a column of a payout roster's rows as they are put together: whether the title alone says which month a row is of. That
 * may be the month paid for or the month paid in.
 */
export function titledColumn(source: SourceDefinition, files: readonly ReadFile[]): string {
  if (source.pays !== 'pension') return '';
  const titled = files.flatMap(({ receipt, reading }) =>
    reading.sheets
      .filter((sheet) => sheet.source === source.source && sheet.period !== null)
      .map(({ sheet_no }) => `(${receipt.sequence}, ${sheet_no})`),
  );
  return `, ${titled.length === 0 ? 'false' : `(staged_part.file_no, staged_part.sheet_no) in (${titled.join(', ')})`} as is_month_titled`;
}
