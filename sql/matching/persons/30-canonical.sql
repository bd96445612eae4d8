-- Fills the canonical tables about persons from the linked rows.

-- Grain: one row per person.
insert into canonical.person by name
with

seen as (
    select
        row_person.person_id,
        observation.*,
        case observation.pays when 'pension' then 1 when 'other' then 2 else 3 end as place
    from link.observation
    inner join link.row_person on row_person.row_id = observation.row_id
),

ranked as (
    select
        person_id,
        max(resident_id) as resident_id,
        arg_min(resident_id_raw, (place, -row_id)) filter (where resident_id_raw is not null) as resident_id_raw,
        arg_min(name_raw, (place, -row_id)) filter (where name_raw is not null) as name,
        arg_min(born_on, (place, row_id)) filter (where born_on is not null) as told_born_on,
        arg_min(sex, (place, row_id)) filter (where sex is not null) as sex,
        arg_min(township, (place, -row_id)) filter (where township is not null) as township,
        arg_min(village, (place, -row_id)) filter (where village is not null) as village,
        bool_or(pays <> 'nothing') as is_payee
    from seen
    group by person_id
)

select
    person_id,
    resident_id,
    resident_id_raw,
    coalesce(name, '') as name,
    coalesce(
        try_cast(substr(resident_id, 7, 4) || '-' || substr(resident_id, 11, 2) || '-' || substr(resident_id, 13, 2) as date),
        told_born_on
    ) as born_on,
    coalesce(
        case when resident_id is not null
            then case when cast(substr(resident_id, 17, 1) as integer) % 2 = 1 then 'male' else 'female' end end,
        sex
    ) as sex,
    township,
    village,
    is_payee
from ranked;

-- Grain: one row per person, source, number and name as received.
insert into canonical.identity_use by name
select
    min(observation.row_id) as record_id,
    row_person.person_id,
    observation.source,
    observation.resident_id_raw,
    observation.resident_id,
    case when observation.resident_id_raw is not null then observation.resident_id_reason end as id_reason,
    coalesce(arg_min(observation.name_raw, observation.row_id), '') as name,
    min(observation.born_on) as born_on,
    arg_max(observation.village, observation.row_id) as village,
    arg_max(observation.account_no, observation.row_id) as account_no,
    bool_or(observation.pays = 'pension') as is_roster,
    bool_or(observation.pays <> 'nothing') as is_payee,
    coalesce(name_group.name_group, observation.name, '') as name_group,
    min(row_person.match_strength) as match_strength
from link.observation
inner join link.row_person on row_person.row_id = observation.row_id
left join link.name_group
    on name_group.resident_id = observation.resident_id and name_group.name = observation.name
-- a bank's list names holders, not beneficiaries: whose account it is is account/holder-mismatch's question
where observation.source <> 'bank-return'
group by
    row_person.person_id, observation.source, observation.resident_id_raw, observation.resident_id,
    case when observation.resident_id_raw is not null then observation.resident_id_reason end,
    coalesce(name_group.name_group, observation.name, '');

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
        min(observation.row_id) as row_id,
        any_value(row_person.person_id order by observation.row_id) as person_id
    from link.observation
    inner join link.row_person on row_person.row_id = observation.row_id
    where observation.pays = 'pension' and observation.resident_id is not null
    group by observation.resident_id
) as first_person on first_person.resident_id = two_numbers.first_resident_id;
