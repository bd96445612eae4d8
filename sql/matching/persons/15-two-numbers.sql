-- Grain: one row per pair of valid numbers on the payout rosters that belong to one person.
-- Three kinds of evidence, the first that holds: the household register names the old number; the digits agree but for a
-- place that was renamed and the check digit; name, birth date, sex and account agree. Name and birth date alone are
-- never enough: a county holds many people who share both. Two numbers that the register gives to two people are two people.
create or replace table link.two_numbers as
with

roster_id as (
    select
        resident_id,
        min(first_row_id) as row_id,
        arg_min(name, first_row_id) as name,
        max(account_no) as account_no,
        min(account_no) = max(account_no) as has_one_account
    from link.observation
    where pays = 'pension' and resident_id is not null and name is not null
    group by resident_id
),

registered as (
    select
        resident_id,
        max(former_resident_id) as former_resident_id,
        min(first_row_id) as row_id
    from link.observation
    where source = 'household' and resident_id is not null
    group by resident_id
),

former as (
    select
        older.resident_id as first_resident_id,
        newer.resident_id as second_resident_id,
        registered.row_id as counter_id,
        'former-id' as basis
    from registered
    inner join roster_id as newer on newer.resident_id = registered.resident_id
    inner join roster_id as older on older.resident_id = registered.former_resident_id
    where older.resident_id <> newer.resident_id
),

recoded as (
    select
        one.resident_id as first_resident_id,
        other.resident_id as second_resident_id,
        other.row_id as counter_id,
        'recoded' as basis
    from roster_id as one
    inner join roster_id as other
        on
            substr(other.resident_id, 7, 11) = substr(one.resident_id, 7, 11)
            and other.name = one.name
            and other.resident_id > one.resident_id
    inner join link.region_now as one_region on one_region.code = substr(one.resident_id, 1, 6)
    inner join link.region_now as other_region on other_region.code = substr(other.resident_id, 1, 6)
    where one_region.current_code = other_region.current_code
),

same_account as (
    select
        one.resident_id as first_resident_id,
        other.resident_id as second_resident_id,
        other.row_id as counter_id,
        'same-account' as basis
    from roster_id as one
    inner join roster_id as other
        on
            other.account_no = one.account_no
            and other.name = one.name
            and substr(other.resident_id, 7, 8) = substr(one.resident_id, 7, 8)
            and other.resident_id > one.resident_id
    where one.has_one_account and other.has_one_account
),

found as (
    select *, 1 as place from former
    union all
    select *, 2 as place from recoded
    union all
    select *, 3 as place from same_account
)

select
    least(found.first_resident_id, found.second_resident_id) as first_resident_id,
    greatest(found.first_resident_id, found.second_resident_id) as second_resident_id,
    arg_min(found.basis, found.place) as basis,
    arg_min(found.counter_id, found.place) as counter_id
from found
left join registered as first_registered on first_registered.resident_id = found.first_resident_id
left join registered as second_registered on second_registered.resident_id = found.second_resident_id
where
    found.basis = 'former-id'
    or first_registered.resident_id is null
    or second_registered.resident_id is null
group by 1, 2
