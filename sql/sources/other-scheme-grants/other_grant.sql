-- Grain: one row per funeral grant of another scheme; the person is the one who died.
select
    row_id as record_id,
    person_id,
    scheme,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    coalesce(scheme_means = 'local', false) as is_local,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    match_strength
from staged.other_scheme_grants
