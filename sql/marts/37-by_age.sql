-- Grain: one row per age of debt at the end of the period, counted from the day the amount was first approved.
with

band (place, band, title, from_day, to_day) as (
    values
    (1, 'unapproved', '尚未审批', null, null), (2, 'to_30', '30天以内', 0, 30), (3, 'to_90', '31—90天', 31, 90),
    (4, 'to_180', '91—180天', 91, 180), (5, 'over_180', '180天以上', 181, 1000000)
),

owed as (
    select
        case_id,
        person_id,
        outstanding_fen,
        case when approved_on is null then 1
            when age_days <= 30 then 2
            when age_days <= 90 then 3
            when age_days <= 180 then 4
            else 5
        end as place
    from mart.case_summary
    where outstanding_fen > 0
)

select
    band.place,
    band.band,
    band.title,
    count(distinct owed.person_id)::integer as people,
    count(owed.case_id)::integer as cases,
    coalesce(sum(owed.outstanding_fen), 0)::bigint as outstanding_fen
from band
left join owed on owed.place = band.place
group by band.place, band.band, band.title
order by band.place
