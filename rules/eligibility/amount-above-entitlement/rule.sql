-- Grain: one row per settled line whose basic part and age top-up exceed the rates in force for its month and age.
with

payment as (
    -- arrears may adjust several months at once, and a line without components cannot be judged
    select line_id, person_id, month, basic_fen, coalesce(age_topup_fen, 0) as age_topup_fen
    from canonical.benefit_payment
    where is_settled and not is_arrears and not is_reversed and amount_fen > 0 and basic_fen is not null
),

person as (
    select person_id, born_on
    from canonical.person
    where born_on is not null
),

due as (
    select
        payment.line_id,
        payment.person_id,
        payment.month,
        payment.basic_fen,
        payment.age_topup_fen,
        basic_rate.value as basic_due_fen,
        case
            when payment.month > (extract(year from person.born_on) + topup_age.value) * 100 + extract(month from person.born_on)
                then topup_rate.value
            else 0
        end as topup_due_fen,
        tolerance.value as tolerance_fen,
        person.born_on
    from payment
    inner join person on person.person_id = payment.person_id
    -- a month without a known rate is not judged
    inner join parameter.basic_pension_rate as basic_rate on payment.month between basic_rate.valid_from and basic_rate.valid_to
    inner join parameter.age_topup_rate as topup_rate on payment.month between topup_rate.valid_from and topup_rate.valid_to
    inner join parameter.age_topup_age as topup_age on payment.month between topup_age.valid_from and topup_age.valid_to
    inner join parameter.amount_tolerance as tolerance on payment.month between tolerance.valid_from and tolerance.valid_to
),

excess as (
    select
        line_id,
        person_id,
        month,
        born_on,
        basic_fen + age_topup_fen as paid_fen,
        basic_due_fen + topup_due_fen as due_fen,
        basic_fen + age_topup_fen - basic_due_fen - topup_due_fen as excess_fen,
        -- a top-up beyond its rate is taken to be the excess before the basic part is
        least(greatest(age_topup_fen - topup_due_fen, 0), basic_fen + age_topup_fen - basic_due_fen - topup_due_fen)
            as age_topup_excess_fen,
        tolerance_fen
    from due
)

select
    person_id,
    'amount-above' as occurrence_key,
    month,
    cast(excess_fen as bigint) as amount_fen,
    line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    cast(excess_fen - age_topup_excess_fen as bigint) as part_basic_fen,
    cast(age_topup_excess_fen as bigint) as part_age_topup_fen,
    born_on as fact_born_on,
    paid_fen as fact_paid_fen,
    due_fen as fact_due_fen
from excess
where excess_fen > tolerance_fen
