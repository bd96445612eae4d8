-- Grain: one row per row of the side, with the person whom the household register knows under it.
-- by number: the register holds this number. by name: exactly one registered person of this name and
-- birth can be meant, after village and township were asked.
create or replace table linking.{role}_person as
with

person as (
    select
        side.*,
        coalesce(town_group.town_group, side.town) as town_group,
        registered.register_row as registered_by_number,
        registered.household_no as registered_household,
        registered.is_current as is_number_current,
    from linking.person_{side} as side
    left join linking.town_group on town_group.town = side.town
    left join linking.registered on registered.valid_no = side.valid_no
),

bearer as (
    select distinct
        person.row_id,
        registered_birth.register_row,
        registered_birth.village_name = person.village_name
            and registered_birth.town_group = person.town_group as is_same_village,
        registered_birth.town_group = person.town_group as is_same_town,
    from person
    inner join linking.registered_birth
        on registered_birth.text_id = person.text_id
        and registered_birth.birth_on = coalesce(person.birth_on, person.number_birth_on)
),

named as (
    select
        row_id,
        count(distinct register_row) as bearer_count,
        case
            when count(distinct register_row) = 1 then min(register_row)
            when count(distinct register_row) filter (where is_same_village) = 1
                then min(register_row) filter (where is_same_village)
            when count(distinct register_row) filter (where is_same_village) = 0
                and count(distinct register_row) filter (where is_same_town) = 1
                then min(register_row) filter (where is_same_town)
        end as registered_by_name,
    from bearer
    group by row_id
),

name_bearer as (
    select text_id, count(distinct register_row) as name_bearer_count
    from linking.registered_birth
    group by text_id
),

final as (
    select
        person.*,
        coalesce(name_bearer.name_bearer_count, 0) as name_bearer_count,
        named.registered_by_name,
        coalesce(named.bearer_count, 0) as bearer_count,
    from person
    left join named on named.row_id = person.row_id
    left join name_bearer on name_bearer.text_id = person.text_id
)

select * from final;
