-- Grain: one row per rule under which somebody decided a case by the end of the period. Where too few are decided, the
-- shares are null and the note says how many there are. `share`, `share_low` and `share_high` are those of the queue.
select
    rule_id,
    max(rule_title) as rule_title,
    count(is_substantiated)::integer as decided,
    (count(*) filter (where is_substantiated))::integer as substantiated,
    (count(*) filter (where not is_substantiated))::integer as unfounded,
    share(substantiated, decided) as precision_ratio,
    share_low(substantiated, decided) as low_ratio,
    share_high(substantiated, decided) as high_ratio,
    case when precision_ratio is null then '样本不足（' || decided || ' 条）' end as note
from mart.chosen_case
where is_substantiated is not null
group by rule_id
order by rule_id
