-- Grain: one row per funeral grant; the person is the one who died, never the one who received the money.
select
    row_id as line_id,
    file_no as delivery_no,
    person_id,
    paid_on,
    paid_on_month as paid_month,
    amount_fen,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    coalesce(state_means in ('returned', 'failed'), false) as came_back,
    died_on as reported_died_on,
    died_on_month as reported_died_month,
    titled_first_month,
    titled_last_month,
    match_strength
from staged.funeral_grant
