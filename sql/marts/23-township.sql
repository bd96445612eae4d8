-- Grain: one row per township in which somebody draws a benefit, the one with most of them first.
select
    person.township,
    count(*)::integer as beneficiaries,
    row_number() over (order by count(*) desc, person.township)::integer as place
from build.canonical.person as person
inner join build.canonical.beneficiary as beneficiary on beneficiary.person_id = person.person_id
where person.township is not null
group by person.township
order by place
