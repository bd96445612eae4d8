-- Grain: one row per kind of source: what became of the cases opened in the period, and the people whom the source named,
-- first or not.
with

title (place, kind, title) as (
    values (1, 'handed-down', '上级下发'), (2, 'self-found', '自查核实'), (3, 'reported', '举报'), (4, 'audit', '审计')
),

opened as (
    select * from mart.chosen_case where is_opened_in_period
),

named as (
    select kind, count(distinct person_id) as people
    from ledger.naming
    group by kind
)

select
    title.place,
    title.kind,
    title.title,
    count(opened.case_id)::integer as cases,
    count(distinct opened.person_id)::integer as people,
    (count(*) filter (where opened.outcome = 'substantiated'))::integer as substantiated,
    (count(*) filter (where opened.outcome = 'unfounded'))::integer as unfounded,
    (count(*) filter (where opened.outcome = 'unverifiable'))::integer as unverifiable,
    (count(*) filter (where opened.outcome = 'revoked'))::integer as revoked,
    (count(*) filter (where opened.outcome = 'open'))::integer as undecided,
    coalesce(max(named.people), 0)::integer as named_people
from title
left join opened on opened.source_kind = title.kind
left join named on named.kind = title.kind
group by title.place, title.kind, title.title
order by title.place
