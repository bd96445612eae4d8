-- Grain: one row per figure that a chosen case stands behind: cases, people, each once, and the sum.
select
    case_figure.figure,
    count(*)::integer as cases,
    count(distinct case_figure.person_id)::integer as people,
    sum(case_figure.amount_fen)::bigint as amount_fen
from mart.case_figure as case_figure
where case_figure.case_id in (select case_id from mart.chosen_case)
group by case_figure.figure
order by case_figure.figure
