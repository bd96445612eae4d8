-- Grain: one row per paid person and valid number that carries another name too.
with

identity_use as (
    select record_id, person_id, resident_id, name, name_group, is_payee, match_strength
    from canonical.identity_use
    -- a row that names nobody carries no other name
    where resident_id is not null and name <> ''
),

own_use as (
    select
        record_id,
        person_id,
        resident_id,
        name,
        name_group,
        match_strength,
        row_number() over (partition by person_id, resident_id order by record_id) as place
    from identity_use
    where is_payee
),

other_use as (
    select
        own_use.record_id,
        own_use.person_id,
        own_use.resident_id,
        own_use.name,
        own_use.match_strength,
        identity_use.record_id as other_record_id,
        identity_use.name as other_name,
        row_number() over (
            partition by own_use.person_id, own_use.resident_id
            order by case when identity_use.is_payee then 0 else 1 end, identity_use.record_id
        ) as place
    from own_use
    inner join identity_use
        on identity_use.resident_id = own_use.resident_id and identity_use.name_group <> own_use.name_group
    where own_use.place = 1
)

select
    person_id,
    resident_id as occurrence_key,
    cast(null as integer) as month,
    cast(null as bigint) as amount_fen,
    record_id as line_id,
    other_record_id as counter_id,
    match_strength,
    resident_id as fact_resident_id,
    name as fact_own_name,
    other_name as fact_other_name
from other_use
where place = 1
