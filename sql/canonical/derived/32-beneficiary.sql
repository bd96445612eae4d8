-- Grain: one row per person on a payout roster: when payment began and ended, and what a usual month came to.
with

paid as (
    select
        person_id,
        min(month) as first_listed_month,
        max(month) as last_listed_month,
        min(case when is_settled then month end) as first_settled_month,
        max(case when is_settled then month end) as last_settled_month,
        min(case when is_settled and not is_reversed and amount_fen > 0 then account_fen end) as least_account_fen,
        max(case when is_settled and not is_reversed and amount_fen > 0 then account_fen end) as most_account_fen
    from canonical.benefit_payment
    where not is_arrears
    group by person_id
),

start_said as (
    select
        person_id,
        min(benefit_start_month) as benefit_start_month
    from canonical.roster_line
    where benefit_start_month is not null
    group by person_id
)

select
    paid.person_id,
    paid.first_listed_month,
    paid.last_listed_month,
    paid.first_settled_month,
    paid.last_settled_month,
    paid.least_account_fen,
    paid.most_account_fen,
    start_said.benefit_start_month
from paid
left join start_said on start_said.person_id = paid.person_id
