-- Grain: one row per staged row, what it tells and the key of the person it makes on its own account.
-- A valid number and its group of names are one person, whatever the source. Without a valid number, rows of one source
-- are one person when number and name as received agree; without any number, name and account; else each stands alone.
create or replace table link.keyed as
with

lead_group as (
    -- the name most rows carry under a number leads it; the other groups are people of their own
    select
        resident_id,
        arg_min(name_group, place) as name_group
    from (
        select
            resident_id,
            name_group,
            row_number() over (partition by resident_id order by sum(row_count) desc, name_group) as place
        from link.name_group
        group by resident_id, name_group
    )
    group by resident_id
)

select
    observation.*,
    name_group.name_group,
    case
        when observation.resident_id is not null then
            'i|' || observation.resident_id
            || case
                when coalesce(name_group.name_group, lead_group.name_group) is distinct from lead_group.name_group
                    then '|' || name_group.name_group
                else ''
            end
        when observation.resident_id_cleaned is not null then
            'x|' || observation.source || '|' || observation.resident_id_cleaned || '|' || coalesce(observation.name, '')
        when observation.account_no is not null and observation.name is not null then
            'a|' || observation.source || '|' || observation.name || '|' || observation.account_no
        -- the row's own place in its file is the only thing that tells it from a namesake's
        else 'r|' || observation.source || '|' || coalesce(observation.name, '') || '|' || observation.row_id
    end as person_key
from link.observation
left join link.name_group
    on name_group.resident_id = observation.resident_id and name_group.name = observation.name
left join lead_group on lead_group.resident_id = observation.resident_id;

drop table link.observation;
alter table link.keyed rename to observation;
