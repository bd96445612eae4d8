-- Grain: one row per line of the statement. What is passed on between the fund's own accounts is compared where it arrives.
select
    row_id as record_id,
    'bank' as party,
    true as is_own_statement,
    case
        when purpose_means in ('contribution', 'contribution-back') then 'contribution'
        when purpose_means in ('pension', 'pension-back') then 'pension'
    end as flow,
    booked_on,
    booked_on_month as booked_month,
    case
        when purpose_means in ('pension', 'pension-back') then coalesce(out_fen, 0) - coalesce(in_fen, 0)
        else coalesce(in_fen, 0) - coalesce(out_fen, 0)
    end as amount_fen
from staged.bank_statement
where booked_on_month is not null
