-- Fills the canonical tables about persons from the linked rows.

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

-- Of somebody whom the register names twice the earliest row counts.
delete from canonical.registered_person
using (
    select
        person_id,
        min(record_id) as record_id
    from canonical.registered_person
    -- half a million people are told apart by a number each sooner than by what they are called
    where hash(person_id) in (
        select hash(person_id) as told_by
        from canonical.registered_person
        group by told_by
        having count(*) > 1
    )
    group by person_id
    having count(*) > 1
) as earliest
where registered_person.person_id = earliest.person_id and registered_person.record_id <> earliest.record_id;

-- Grain: one row per person, source, number and name as received, for everybody whom the fund pays and whoever shares a
-- number with one of them. A bank's list names holders, not beneficiaries: whose account it is, another rule asks.
insert into canonical.identity_use by name
with

payee as (
    select distinct
        person_id,
        resident_id
    from link.observation
    where pays <> 'nothing'
),

-- who is asked for are numbers and people
told as (
    select
        first_row_id as record_id,
        person_id,
        source,
        resident_id_raw as own_raw,
        resident_id,
        resident_id_reason,
        coalesce(name_raw, name) as name,
        born_on,
        village,
        account_no,
        pays,
        coalesce(name_group, name, '') as name_group,
        match_strength
    from link.observation
    where
        source <> 'bank-return'
        -- whoever stands on another county's roster is that county's to ask
        and row_id not in (select not_ours.row_id from not_ours)
        and (
            resident_id in (select resident_id from payee where resident_id is not null)
            or person_id in (select person_id from payee)
        )
),

-- nearly everybody stands once in a source: gathered are the rows of the others alone
several as (
    select
        person_id,
        source
    from told
    group by person_id, source
    having count(*) > 1
),

gathered as (
    select
        min(record_id) as record_id,
        person_id,
        source,
        own_raw,
        resident_id,
        resident_id_reason,
        min(name) as name,
        min(born_on) as born_on,
        max(village) as village,
        max(account_no) as account_no,
        min(pays) as pays,
        name_group,
        min(match_strength) as match_strength
    from told
    semi join several using (person_id, source)
    group by person_id, source, own_raw, resident_id, resident_id_reason, name_group

    union all by name

    select *
    from told
    anti join several using (person_id, source)
)

select
    record_id,
    person_id,
    source,
    coalesce(own_raw, resident_id) as resident_id_raw,
    resident_id,
    resident_id_reason as id_reason,
    coalesce(name, '') as name,
    born_on,
    village,
    account_no,
    pays = 'pension' as is_roster,
    pays <> 'nothing' as is_payee,
    name_group,
    match_strength
from gathered;

-- Grain: one row per pair of numbers of one person.
insert into canonical.same_person by name
select
    first_person.person_id,
    two_numbers.first_resident_id,
    two_numbers.second_resident_id,
    first_person.row_id * 100 as line_id,
    two_numbers.counter_id,
    two_numbers.basis,
    'confirmed' as match_strength
from link.two_numbers
inner join (
    select
        observation.resident_id,
        min(observation.first_row_id) as row_id,
        min(observation.person_id) as person_id
    from link.observation
    where observation.pays = 'pension' and observation.resident_id is not null
    group by observation.resident_id
) as first_person on first_person.resident_id = two_numbers.first_resident_id;
