-- Grain: one row per person who stands under another township than last month, where they are many.
with moved as (
    select *, count(*) over (partition by was_township) as moved_count
    from pair
    where township <> was_township
)
select moved.township, file, row_no, name, resident_id, moved.township as value, was_township as was, moved.total_fen as fen
from moved
inner join (select township, count(*) as heads from last_line group by all) as own on own.township = moved.was_township
where moved_count >= greatest($moved_least, $moved_share * own.heads)
