-- Grain: one row per receipt of the tax office. A list that names no item is of the residents' pension insurance alone.
select
    row_id as record_id,
    'tax' as party,
    true as is_own_statement,
    case when coalesce(item_means, 'pension') = 'pension' then 'contribution' end as flow,
    booked_on,
    booked_on_month as booked_month,
    amount_fen
from staged.tax_receipts
where booked_on_month is not null
