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
