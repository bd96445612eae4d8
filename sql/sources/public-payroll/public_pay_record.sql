-- Grain: one row per line of a public payroll: a person, or one month's pay.
select
    row_id as record_id,
    person_id,
    kind_means as kind,
    start_month,
    end_month,
    month,
    complete_month,
    coalesce(paid_fen, amount_fen) as amount_fen,
    match_strength
from staged.public_payroll
where kind_means is not null
