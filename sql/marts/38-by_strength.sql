-- Grain: one row per how sure the link is of the finding that a case stands under.
select
    strength,
    count(distinct person_id)::integer as people,
    count(*)::integer as cases,
    (count(distinct person_id) filter (where assessed_in_period_fen <> 0))::integer as assessed_people,
    (count(*) filter (where assessed_in_period_fen <> 0))::integer as assessed_cases,
    sum(columns('(.*_fen)$'))::bigint as '\1'
from mart.chosen_case
group by strength
order by strength
