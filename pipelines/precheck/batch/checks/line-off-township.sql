-- Grain: one row per newcomer's line far above the township's median.
with median as (
    select coalesce(township, '') as township, median(monthly_fen) as fen from last_line group by all
)
select main_line.township, file, row_no, name, resident_id, monthly_fen as value, cast(median.fen as bigint) as was, total_fen as fen
from main_line
inner join median on median.township = coalesce(main_line.township, '')
where
    person_id not in (select person_id from last_line)
    and monthly_fen > $township_factor * median.fen
