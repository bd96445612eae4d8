-- Grain: one row per person of whom any list but the household register tells. What the rosters say goes before other lists of payments, those before all else; within a
-- kind the latest row counts. What that row leaves blank is taken from any other row of the person.
insert into canonical.person by name
with

seen as (
    select
        person_id,
        case pays when 'pension' then 0 when 'other' then 1000000000000000 else 2000000000000000 end - row_id as place,
        row_id
    from link.observation
    -- whoever stands in the register alone is nobody's finding
    where source not in ('household', 'bank-return')
),

best as (
    select
        person_id,
        arg_min(row_id, place) as row_id,
        min(place) < 1000000000000000 as is_payee
    from seen
    group by person_id
),

-- only where something is blank in the best row are the others asked
lacking as (
    select best.person_id
    from best
    inner join link.observation on observation.row_id = best.row_id
    where
        best.is_payee
        and (
            observation.resident_id is null or observation.township is null
            or observation.village is null or observation.name is null
        )
),

other as (
    select
        observation.person_id,
        max(observation.resident_id) as resident_id,
        max(coalesce(observation.resident_id_raw, observation.resident_id)) as resident_id_raw,
        max(coalesce(observation.name_raw, observation.name)) as name,
        max(observation.born_on) as born_on,
        max(observation.sex) as sex,
        max(observation.township) as township,
        max(observation.village) as village
    from link.observation
    semi join lacking on lacking.person_id = observation.person_id
    -- what a weak link says of a person is a lead, not the person's own
    where observation.match_strength = 'confirmed'
    group by observation.person_id
),

told as (
    select
        best.person_id,
        coalesce(observation.resident_id, other.resident_id) as resident_id,
        coalesce(observation.resident_id_raw, observation.resident_id, other.resident_id_raw) as resident_id_raw,
        coalesce(observation.name_raw, observation.name, other.name, '') as name,
        coalesce(observation.born_on, other.born_on) as told_born_on,
        coalesce(observation.sex, other.sex) as told_sex,
        coalesce(observation.township, other.township) as township,
        coalesce(observation.village, other.village) as village,
        best.is_payee
    from best
    inner join link.observation on observation.row_id = best.row_id
    left join other on other.person_id = best.person_id
)

select
    person_id,
    resident_id,
    resident_id_raw,
    name,
    coalesce(
        case when resident_id is not null then
            make_date(
                cast(substr(resident_id, 7, 4) as integer),
                cast(substr(resident_id, 11, 2) as integer),
                cast(substr(resident_id, 13, 2) as integer)
            )
        end,
        told_born_on
    ) as born_on,
    coalesce(
        case when resident_id is not null
            then case when cast(substr(resident_id, 17, 1) as integer) % 2 = 1 then 'male' else 'female' end end,
        told_sex
    ) as sex,
    township,
    village,
    is_payee
from told;
