-- Grain: one row per contribution paid on behalf of one person for one year.
select
    row_id as line_id,
    person_id,
    coalesce(year, cast(floor(paid_on_month / 100) as integer)) as year,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    kind_means as kind,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    match_strength
from staged.paid_on_behalf
