-- Grain: one row per contribution paid on behalf of one person for one year.
select
    row_id as line_id,
    person_id,
    coalesce(year, cast(floor(paid_on_month / 100) as integer)) as year,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    case
        when kind like '%一级%' or kind like '%二级%' or kind like '%重度%' or kind like '%重残%' or kind like '%一、二%' or kind like '%一二%'
            then 'severe-disability'
        when kind like '%三%' or kind like '%四%' or kind like '%中轻%' or kind like '%轻度%' then 'moderate-disability'
        when kind like '%残%' then 'severe-disability'
        when kind like '%特困%' or kind like '%五保%' then 'destitute'
        when kind like '%低保%' or kind like '%最低生活%' or kind like '%返贫%' or kind like '%脱贫%' then 'minimum-living'
        when kind is not null then 'other'
    end as kind,
    not coalesce(state like '%退%' or state like '%失败%' or state like '%待%' or state like '%未%', false) as is_settled,
    match_strength
from staged.paid_on_behalf
