-- Grain: one row per township and rule; a case stands under the rule that claims most of it.
select
    township,
    rule_id,
    max(rule_title) as rule_title,
    count(distinct person_id)::integer as people,
    count(*)::integer as cases,
    (count(distinct person_id) filter (where assessed_in_period_fen <> 0))::integer as assessed_people,
    (count(*) filter (where assessed_in_period_fen <> 0))::integer as assessed_cases,
    sum(columns('(.*_fen)$'))::bigint as '\1'
from mart.chosen_case
group by township, rule_id
order by township, rule_id
