-- Grain: one row per person of a side and blocking key. Two rows are compared when they share a key:
-- every rule is an equality, for one `or` inside a rule would compare everybody with everybody.
create or replace table linking.{role}_key as
with

birthday as (
    select distinct person.*, days.birthday
    from linking.{role}_person as person, unnest([person.birth_on, person.number_birth_on]) as days (birthday)
    where days.birthday is not null
),

keyed as (
    select 0 as rule, row_id, hash(valid_no) as key from linking.{role}_person where valid_no is not null
    union all
    select 1, row_id, hash(key15) from linking.{role}_person where key15 is not null
    union all
    select 2, row_id, hash(birth_sequence, region_now) from linking.{role}_person
    where birth_sequence is not null and region_now is not null
    union all
    select 3, row_id, hash(text_id, birthday) from birthday where text_id is not null
    union all
    select 4, row_id, hash(birthday, c1) from birthday where c1 > 0
    union all
    select 5, row_id, hash(birthday, p1) from birthday where p1 > 0
    union all
    select 6, row_id, hash(birthday, town_group, p2) from birthday where p2 > 0 and has_town
    union all
    select 7, row_id, hash(birthday, town_group, p3) from birthday where p3 > 0 and has_town
    union all
    select 8, row_id, hash(text_id, town_group) from linking.{role}_person where text_id is not null and has_town
    union all
    select 9, row_id, hash(text_id, birth_year) from linking.{role}_person
    where text_id is not null and birth_year is not null
    union all
    select 10, row_id, hash(p1, p2, p3, town_group) from linking.{role}_person where p1 > 0 and p2 > 0 and has_town
    union all
    select 11, row_id, hash(tail8, c1) from linking.{role}_person where tail8 is not null and c1 > 0
    union all
    select 12, row_id, hash(account) from linking.{role}_person where length(account) >= 8
    union all
    select 13, row_id, hash(phone) from linking.{role}_person where length(phone) >= 7
    union all
    select 14, row_id, hash(alias_id, town_group) from linking.{role}_person where alias_id is not null and has_town
    union all
    select 15, row_id, hash(head8, c1, p2) from linking.{role}_person where head8 is not null and c1 > 0 and p2 > 0
    union all
    select 16, row_id, hash(birth_year, c1, town_group) from linking.{role}_person
    where birth_year is not null and c1 > 0 and has_town
)

select rule, row_id, hash(rule, key) as key from keyed where {kept};
