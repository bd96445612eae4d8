-- Grain: one row per line of a public payroll: a person, or one month's pay.
select
    row_id as record_id,
    person_id,
    case
        -- nobody knows of which months a payment that came back was made again
        when kind_means in ('salary', 'civil-pension') and state_means = 'returned' then 'left'
        -- whoever left, nobody knows when, is paid no more; the entry still says that they were
        when kind_means in ('salary', 'civil-pension') and state_means = 'left' and end_month is null then 'left'
        when kind_means = 'salary' and state_means = 'retired' then 'civil-pension'
        else kind_means
    end as kind,
    start_month,
    end_month,
    month,
    complete_month,
    coalesce(paid_fen, amount_fen) as amount_fen,
    match_strength
from staged.public_payroll
where kind_means is not null
