-- Grain: one row per township. Somebody with cases in two townships is counted in both; their money is not.
select
    township,
    count(distinct person_id)::integer as people,
    count(*)::integer as cases,
    (count(distinct person_id) filter (where assessed_in_period_fen <> 0))::integer as assessed_people,
    (count(*) filter (where assessed_in_period_fen <> 0))::integer as assessed_cases,
    sum(columns('(.*_fen)$'))::bigint as '\1'
from mart.chosen_case
group by township
order by township
