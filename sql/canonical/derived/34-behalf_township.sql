-- Grain: one row per year and township for which a list of contributions paid on behalf 代缴 was received, '' where nobody knows
-- the township of the people on it. A list names few people and often no townships: whom it names show whose it is.
-- Somebody's absence from a list proves nothing where no list speaks. A year with less than a fifth of the people of the township's
-- fullest is no list: it made good what was left out, or has only begun.
with

named as (
    select
        on_behalf.year,
        coalesce(person.township, '') as township,
        count(distinct on_behalf.person_id) as person_count
    from canonical.paid_on_behalf as on_behalf
    inner join canonical.person as person on person.person_id = on_behalf.person_id
    where on_behalf.year is not null and on_behalf.amount_fen > 0
    group by on_behalf.year, coalesce(person.township, '')
),

fullest as (
    select township, max(person_count) as person_count
    from named
    group by township
)

select
    named.year,
    named.township
from named
inner join fullest on fullest.township = named.township
where named.person_count * 5 >= fullest.person_count
