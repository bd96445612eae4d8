-- Grain: one row per personal account and day of a ledger.
select
    row_id as record_id,
    person_id,
    balance_fen,
    subsidy_fen,
    year_interest_fen,
    coalesce(balance_on_month, year * 100 + 12, complete_month) as balance_month,
    award_balance_fen,
    award_month,
    contribution_years,
    deemed_years,
    coalesce(state_means, 'open') as state,
    coalesce(remark_means = 'disputed', false) or coalesce(state_means = 'disputed', false) as is_disputed,
    match_strength
from staged.account_ledger
where coalesce(remark_means, '') <> 'void'
