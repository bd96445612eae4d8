-- Grain: one row per source and reason for which rows were refused.
select
    coalesce(file.source, '未识别') as source,
    coalesce(max(source_title.title), file.source, '未识别') as title,
    refused.code,
    max(refused.zh) as example_zh,
    count(*)::integer as refused,
    count(distinct refused.file_no)::integer as files
from build.main.refused as refused
inner join build.main.file as file on file.file_no = refused.file_no
left join ledger.source_title as source_title on source_title.source = file.source
group by file.source, refused.code
order by count(*) desc, 1, 3
