-- Grain: one row per age of debt at the end of the period, counted from the day the amount was first approved.
with

band (place, band, title) as (
    values
    (1, 'unapproved', '尚未审批'), (2, 'to_30', '30天以内'), (3, 'to_90', '31—90天'), (4, 'to_180', '91—180天'),
    (5, 'over_180', '180天以上')
)

select
    band.place,
    band.band as age,
    band.title,
    count(distinct owed.person_id)::integer as people,
    count(owed.case_id)::integer as cases,
    coalesce(sum(owed.outstanding_fen), 0)::bigint as outstanding_fen
from band
left join mart.chosen_case as owed on owed.age = band.band
group by band.place, band.band, band.title
order by band.place
