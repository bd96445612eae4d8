import type { PublishedBuild, PublishedReader } from './published-reader.ts';

/** What one source has delivered, and how old that is. */
export interface SourceState {
  source: string;
  title: string;
  english: string;
  /** The office that sends it; null where its definition does not say. */
  sender: string | null;
  /** How often something new should come; null where the source's definition does not say. */
  expected_every_days: number | null;
  file_count: number;
  last_file: string | null;
  last_file_hash: string | null;
  last_received_at: string | null;
  /** The latest day (YYYY-MM-DD) or month (YYYY-MM) that its rows speak of. */
  data_until: string | null;
  /** From there to the night's day. */
  days_old: number | null;
  is_stale: boolean;
  received: number;
  used: number;
  refused: number;
  ignored: number;
}

/** Every source the night knows, those that never delivered included. */
export function listSourcesState(reader: PublishedReader): Promise<SourceState[]> {
  return reader.use(sourcesOf);
}

export function sourcesOf(build: PublishedBuild): Promise<SourceState[]> {
  return build.once('sources', async () => {
    const rows = await build.rows<Omit<SourceState, 'is_stale'>>(`
      with own_file as (
          select delivered.source, file.* exclude (source),
              -- of what came on one day, the file that speaks of the latest is the last
              row_number() over (
                  partition by delivered.source
                  order by left(file.received_at, 10) desc, spoken.data_until desc nulls last,
                      file.file_no desc
              ) as place
          from (select distinct source, file_no from file_sheet where source is not null) as delivered
          inner join file using (file_no)
          left join result.source_file as spoken
              on spoken.source = delivered.source and spoken.file_no = delivered.file_no
      ),
      per_source as (
          select
              source, count(*) as file_count, sum(received)::bigint as received, sum(used)::bigint as used,
              sum(refused)::bigint as refused, sum(ignored)::bigint as ignored,
              max(case when place = 1 then name end) as last_file,
              max(case when place = 1 then hash end) as last_file_hash,
              max(case when place = 1 then received_at end) as last_received_at
          from own_file
          group by source
      )
      select
          source.source, source.title, source.english, source.sent_by as sender, source.expected_every_days,
          coalesce(per_source.file_count, 0) as file_count, per_source.last_file, per_source.last_file_hash,
          per_source.last_received_at, source.data_until,
          case when source.data_until is not null then run.as_of - case
              when length(source.data_until) = 7 then last_day(cast(source.data_until || '-01' as date))
              else cast(source.data_until as date)
          end end as days_old,
          coalesce(per_source.received, 0) as received, coalesce(per_source.used, 0) as used,
          coalesce(per_source.refused, 0) as refused, coalesce(per_source.ignored, 0) as ignored
      from result.source as source
      cross join parameter.run as run
      left join per_source using (source)
      order by source.source`);
    return rows.map((row) => {
      // a month that is not over yet is no day ahead of the night
      const days = row.days_old === null ? null : Math.max(0, row.days_old);
      return {
        ...row,
        days_old: days,
        is_stale: days !== null && row.expected_every_days !== null && days > row.expected_every_days,
      };
    });
  });
}
