-- Grain: one row per month and township for which a list of certifications was received; a township of '' means all.
-- A list that names townships speaks for those; one that names none is the county's where its people come from several
-- townships, else it speaks for theirs. Somebody's absence from a list proves nothing where no list speaks.
with

listed as (
    select
        certification.delivery_no,
        certification.certified_month as month,
        certification.listed_township,
        person.township
    from canonical.certification as certification
    left join canonical.person as person on person.person_id = certification.person_id
    where certification.certified_month is not null
),

delivery as (
    select
        delivery_no,
        max(case when listed_township is not null then 1 else 0 end) as names_townships,
        count(distinct coalesce(township, '')) as township_count
    from listed
    group by delivery_no
),

spoken_for as (
    select listed.month, listed.listed_township as township
    from listed
    where listed.listed_township is not null

    union

    -- a township may be written otherwise on the roster: the people on the list show which it is
    select
        listed.month,
        case when delivery.names_townships = 0 and delivery.township_count > 1 then '' else coalesce(listed.township, '') end as township
    from listed
    inner join delivery on coalesce(delivery.delivery_no, 0) = coalesce(listed.delivery_no, 0)
)

select month, township
from spoken_for
