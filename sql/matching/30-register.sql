-- Grain: one row per registered number that belongs to exactly one registered person.
create or replace table linking.registered as
with

number_of as (
    select row_id, valid_no, true as is_current from linking.person_{register} where valid_no is not null
    union all
    select row_id, former_valid_no, false from linking.person_{register} where former_valid_no is not null
),

final as (
    -- a number registered twice proves nothing about who bears it
    select valid_no, min(row_id) as register_row, bool_or(is_current) as is_current
    from number_of
    group by valid_no
    having count(distinct row_id) = 1
)

select final.valid_no, final.register_row, final.is_current, person.household_no
from final
inner join linking.person_{register} as person on person.row_id = final.register_row;

-- Grain: one row per registered person, name and day of birth.
create or replace table linking.registered_birth as
select distinct person.row_id as register_row, person.text_id, days.birth_on, person.town_group, person.village_name
from (
    select person.*, coalesce(town_group.town_group, person.town) as town_group
    from linking.person_{register} as person
    left join linking.town_group on town_group.town = person.town
) as person,
unnest([person.birth_on, person.number_birth_on]) as days (birth_on)
where days.birth_on is not null and person.text_id is not null;
