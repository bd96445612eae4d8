-- Grain: one row per year and township for which a list of contributions paid on behalf 代缴 was received, '' where nobody knows
-- the township of the people on it. A list names few people and often no townships: whom it names show whose it is.
-- Somebody's absence from a list proves nothing where no list speaks.
select distinct
    on_behalf.year,
    coalesce(person.township, '') as township
from canonical.paid_on_behalf as on_behalf
inner join canonical.person as person on person.person_id = on_behalf.person_id
where on_behalf.year is not null
