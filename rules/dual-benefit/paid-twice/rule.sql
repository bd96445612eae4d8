-- Grain: one row per settled line of one person and month beyond the largest.
with

payment as (
    -- arrears stand apart: they make good a month that was not paid
    select
        line_id,
        row_id,
        person_id,
        month,
        amount_fen,
        match_strength,
        row_number() over (partition by person_id, month order by amount_fen desc, line_id) as place
    from canonical.benefit_payment
    where is_settled and not is_arrears and amount_fen > 0
),

largest as (
    select row_id, person_id, month, amount_fen, match_strength
    from payment
    where place = 1
)

select
    payment.person_id,
    'paid-twice' as occurrence_key,
    payment.month,
    payment.amount_fen,
    payment.line_id,
    largest.row_id as counter_id,
    largest.match_strength,
    largest.amount_fen as fact_kept_fen
from payment
-- one largest line per person and month, so this join cannot multiply money
inner join largest on largest.person_id = payment.person_id and largest.month = payment.month
where payment.place > 1
