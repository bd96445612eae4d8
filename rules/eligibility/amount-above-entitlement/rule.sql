-- Grain: one row per settled line whose basic part and age top-up exceed the rates in force for its month and age.
with

payment as (
    -- arrears may adjust several months at once, and a line without components cannot be judged
    select line_id, person_id, month, basic_fen, coalesce(age_topup_fen, 0) as age_topup_fen
    from canonical.benefit_payment
    where is_settled and not is_arrears and not is_reversed and amount_fen > 0 and basic_fen is not null
),

rate as (
    -- a month without a known rate is not judged
    select
        calendar_month.month,
        basic_rate.value as basic_fen,
        topup_rate.value as topup_fen,
        topup_age.value as topup_age,
        tolerance.value as tolerance_fen
    from canonical.calendar_month as calendar_month
    inner join parameter.basic_pension_rate as basic_rate on calendar_month.month between basic_rate.valid_from and basic_rate.valid_to
    inner join parameter.age_topup_rate as topup_rate on calendar_month.month between topup_rate.valid_from and topup_rate.valid_to
    inner join parameter.age_topup_age as topup_age on calendar_month.month between topup_age.valid_from and topup_age.valid_to
    inner join parameter.amount_tolerance as tolerance on calendar_month.month between tolerance.valid_from and tolerance.valid_to
),

person as (
    select person_id, born_on, extract(year from born_on) * 100 + extract(month from born_on) as born_month
    from canonical.person
    where born_on is not null
),

perhaps_young as (
    -- everybody else was of the age of the top-up in every month that was paid
    select person_id
    from person
    where
        born_month + (select max(value) from parameter.age_topup_age) * 100
        >= (select min(month) from canonical.benefit_payment)
),

more as (
    -- what is no more than is due without the top-up exceeds nothing at any age
    select
        payment.line_id,
        payment.person_id,
        payment.month,
        payment.basic_fen,
        payment.age_topup_fen,
        rate.basic_fen as basic_due_fen,
        rate.topup_fen,
        rate.topup_age,
        rate.tolerance_fen
    from payment
    inner join rate on rate.month = payment.month
    where payment.basic_fen + payment.age_topup_fen > rate.basic_fen + least(rate.topup_fen, 0) + rate.tolerance_fen
),

beyond as (
    -- nor does what is no more than is due with it, but for the few who may have been too young
    select line_id, person_id, month, basic_fen, age_topup_fen, basic_due_fen, topup_fen, topup_age, tolerance_fen
    from more
    where
        basic_fen + age_topup_fen > basic_due_fen + greatest(topup_fen, 0) + tolerance_fen
        or topup_fen < 0
        or person_id in (select perhaps_young.person_id from perhaps_young)
),

due as (
    select
        beyond.line_id,
        beyond.person_id,
        beyond.month,
        beyond.basic_fen,
        beyond.age_topup_fen,
        beyond.basic_due_fen,
        case
            when beyond.month > person.born_month + beyond.topup_age * 100 then beyond.topup_fen
            else 0
        end as topup_due_fen,
        beyond.tolerance_fen,
        person.born_on
    from beyond
    inner join person on person.person_id = beyond.person_id
),

-- a deduction that names the months takes back what was too much in them; one beside other parts only lessens the line it stands in
taken_back as (
    select person_id, month, -sum(amount_fen) as fen
    from canonical.odd_payment
    where
        is_settled and amount_fen < 0 and basic_fen is null and coalesce(named_part, 'basic-part') in ('basic-part', 'age-part')
        and month < paid_month
    group by person_id, month
),

excess as (
    select
        due.line_id,
        due.person_id,
        due.month,
        due.born_on,
        basic_fen + age_topup_fen as paid_fen,
        basic_due_fen + topup_due_fen as due_fen,
        basic_fen + age_topup_fen - basic_due_fen - topup_due_fen as excess_fen,
        -- a top-up beyond its rate is taken to be the excess before the basic part is
        least(greatest(age_topup_fen - topup_due_fen, 0), basic_fen + age_topup_fen - basic_due_fen - topup_due_fen)
            as age_topup_excess_fen,
        tolerance_fen
    from due
),

left_over as (
    -- two lines of a month are rare: it is taken from the first
    select
        excess.*,
        case
            when row_number() over (partition by excess.person_id, excess.month order by excess.line_id) = 1
                then greatest(excess.excess_fen - coalesce(taken_back.fen, 0), 0)
            else excess.excess_fen
        end as left_fen
    from excess
    left join taken_back on taken_back.person_id = excess.person_id and taken_back.month = excess.month
    where excess.excess_fen > excess.tolerance_fen
)

select
    person_id,
    'amount-above' as occurrence_key,
    month,
    cast(left_fen as bigint) as amount_fen,
    line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    cast(left_fen - least(age_topup_excess_fen, left_fen) as bigint) as part_basic_fen,
    cast(least(age_topup_excess_fen, left_fen) as bigint) as part_age_topup_fen,
    born_on as fact_born_on,
    paid_fen as fact_paid_fen,
    due_fen as fact_due_fen
from left_over
where left_fen > tolerance_fen
