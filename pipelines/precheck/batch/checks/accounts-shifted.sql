-- Grain: one row per person of a township where many have another account than last month.
with moved as (
    select *, count(*) over (partition by coalesce(township, '')) as moved_count
    from pair
    where account_no <> was_account_no
)
select moved.township, file, row_no, name, resident_id, concat('…', right(account_no, 4)) as value,
    concat('…', right(was_account_no, 4)) as was, total_fen as fen
from moved
inner join (select coalesce(township, '') as township, count(*) as heads from main_line group by all) as own
    on own.township = coalesce(moved.township, '')
where moved_count >= greatest($moved_least, $moved_share * own.heads)
