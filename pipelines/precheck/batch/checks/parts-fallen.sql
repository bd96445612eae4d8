-- Grain: one row per person of a township where the basic part or the age top-up of many is below last month's, and is made up by
-- nothing: neither ever falls for those who go on drawing it.
with fallen as (
    select *, count(*) over (partition by coalesce(township, '')) as fallen_count
    from pair
    where
        monthly_fen < was_fen
        and (basic_fen < was_basic_fen or (basic_fen is not null and coalesce(age_topup_fen, 0) < was_age_topup_fen))
)

select fallen.township, file, row_no, name, resident_id, monthly_fen as value, was_fen as was, total_fen as fen
from fallen
inner join (select coalesce(township, '') as township, count(*) as heads from main_line group by all) as own
    on own.township = coalesce(fallen.township, '')
where fallen_count >= greatest($moved_least, $moved_share * own.heads)
