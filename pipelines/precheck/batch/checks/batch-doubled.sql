-- Grain: one row per line that stands in the batch a second time, be it with another amount or account where many people stand in it
-- twice. Parts of one payment in several lines come to what was paid before.
with twice as (
    select now.person_id
    from (select person_id, sum(monthly_fen) as fen from main_line group by person_id having count(*) > 1) as now
    inner join (
        select person_id, sum(monthly_fen) as fen
        from earlier_line
        where month = (select month from last_month)
        group by person_id
    ) as was on was.person_id = now.person_id
    where 2 * now.fen > 3 * was.fen
),

many as (
    select person_id from twice
    where
        (select count(*) from twice)
        >= greatest($moved_least, $moved_share * (select count(distinct person_id) from main_line))
)

select township, file, row_no, name, resident_id, total_fen as value, cast(first_row as bigint) as was, total_fen as fen
from (
    select
        *,
        min(row_no) over alike as first_row,
        row_number() over (alike order by row_id) as place
    from batch_line
    window alike as (partition by person_id, month, total_fen, account_no, is_arrears)
)
where place > 1
union
select township, file, row_no, name, resident_id, total_fen, cast(first_row as bigint), total_fen
from (
    select
        *,
        min(row_no) over of_person as first_row,
        row_number() over (of_person order by row_id) as place
    from main_line
    window of_person as (partition by person_id, month)
)
where place > 1 and person_id in (select person_id from many)
