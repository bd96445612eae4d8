-- Grain: one row per row of the side's input, every field in its comparable form.
create or replace table linking.person_{side} as
with

-- import
input as (
    select
        *,
        coalesce(linking.town_stem(township), linking.address_town(address)) as town_name
    from linking.input_{side}
),

placeholder_birth as (
    -- a day that fills a column is what the form was born with, not the people
    select birth_value.birth_on
    from input
    inner join linking.birth_value on birth_value.raw = input.birth_raw
    where birth_value.birth_on is not null
    group by birth_value.birth_on
    having count(*) > greatest(200, 0.02 * (select count(*) from input))
        or (birth_value.birth_on in (19000101, 19000100, 19700101, 18991231) and count(*) > 2)
),

final as (
    select
        input.row_id,
        name.name_id,
        name.text_id,
        coalesce(former_name.name_id, name.alias_id) as alias_id,
        name.surname_id,
        name.length as name_length,
        name.c1, name.c2, name.c3, name.c4,
        name.p1, name.p2, name.p3, name.p4,
        coalesce(name.is_legible, false) as is_legible,
        coalesce(name.is_plain, false) as is_plain,
        coalesce(name.is_shi, false) as is_shi,
        coalesce(number.kind, 0) as number_kind,
        linking.valid_no(number.kind, number.digits) as valid_no,
        number.digits,
        number.key15,
        number.birth_sequence,
        number.region_now,
        number.head8,
        number.tail8,
        linking.valid_no(former_number.kind, former_number.digits) as former_valid_no,
        number.birth_on as number_birth_on,
        number_lunar.lunar_on as number_lunar_on,
        case when placeholder_birth.birth_on is null then birth_value.birth_on end as birth_on,
        case when placeholder_birth.birth_on is null then birth_lunar.lunar_on end as lunar_on,
        coalesce(
            case when placeholder_birth.birth_on is null then birth_value.birth_year end,
            number.birth_year
        ) as birth_year,
        coalesce(age_value.birth_year, died_value.birth_year)
            - try_cast(regexp_extract(input.age, '^\s*(\d{1,3})', 1) as integer) as year_by_age,
        died_value.birth_on as died_day,
        alive_value.birth_on as alive_day,
        case
            when input.sex in ('男', '男性', '1', 'M', 'm', 'male', 'Male') then 1
            when input.sex in ('女', '女性', '2', 'F', 'f', 'female', 'Female') then 0
            else number.sex
        end as sex,
        hash(input.town_name) as town,
        input.town_name is not null as has_town,
        coalesce(linking.village_stem(input.village), linking.address_village(input.address)) as village_name,
        nullif(regexp_replace(input.account, '[^0-9]', '', 'g'), '') as account,
        nullif(regexp_replace(input.phone, '[^0-9]', '', 'g'), '') as phone,
        nullif(trim(input.household_no), '') as household_no
    from input
    left join linking.name_value on name_value.raw = input.name
    left join linking.name on name.name_id = name_value.name_id
    left join linking.name_value as former_name on former_name.raw = input.former_name
    left join linking.number on number.raw = input.id_raw
    left join linking.number as former_number on former_number.raw = input.former_id
    left join linking.birth_value on birth_value.raw = input.birth_raw
    left join linking.birth_value as age_value on age_value.raw = input.age_on
    left join linking.birth_value as died_value on died_value.raw = input.died_on
    left join linking.birth_value as alive_value on alive_value.raw = input.alive_on
    left join placeholder_birth on placeholder_birth.birth_on = birth_value.birth_on
    left join linking.lunar_day as birth_lunar on birth_lunar.birth_on = birth_value.birth_on
    left join linking.lunar_day as number_lunar on number_lunar.birth_on = number.birth_on
)

select
    final.*,
    -- the day to compare first, and the number's own where it says another
    coalesce(birth_on, number_birth_on) as day,
    case when birth_on is null then number_lunar_on else lunar_on end as day_lunar,
    case when number_birth_on <> birth_on then number_birth_on end as other_day,
    case when number_birth_on <> birth_on then number_lunar_on end as other_day_lunar,
from final;
