-- Grain: one row per kind of source. Each person and their money stand with the source that comes first in the ledger.
with

title (place, kind, title) as (
    values (1, 'handed-down', '上级下发'), (2, 'self-found', '自查核实'), (3, 'reported', '举报'), (4, 'audit', '审计')
),

person as (
    select
        source_kind,
        person_id,
        count(*) as case_count,
        sum(assessed_fen) as assessed_fen,
        sum(recovered_fen) as recovered_fen,
        sum(recovered_in_period_fen) as recovered_in_period_fen,
        sum(written_off_fen) as written_off_fen,
        sum(outstanding_fen) as outstanding_fen
    from mart.case_summary
    group by source_kind, person_id
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
    coalesce(max(named.people), 0)::integer as named_people,
    coalesce(max(attributed.people), 0)::integer as people,
    count(person.person_id)::integer as people_with_cases,
    coalesce(sum(person.case_count), 0)::integer as cases,
    coalesce(sum(person.assessed_fen), 0)::bigint as assessed_fen,
    (count(*) filter (where person.recovered_in_period_fen > 0))::integer as recovered_people,
    coalesce(sum(person.recovered_in_period_fen), 0)::bigint as recovered_in_period_fen,
    coalesce(sum(person.recovered_fen), 0)::bigint as recovered_fen,
    coalesce(sum(person.written_off_fen), 0)::bigint as written_off_fen,
    coalesce(sum(person.outstanding_fen), 0)::bigint as outstanding_fen
from title
left join person on person.source_kind = title.kind
left join named on named.kind = title.kind
left join attributed on attributed.kind = title.kind
group by title.place, title.kind, title.title
having coalesce(max(named.people), 0) > 0 or title.place <= 2
order by title.place
