-- Grain: one row per roster line that pays, or takes back, for other months than its own: how much of it.
select
    row_id,
    person_id,
    -- money taken back from months that are named is taken from those
    case when total_fen < 0 then total_fen when taken_back_fen > 0 then -taken_back_fen else arrears_fen end as carried_fen
from canonical.roster_line
where
    (total_fen < 0 and arrears_from is not null)
    or taken_back_fen > 0
    or (not is_arrears and total_fen >= 0 and coalesce(arrears_fen, 0) <> 0)

union all

-- what makes good beside the payment of its month is for months that were left out
select
    made_good.row_id,
    made_good.person_id,
    made_good.total_fen as carried_fen
from canonical.roster_line as made_good
where
    made_good.is_made_good
    and not made_good.is_arrears
    and made_good.total_fen > 0
    and coalesce(made_good.arrears_fen, 0) = 0
    and coalesce(made_good.month = made_good.paid_month, true)
    and exists (
        select 1
        from canonical.roster_line as own
        where
            own.person_id = made_good.person_id
            and own.month = made_good.month
            and own.row_id <> made_good.row_id
            and not own.is_made_good
            and not own.is_arrears
            and own.total_fen > 0
            and (own.state is null or own.state = 'paid')
    )
