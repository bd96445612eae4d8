-- Grain: one row per contribution that came in and has a day or a month. With a number of the tax office's or its name in the
-- row it is the tax office that speaks, else the office's own book.
select
    row_id as record_id,
    case when receipt_no is not null or tax_office is not null then 'tax' else 'office' end as party,
    false as is_own_statement,
    'contribution' as flow,
    paid_on as booked_on,
    paid_on_month as booked_month,
    paid_fen as in_fen,
    false as is_return,
    false as is_reversal
from staged.contributions
where paid_on_month is not null
    and paid_fen is not null
    and coalesce(state_means, 'paid') = 'paid'
