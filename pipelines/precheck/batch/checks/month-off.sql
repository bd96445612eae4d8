-- Grain: one row per line of a batch whose month is not the one that follows: behind what was received already, though most of those
-- people stand in it, or further ahead than the months received.
with number_of as (
    select
        month // 100 * 12 + month % 100 as batch_no,
        (select max(month // 100 * 12 + month % 100) from earlier_line) as last_no
    from batch_month
),

-- whoever was left out of an earlier month may be paid for it
known as (
    select count(distinct main_line.person_id) as people
    from main_line
    where person_id in (select person_id from earlier_line where month = (select max(month) from earlier_line))
)

select township, file, row_no, name, resident_id, month as value, (select max(month) from earlier_line) as was, total_fen as fen
from main_line
cross join number_of
cross join known
where
    number_of.batch_no > number_of.last_no + $months_ahead
    or (
        number_of.batch_no < number_of.last_no
        and known.people >= $known_share * (select count(distinct person_id) from earlier_line where month = (select max(month) from earlier_line))
    )
