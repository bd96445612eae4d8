-- Grain: one row per person of a township where many carry in one column what stood in another last month.
with moved as (
    select *, count(*) over (partition by coalesce(township, '')) as moved_count
    from pair
    where
        basic_fen <> was_basic_fen
        and (
            basic_fen = was_account_fen or basic_fen = was_age_topup_fen
            or account_fen = was_basic_fen or age_topup_fen = was_basic_fen
        )
)
select moved.township, file, row_no, name, resident_id, basic_fen as value, was_basic_fen as was, total_fen as fen
from moved
inner join (select coalesce(township, '') as township, count(*) as heads from main_line group by all) as own
    on own.township = coalesce(moved.township, '')
where moved_count >= greatest($moved_least, $moved_share * own.heads)
