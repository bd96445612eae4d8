-- Grain: one row per person on a payout roster: when payment began and ended, and what a usual month came to.
with

regular_line as (
    select * from canonical.benefit_payment
    where not is_arrears
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
    regular_line.person_id,
    min(regular_line.month) as first_listed_month,
    max(regular_line.month) as last_listed_month,
    min(case when regular_line.is_settled then regular_line.month end) as first_settled_month,
    max(case when regular_line.is_settled then regular_line.month end) as last_settled_month,
    min(start_said.benefit_start_month) as benefit_start_month
from regular_line
left join start_said on start_said.person_id = regular_line.person_id
group by regular_line.person_id
