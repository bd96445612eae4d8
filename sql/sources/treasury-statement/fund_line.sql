-- Grain: one row per line of the statement. The treasury takes contributions in from the account of
-- income, and pays pensions by what it allocates.
select
    row_id as record_id,
    'treasury' as party,
    true as is_own_statement,
    case
        when purpose_means in ('contribution', 'contribution-back', 'collected') then 'contribution'
        when purpose_means in ('pension', 'pension-back', 'allocated') then 'pension'
    end as flow,
    booked_on,
    booked_on_month as booked_month,
    case
        when purpose_means in ('pension', 'pension-back', 'allocated') then coalesce(out_fen, 0) - coalesce(in_fen, 0)
        else coalesce(in_fen, 0) - coalesce(out_fen, 0)
    end as amount_fen
from staged.treasury_statement
where booked_on_month is not null
