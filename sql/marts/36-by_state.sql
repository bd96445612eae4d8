-- Grain: one row per state of a case at the end of the period.
select
    status,
    max(status_title) as status_title,
    count(distinct person_id)::integer as people,
    count(*)::integer as cases,
    (count(distinct person_id) filter (where assessed_in_period_fen <> 0))::integer as assessed_people,
    (count(*) filter (where assessed_in_period_fen <> 0))::integer as assessed_cases,
    sum(columns('(.*_fen)$'))::bigint as '\1'
from mart.chosen_case
group by status
order by sum(assessed_fen) desc, status
