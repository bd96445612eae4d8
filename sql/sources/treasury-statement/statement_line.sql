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
    in_fen,
    out_fen,
    coalesce(purpose_means in ('contribution-back', 'pension-back'), false) as is_return,
    purpose_reverses or coalesce(remark_means = 'reversal', false) as is_reversal
from staged.treasury_statement
where booked_on_month is not null
