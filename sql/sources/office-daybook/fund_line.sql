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
    case
        when purpose_means in ('pension', 'pension-back') then coalesce(out_fen, 0) - coalesce(in_fen, 0)
        else coalesce(in_fen, 0) - coalesce(out_fen, 0)
    end as amount_fen
from staged.office_daybook
where booked_on_month is not null
