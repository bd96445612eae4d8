-- Grain: one row per step of a piece of business; a log with a column for each hand has several of them in a row.
with

hand as (
    select
        line.row_id as record_id,
        line.person_id,
        line.business_no,
        coalesce(columns.step, line.step_means) as step,
        case columns.step
            when 'enter' then line.entered_by
            when 'check' then line.checked_by
            when 'pay' then line.paid_by
            else line.operator
        end as operator,
        coalesce(line.done_on, line.entered_on) as done_on,
        coalesce(line.done_on_month, line.entered_on_month) as done_month,
        line.match_strength
    from staged.operator_log as line
    cross join (values (null), ('enter'), ('check'), ('pay')) as columns (step)
)

select
    record_id,
    person_id,
    business_no,
    step,
    operator,
    done_on,
    done_month,
    match_strength
from hand
where step is not null and operator is not null
