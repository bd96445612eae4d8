-- Grain: one row per source of data: what its files held in the published build and what became of the rows.
select
    coalesce(file.source, '未识别') as source,
    coalesce(max(source_title.title), string_agg(distinct file.source, ',' order by file.source), '未识别') as title,
    count(*)::integer as files,
    (count(*) filter (where file.status = 'refused'))::integer as refused_files,
    sum(file.received)::bigint as received,
    sum(file.used)::bigint as used,
    sum(file.refused)::bigint as refused,
    sum(file.ignored)::bigint as ignored
from build.main.file as file
left join ledger.source_title as source_title on source_title.source = file.source
group by file.source
order by sum(file.refused) desc, 1
