-- Grain: one row per line of the statement.
select
    row_id as record_id,
    'office' as party,
    true as is_own_statement,
    case
        when purpose_means in ('contribution', 'contribution-back') then 'contribution'
        when purpose_means in ('pension', 'pension-back') then 'pension'
    end as flow,
    booked_on,
    booked_on_month as booked_month,
    in_fen,
    out_fen,
    coalesce(purpose_means in ('contribution-back', 'pension-back'), false) as is_return,
    purpose_reverses or coalesce(remark_means = 'reversal', false) as is_reversal
from staged.office_daybook
where booked_on_month is not null
