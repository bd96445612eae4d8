import { quoteName, type Warehouse } from '../../storage/warehouse/database.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';

/** Of the keys of the earlier file and period, the share that a later one must repeat to take its place. */
const REPEATED_RATIO = 0.5;

/** A period of a file whose rows a later file of the same source replaces. */
export interface Supersession {
  source: string;
  file_no: number;
  period: string;
  by_file_no: number;
  /** Rows that no longer count. */
  row_count: number;
}

/**
 * Finds the files of a source whose rows a later file of the same source and period corrects. Two files for one month that hold different people (one per township) both count: it takes the same people
 * again to be a correction.
 */
export async function findSuperseded(
  warehouse: Warehouse,
  source: SourceDefinition,
  table: string,
  fileOrder: readonly number[],
): Promise<Supersession[]> {
  if (fileOrder.length < 2) return [];
  const rank = fileOrder.map((fileNo, position) => `(${fileNo}, ${position})`).join(', ');
  await warehouse.run(`
    create or replace temp table period_key as
    select file_no, rank, ${periodSql(source)} as period, ${keySql(source)} as key
    from ${table}
    inner join (values ${rank}) as file_rank (file_no, rank) using (file_no)
    group by all`);
  const found = await warehouse.rows<{ file_no: number; period: string; by_file_no: number }>(`
    with contested as (
        select period from period_key group by period having count(distinct file_no) > 1
    ),
    size as (
        select file_no, period, count(*) as key_count from period_key semi join contested using (period) group by all
    ),
    repeated as (
        select earlier.file_no, earlier.period, later.file_no as by_file_no, later.rank, count(*) as repeated_count
        from period_key as earlier
        semi join contested using (period)
        inner join period_key as later
            on later.period = earlier.period and later.key = earlier.key and later.rank > earlier.rank
        group by all
    )
    select repeated.file_no, repeated.period, arg_max(repeated.by_file_no, repeated.rank) as by_file_no
    from repeated
    inner join size on size.file_no = repeated.file_no and size.period = repeated.period
    where repeated.repeated_count >= ${REPEATED_RATIO} * size.key_count
    group by all
    order by all`);
  const superseded: Supersession[] = [];
  for (const row of found) {
    const where = `file_no = ${row.file_no} and ${periodSql(source)} = $period`;
    const rows = await warehouse.first<{ n: number }>(`select count(*) as n from ${table} where ${where}`, {
      period: row.period,
    });
    superseded.push({ source: source.source, ...row, row_count: rows?.n ?? 0 });
  }
  await warehouse.run('drop table period_key');
  return superseded;
}

/** The period a row belongs to, as text: the month or year its source goes by, '' for a list that is a snapshot. */
export function periodSql(source: SourceDefinition): string {
  const { period_field: period } = source;
  if (period === null) return "''";
  const group = source.any_of.find((fields) => fields.includes(period)) ?? [period];
  const ordered = [period, ...group.filter((field) => field !== period)];
  const texts = ordered
    .filter((field) => ['month', 'date', 'year', 'text'].includes(source.fields[field]?.type ?? ''))
    .map((field) => {
      const isDate = source.fields[field]?.type === 'date';
      return `cast(${quoteName(isDate ? `${field}_month` : field)} as varchar)`;
    });
  // a batch that has no name of its own is its file
  const last = source.fields[period]?.type === 'text' ? 'file_name' : "''";
  return `coalesce(${[...texts, last].join(', ')})`;
}

function keySql(source: SourceDefinition): string {
  const parts = Object.entries(source.fields).flatMap(([field, { type }]) => {
    if (field === 'resident_id' && type === 'resident_id') return [quoteName('resident_id_cleaned')];
    return field === 'name' || field === 'account_no' ? [quoteName(field)] : [];
  });
  return `coalesce(${[...parts, "''"].join(', ')})`;
}
