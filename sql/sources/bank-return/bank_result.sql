-- Grain: one row per payment order in a bank return. A list without results lists what failed where it gives reasons.
select
    row_id as record_id,
    person_id,
    resident_id,
    account_no,
    holder_name,
    amount_fen,
    month,
    paid_month,
    case
        -- a code that nobody knows, and why it failed in words
        when result_means is null and result is not null then coalesce(reason_means = 'returned', false)
        when result_means is null then reason is not null
        else result_means = 'returned'
    end as is_returned,
    reason,
    match_strength
from staged.bank_return
