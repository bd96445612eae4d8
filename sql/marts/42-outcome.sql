-- Grain: one row per kind of source: what became of the cases opened in the period.
with

title (place, kind, title) as (
    values (1, 'handed-down', '上级下发'), (2, 'self-found', '自查核实'), (3, 'reported', '举报'), (4, 'audit', '审计')
)

select
    title.place,
    title.kind,
    title.title,
    count(*)::integer as cases,
    count(distinct case_summary.person_id)::integer as people,
    (count(*) filter (where case_summary.outcome = 'substantiated'))::integer as substantiated,
    (count(*) filter (where case_summary.outcome = 'unfounded'))::integer as unfounded,
    (count(*) filter (where case_summary.outcome = 'unverifiable'))::integer as unverifiable,
    (count(*) filter (where case_summary.outcome = 'revoked'))::integer as revoked,
    (count(*) filter (where case_summary.outcome = 'open'))::integer as undecided
from mart.case_summary as case_summary
inner join title on title.kind = case_summary.source_kind
where case_summary.is_opened_in_period
group by title.place, title.kind, title.title
order by title.place
