-- Grain: one row per step of a piece of business.
select
    row_id as record_id,
    person_id,
    business_no,
    step_means as step,
    operator,
    done_on,
    done_on_month as done_month,
    match_strength
from staged.operator_log
where step_means is not null
