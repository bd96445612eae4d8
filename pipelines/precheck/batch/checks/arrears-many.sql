-- Grain: one row per person of a township where many who were paid in every month get whole months once more as arrears.
with never_left_out as (
    select person_id
    from earlier_line
    where state in ('paid', 'pending') and month < (select month from batch_month)
    group by person_id
    having count(distinct month) = (select count(distinct month) from earlier_line where month < (select month from batch_month))
),

owed_nothing as (
    select *, count(*) over (partition by coalesce(township, '')) as owed_count
    from main_line
    where
        arrears_fen > 0 and monthly_fen > 0 and arrears_fen % monthly_fen = 0
        and person_id in (select person_id from never_left_out)
)

select owed_nothing.township, file, row_no, name, resident_id, arrears_fen as value, monthly_fen as was, total_fen as fen
from owed_nothing
inner join (select coalesce(township, '') as township, count(*) as heads from main_line group by all) as own
    on own.township = coalesce(owed_nothing.township, '')
where owed_count >= greatest($moved_least, $moved_share * own.heads)
