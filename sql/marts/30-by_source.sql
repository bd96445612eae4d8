-- Grain: one row per kind of source, by the rule of attribution of cases. Whose money came in under two of them is counted with
-- the first of these cases, so that people add up too.
with

title (place, kind, title) as (
    values (1, 'handed-down', '上级下发'), (2, 'self-found', '自查核实'), (3, 'reported', '举报'), (4, 'audit', '审计')
),

person as (
    select person_id, arg_min(source_kind, case_id) filter (where recovered_in_period_fen <> 0) as source_kind
    from mart.chosen_case
    group by person_id
    having sum(recovered_in_period_fen) > 0
),

recovered as (
    select source_kind, count(*) as people
    from person
    group by source_kind
),

money as (
    select
        source_kind,
        count(*) as cases,
        sum(columns('(.*_fen)$')) as '\1'
    from mart.chosen_case
    group by source_kind
),

named as (
    select kind, count(distinct person_id) as people
    from ledger.naming
    group by kind
),

attributed as (
    select kind, count(distinct person_id) as people
    from ledger.attribution
    group by kind
)

select
    title.place,
    title.kind,
    title.title,
    coalesce(named.people, 0)::integer as named_people,
    coalesce(attributed.people, 0)::integer as people,
    coalesce(money.cases, 0)::integer as cases,
    coalesce(recovered.people, 0)::integer as recovered_people,
    coalesce(columns('(.*_fen)$'), 0)::bigint as '\1'
from title
left join money on money.source_kind = title.kind
left join recovered on recovered.source_kind = title.kind
left join named on named.kind = title.kind
left join attributed on attributed.kind = title.kind
where coalesce(named.people, 0) > 0 or title.place <= 2
order by title.place
