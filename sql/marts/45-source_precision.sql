-- Grain: one row per kind of source from which somebody decided a case by the end of the period; as `rule_precision`.
select
    source_kind,
    count(is_substantiated)::integer as decided,
    (count(*) filter (where is_substantiated))::integer as substantiated,
    (count(*) filter (where not is_substantiated))::integer as unfounded,
    share(substantiated, decided) as precision_ratio,
    share_low(substantiated, decided) as low_ratio,
    share_high(substantiated, decided) as high_ratio
from mart.chosen_case
where is_substantiated is not null
group by source_kind
order by source_kind
