-- Grain: one row per line by which the office, the bank, the treasury or the tax office says what came in or was paid out. Null
-- as the flow: money that nobody compares. Without a day, the line speaks for its month. What came back is negative; a line that
-- reverses another takes back what it names, in whichever column and with whichever sign it was booked.
with

booked as (
    select
        *,
        case when flow = 'pension' then coalesce(out_fen, 0) - coalesce(in_fen, 0) else coalesce(in_fen, 0) - coalesce(out_fen, 0) end
        as moved_fen
    from canonical.statement_line
)

select
    record_id,
    party,
    is_own_statement,
    flow,
    booked_on,
    booked_month,
    case
        when not is_reversal then moved_fen
        when is_return then abs(moved_fen)
        else -abs(moved_fen)
    end as amount_fen
from booked
