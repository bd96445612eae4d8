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
    coalesce(
        interest_fen,
        cast(round(try_cast(
            nullif(regexp_extract(replace(remark, ',', ''), '利息[^0-9，。；;、]{0,4}([0-9]+([.][0-9]{1,2})?)元', 1), '') as decimal(12, 2)
        ) * 100) as bigint)
    ) as interest_fen,
    offset_fen,
    coalesce(state_means, 'paid') = 'paid' as is_settled,
    file_no as delivery_no,
    titled_first_month,
    titled_last_month,
    match_strength
from staged.refunds
