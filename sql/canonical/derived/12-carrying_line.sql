-- Grain: one row per roster line that pays, or takes back, for other months than its own: how much of it.
select
    row_id,
    person_id,
    -- money taken back from months that are named is taken from those
    case when total_fen < 0 then total_fen else arrears_fen end as carried_fen
from canonical.roster_line
where
    (total_fen < 0 and arrears_from is not null)
    or (not is_arrears and total_fen >= 0 and coalesce(arrears_fen, 0) <> 0)
