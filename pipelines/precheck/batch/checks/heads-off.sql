-- Grain: one row per person who came or went in a township where more came, or more went, than the bounds allow.
with came as (
    select *
    from main_line
    where
        person_id not in (
            select person_id from expected_line as other where coalesce(other.township, '') = coalesce(main_line.township, '')
        )
),
went as (
    select *
    from expected_line
    where
        person_id not in (
            select person_id from main_line as other where coalesce(other.township, '') = coalesce(expected_line.township, '')
        )
),
bound as (
    select township, greatest($heads_least, $heads_share * was_heads) as people
    from township_pair
    where heads > 0 and (select count(*) from expected_line) > 0
),
too_many as (
    select township, count(distinct person_id) as people, true as has_come
    from came
    group by all
    union all
    select township, count(distinct person_id), false
    from went
    group by all
),
off as (
    select too_many.township, too_many.has_come
    from too_many
    inner join bound on bound.township = coalesce(too_many.township, '') and too_many.people > bound.people
)
select came.township, file, row_no, name, resident_id, monthly_fen as value, '' as was, total_fen as fen
from came
inner join off on off.has_come and coalesce(off.township, '') = coalesce(came.township, '')
union all
select went.township, file, row_no, name, resident_id, '', amount_fen, amount_fen
from went
inner join off on not off.has_come and coalesce(off.township, '') = coalesce(went.township, '')
