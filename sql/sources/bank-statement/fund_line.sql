-- Grain: one row per line of the statement. What is passed on between the fund's own accounts is compared where it arrives.
-- A line that reverses another takes back what it names, in whichever column and with whichever sign it was booked.
with

line as (
    select
        *,
        case
            when purpose_means in ('pension', 'pension-back') then coalesce(out_fen, 0) - coalesce(in_fen, 0)
            else coalesce(in_fen, 0) - coalesce(out_fen, 0)
        end as booked_fen,
        coalesce(regexp_matches(purpose, '冲正|冲红|冲销|冲[账帐]|红字|红冲'), false) as is_reversal
    from staged.bank_statement
)

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
        when not is_reversal then booked_fen
        when purpose_means in ('pension-back', 'contribution-back') then abs(booked_fen)
        else -abs(booked_fen)
    end as amount_fen
from line
where booked_on_month is not null
