-- Grain: one row per person of a township where many have another name than last month.
with moved as (
    select *, count(*) over (partition by coalesce(township, '')) as moved_count
    from pair
    where name <> was_name
)
select moved.township, file, row_no, name, resident_id, '' as value, concat(left(was_name, 1), '**') as was, total_fen as fen
from moved
inner join (select coalesce(township, '') as township, count(*) as heads from main_line group by all) as own
    on own.township = coalesce(moved.township, '')
where moved_count >= greatest($moved_least, $moved_share * own.heads)
