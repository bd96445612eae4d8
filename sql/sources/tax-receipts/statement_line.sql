-- Grain: one row per receipt of the tax office, or repayment. A list that names no item is of the residents' pension insurance alone.
with

receipt as (
    select
        *,
        coalesce(item_means = 'pension-back' or entry_kind_means = 'repaid', false) as is_return
    from staged.tax_receipts
    where booked_on_month is not null
)

select
    row_id as record_id,
    'tax' as party,
    true as is_own_statement,
    case when coalesce(item_means, 'pension') in ('pension', 'pension-back') then 'contribution' end as flow,
    booked_on,
    booked_on_month as booked_month,
    -- a repayment goes out, whichever sign it is listed with
    case when not is_return then amount_fen end as in_fen,
    case when is_return then abs(amount_fen) end as out_fen,
    is_return,
    item_reverses or entry_kind_reverses or coalesce(remark_means = 'reversal', false) as is_reversal
from receipt
