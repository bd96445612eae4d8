-- Grain: one row per refund of a personal account. Without a stated ground nobody knows what was due.
select
    row_id as record_id,
    person_id,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    ground_means as ground,
    left_on_month as left_month,
    balance_fen,
    subsidy_fen,
    interest_fen,
    offset_fen,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    match_strength
from staged.refunds
