-- Grain: one row per contribution of one person for one year.
select
    row_id as record_id,
    person_id,
    coalesce(year, cast(floor(paid_on_month / 100) as integer)) as year,
    paid_on_month as paid_month,
    tier_fen,
    paid_fen,
    subsidy_fen,
    coalesce(kind_means, 'regular') as kind,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    match_strength
from staged.contributions
where coalesce(year, paid_on_month) is not null
