-- Grain: one row per person and month in which the basic part and the age top-up fall short of the rates in force.
with

payment as (
    select
        line_id,
        person_id,
        month,
        basic_fen,
        coalesce(age_topup_fen, 0) as age_topup_fen,
        -- what was paid beside the parts that the roster names: the missing part may be in it
        amount_fen - basic_fen - coalesce(age_topup_fen, 0) - coalesce(long_topup_fen, 0) - coalesce(account_fen, 0)
        - coalesce(disability_fen, 0) as unnamed_fen
    from canonical.benefit_payment
    where is_settled and not is_arrears and not is_reversed and amount_fen > 0 and basic_fen is not null
),

rate as (
    select
        calendar_month.month,
        basic_rate.value as basic_fen,
        topup_rate.value as topup_fen,
        topup_age.value as topup_age,
        pension_age.value as pension_age,
        tolerance.value as tolerance_fen
    from canonical.calendar_month as calendar_month
    inner join parameter.basic_pension_rate as basic_rate on calendar_month.month between basic_rate.valid_from and basic_rate.valid_to
    inner join parameter.age_topup_rate as topup_rate on calendar_month.month between topup_rate.valid_from and topup_rate.valid_to
    inner join parameter.age_topup_age as topup_age on calendar_month.month between topup_age.valid_from and topup_age.valid_to
    inner join parameter.pension_age as pension_age on calendar_month.month between pension_age.valid_from and pension_age.valid_to
    inner join parameter.amount_tolerance as tolerance on calendar_month.month between tolerance.valid_from and tolerance.valid_to
),

person as (
    select person_id, born_on, extract(year from born_on) * 100 + extract(month from born_on) as born_month
    from canonical.person
    where born_on is not null
),

arrears as (
    -- an adjustment paid later for the month
    select person_id, month, sum(amount_fen) as arrears_fen
    from canonical.benefit_payment
    where is_settled and is_arrears
    group by person_id, month
),

less as (
    -- nearly every line is what is due with the top-up
    select payment.person_id, payment.month, payment.basic_fen + payment.age_topup_fen as paid_fen, rate.basic_fen, rate.topup_fen, rate.topup_age,
        rate.tolerance_fen
    from payment
    inner join rate on rate.month = payment.month
    where
        payment.basic_fen + payment.age_topup_fen < rate.basic_fen + greatest(rate.topup_fen, 0) - rate.tolerance_fen
        or payment.basic_fen + payment.age_topup_fen < 0
),

short_month as (
    -- a month falls short only where one of its lines does, or where something was taken back: the others need no adding up
    select less.person_id, less.month
    from less
    inner join person on person.person_id = less.person_id
    where
        less.paid_fen < 0
        or less.paid_fen < less.basic_fen
        + case when less.month > person.born_month + less.topup_age * 100 then less.topup_fen else 0 end - less.tolerance_fen

    union

    select person_id, month
    from arrears
    where arrears_fen < 0
),

paid_month as (
    -- two lines of a month may make up one entitlement between them
    select
        payment.person_id,
        payment.month,
        min(payment.line_id) as line_id,
        sum(payment.basic_fen + payment.age_topup_fen) as paid_fen
    from payment
    inner join short_month on short_month.person_id = payment.person_id and short_month.month = payment.month
    group by payment.person_id, payment.month
),

unjudged_month as (
    -- a month with a suspended line, or with one that cannot be split into components, is not judged
    select distinct person_id, month
    from canonical.benefit_payment
    where month is not null and (state = 'suspended' or (is_settled and not is_arrears and amount_fen > 0 and basic_fen is null))

    union

    -- nor is one in which something was paid that the roster does not name
    select person_id, month
    from payment
    where unnamed_fen > 0

    union

    -- nor is one with a line that nobody has explained yet
    select person_id, month
    from canonical.held_row
    where table_name = 'roster_line' and month is not null

    union

    -- nor is one in which somebody was paid who may be the same
    select perhaps.person_id, payment.month
    from canonical.perhaps_same as perhaps
    inner join canonical.benefit_payment as payment on payment.person_id = perhaps.other_person_id
    where payment.month is not null and payment.is_settled
),

unplaced as (
    -- arrears whose months nobody stated may be for any month before they were paid
    select person_id, max(paid_month) as paid_month
    from canonical.benefit_payment
    where is_settled and month is null
    group by person_id
),

beneficiary as (
    select person_id, first_settled_month, benefit_start_month
    from canonical.beneficiary
),

death as (
    select person_id, died_month
    from canonical.death
),

due as (
    select
        paid_month.line_id,
        paid_month.person_id,
        paid_month.month,
        paid_month.paid_fen,
        coalesce(arrears.arrears_fen, 0) as arrears_fen,
        rate.basic_fen + case when paid_month.month > person.born_month + rate.topup_age * 100 then rate.topup_fen else 0 end as due_fen,
        rate.tolerance_fen,
        person.born_on
    from paid_month
    inner join person on person.person_id = paid_month.person_id
    inner join beneficiary on beneficiary.person_id = paid_month.person_id
    inner join rate on rate.month = paid_month.month
    left join arrears on arrears.person_id = paid_month.person_id and arrears.month = paid_month.month
    left join unjudged_month on unjudged_month.person_id = paid_month.person_id and unjudged_month.month = paid_month.month
    left join death on death.person_id = paid_month.person_id
    left join unplaced on unplaced.person_id = paid_month.person_id
    where
        unjudged_month.person_id is null
        and (unplaced.paid_month is null or paid_month.month >= unplaced.paid_month)
        -- the first month may be a part of one
        and paid_month.month > beneficiary.first_settled_month
        and paid_month.month > coalesce(beneficiary.benefit_start_month, 0)
        -- nothing is owed up to and including the month of the birthday at which the pension begins, nor after a death
        and paid_month.month > person.born_month + rate.pension_age * 100
        and paid_month.month <= coalesce(death.died_month, 209912)
)

select
    person_id,
    'amount-below' as occurrence_key,
    month,
    cast(due_fen - paid_fen - arrears_fen as bigint) as amount_fen,
    line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    cast(due_fen - paid_fen - arrears_fen as bigint) as part_basic_fen,
    born_on as fact_born_on,
    cast(paid_fen as bigint) as fact_paid_fen,
    due_fen as fact_due_fen
from due
where due_fen - paid_fen - arrears_fen > tolerance_fen
