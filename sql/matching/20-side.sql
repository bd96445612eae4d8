-- Grain: one row per pair of township names that the same valid numbers show to be one place.
-- 弥阳镇 became three streets: hundreds of people stand under both names, while those who merely moved
-- scatter over all the others.
create or replace table linking.town_alias as
with

valid_town as (
    select distinct valid_no, town from linking.person_{left} where valid_no is not null and has_town
    union
    select distinct valid_no, town from linking.person_{right} where valid_no is not null and has_town
    union
    select distinct valid_no, town from linking.person_{register} where valid_no is not null and has_town
),

town_size as (
    select town, count(*) as person_count from valid_town group by town
),

renamed as (
    select a.town as town, b.town as other_town
    from valid_town as a
    inner join valid_town as b on b.valid_no = a.valid_no and a.town < b.town
    group by a.town, b.town
    having count(*) >= 5
        and count(*) >= 0.02 * (
            select min(person_count) from town_size where town_size.town in (a.town, b.town)
        )
)

select town, other_town from renamed;
