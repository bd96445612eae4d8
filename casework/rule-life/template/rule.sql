-- Grain: one row per settled payment that is larger than the ceiling.
-- It names the offending lines and nothing more; the months and sums of a person are put together from them.
select
    payment.person_id,
    -- what keeps two findings of one person apart: here there is one
    'ceiling' as occurrence_key,
    payment.month,
    -- what of the line is in question, in fen
    payment.amount_fen - ceiling.value as amount_fen,
    payment.line_id,
    -- the row of another list that contradicts it: here there is none
    cast(null as bigint) as counter_id,
    payment.match_strength,
    payment.amount_fen as fact_paid_fen
from canonical.benefit_payment as payment
inner join parameter.{{name}}_ceiling as ceiling on payment.month between ceiling.valid_from and ceiling.valid_to
where payment.is_settled and not payment.is_arrears and payment.amount_fen > ceiling.value
