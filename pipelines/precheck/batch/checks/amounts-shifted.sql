-- Grain: one row per person of a township where many amounts changed, each by its own sum: no rise does that.
with differing as (
    select *, monthly_fen - was_fen as by_fen, count(*) over (partition by monthly_fen - was_fen) as alike
    from pair
    where monthly_fen <> was_fen
),
moved as (
    select *, count(*) over (partition by coalesce(township, '')) as moved_count
    from differing
    where alike < greatest($moved_least, $moved_share * (select count(*) from pair))
)
select moved.township, file, row_no, name, resident_id, monthly_fen as value, was_fen as was, total_fen as fen
from moved
inner join (select coalesce(township, '') as township, count(*) as heads from main_line group by all) as own
    on own.township = coalesce(moved.township, '')
where moved_count >= greatest($moved_least, 2 * $moved_share * own.heads)
