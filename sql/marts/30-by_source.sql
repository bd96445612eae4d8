-- Grain: one row per kind of source. Each person and their money stand with the source that comes first in the ledger.
with

title (place, kind, title) as (
    values (1, 'handed-down', '上级下发'), (2, 'self-found', '自查核实'), (3, 'reported', '举报'), (4, 'audit', '审计')
),

person as (
    select source_kind, person_id, count(*) as cases, sum(columns('(.*_fen)$')) as '\1'
    from mart.chosen_case
    group by source_kind, person_id
),

money as (
    select
        source_kind,
        sum(cases) as cases,
        count(*) filter (where recovered_in_period_fen > 0) as recovered_people,
        sum(columns('(.*_fen)$')) as '\1'
    from person
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
    coalesce(money.recovered_people, 0)::integer as recovered_people,
    coalesce(columns('(.*_fen)$'), 0)::bigint as '\1'
from title
left join money on money.source_kind = title.kind
left join named on named.kind = title.kind
left join attributed on attributed.kind = title.kind
where coalesce(named.people, 0) > 0 or title.place <= 2
order by title.place
