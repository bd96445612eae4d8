-- What an equality of numbers leaves over, made ready for linking. Grain of all three: one row per person key.
-- A key is one person on its own account (10-row-key). Links are sought only where at least one side's number is damaged
-- or missing: two different valid numbers are two people unless the register says otherwise (15-two-numbers).
create or replace table link.key_row as
select
    observation.person_key,
    max(observation.row_id) as row_id,
    bool_or(observation.pays <> 'nothing') as is_payee,
    bool_or(observation.pays = 'pension') as is_roster,
    bool_or(observation.source not in ('household', 'bank-return')) as is_told_of,
    max(observation.resident_id) as resident_id,
    any_value(observation.name) as name
from link.observation
where observation.source <> 'bank-return'
group by observation.person_key;

create or replace table link.damaged_payee as
select
    key_row.person_key,
    key_row.name,
    observation.resident_id_cleaned as digits,
    coalesce(strftime(observation.born_on, '%Y%m%d'), substr(observation.resident_id_cleaned, 7, 8)) as birth8
from link.key_row
inner join link.observation on observation.row_id = key_row.row_id
where key_row.is_payee and key_row.resident_id is null;

create or replace table link.side_right as
select
    key_row.row_id,
    key_row.person_key
from link.key_row
where
    -- a damaged or missing number, whoever told of it
    (key_row.resident_id is null and (key_row.is_told_of or key_row.is_payee))
    -- a valid number that a damaged one on a payment list may stand for
    or (
        key_row.resident_id is not null
        and not key_row.is_payee
        and (
            key_row.name in (select name from link.damaged_payee where name is not null)
            or substr(key_row.resident_id, 7, 11) in (select substr(digits, 7, 11) from link.damaged_payee where digits is not null)
            or substr(key_row.resident_id, 11, 8) in (select right(digits, 8) from link.damaged_payee where digits is not null)
            or substr(key_row.resident_id, 1, 15) in (select left(digits, 15) from link.damaged_payee where digits is not null)
            or (key_row.is_told_of and substr(key_row.resident_id, 7, 8) in (select birth8 from link.damaged_payee where birth8 is not null))
        )
    );

-- Of the payees those who share anything with a leftover row by which linking could find them: the name, the birth date,
-- a stretch of the number, or a township and nearly the year. With few leftovers that is a small part of the roster.
create or replace table link.side_left as
with

wanted as (
    select distinct
        observation.name,
        observation.township,
        observation.resident_id_cleaned as digits,
        coalesce(strftime(observation.born_on, '%Y%m%d'), substr(observation.resident_id_cleaned, 7, 8)) as birth8,
        observation.former_name
    from link.side_right
    inner join link.observation on observation.row_id = side_right.row_id
    inner join link.key_row on key_row.person_key = side_right.person_key
    where key_row.resident_id is null
),

payee as (
    select
        key_row.row_id,
        key_row.person_key,
        key_row.resident_id,
        key_row.name,
        observation.township,
        coalesce(strftime(observation.born_on, '%Y%m%d'), substr(key_row.resident_id, 7, 8)) as birth8,
        cast(substr(key_row.resident_id, 7, 4) as integer) as born_year
    from link.key_row
    inner join link.observation on observation.row_id = key_row.row_id
    where key_row.is_payee
)

select distinct
    payee.row_id,
    payee.person_key
from payee
where
    payee.resident_id is null
    or payee.name in (select name from wanted where name is not null)
    or payee.name in (select former_name from wanted where former_name is not null)
    or payee.birth8 in (select birth8 from wanted where birth8 is not null)
    or substr(payee.resident_id, 7, 8) in (select birth8 from wanted where birth8 is not null)
    or substr(payee.resident_id, 7, 11) in (select substr(digits, 7, 11) from wanted where digits is not null)
    or substr(payee.resident_id, 11, 8) in (select right(digits, 8) from wanted where digits is not null)
    or substr(payee.resident_id, 1, 15) in (select left(digits, 15) from wanted where digits is not null)
    or exists (
        select 1
        from wanted
        where
            wanted.township = payee.township
            and try_cast(substr(wanted.birth8, 1, 4) as integer) between payee.born_year - 2 and payee.born_year + 2
            and substr(wanted.name, 1, 1) = substr(payee.name, 1, 1)
    );

create or replace view link.person_input as
select
    observation.row_id,
    coalesce(observation.name_raw, observation.name) as name,
    observation.former_name,
    coalesce(observation.resident_id_raw, observation.resident_id) as id_raw,
    observation.former_resident_id as former_id,
    observation.born_on as birth_raw,
    case observation.sex when 'male' then '男' when 'female' then '女' end as sex,
    observation.age,
    observation.township,
    observation.village,
    observation.address,
    observation.account_no as account,
    observation.household_no
from link.observation;

-- the sides are asked a dozen times over, and are a small part of all that is told: they are laid out once
create or replace table link.left_input as
select person_input.* from link.person_input semi join link.side_left using (row_id);

create or replace table link.right_input as
select person_input.* from link.person_input semi join link.side_right using (row_id);

-- of the register only those who could be meant: the payees in question by number, and whoever bears a leftover name
create or replace table link.register_input as
select person_input.*
from link.person_input
inner join link.observation on observation.row_id = person_input.row_id
where
    observation.source = 'household'
    and (
        observation.resident_id in (
            select key_row.resident_id from link.key_row semi join link.side_left using (person_key) where key_row.resident_id is not null
        )
        or observation.name in (
            select key_row.name from link.key_row semi join link.side_right using (person_key) where key_row.resident_id is null
        )
        or observation.name in (select name from link.damaged_payee)
    );
