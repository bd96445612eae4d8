-- Grain: one row per settled line of a month up to and including that of the birthday at which the pension begins.
with

payment as (
    select line_id, person_id, month, amount_fen
    from canonical.benefit_payment
    where is_settled and amount_fen <> 0
),

person as (
    -- an unknown birth date says nothing about age; whoever was of age in the first month that was paid, nothing either
    select person_id, born_on
    from canonical.person
    where
        born_on is not null
        and (extract(year from born_on) + (select max(value) from parameter.pension_age)) * 100 + extract(month from born_on)
        >= (select min(month) from canonical.benefit_payment)
)

select
    payment.person_id,
    'before-sixty' as occurrence_key,
    payment.month,
    payment.amount_fen,
    payment.line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    person.born_on as fact_born_on,
    cast((extract(year from person.born_on) + pension_age.value) * 100 + extract(month from person.born_on) as integer)
        as fact_birthday_month
from payment
inner join person on person.person_id = payment.person_id
inner join parameter.pension_age as pension_age on payment.month between pension_age.valid_from and pension_age.valid_to
-- the pension starts in the month after the birthday month
where payment.month <= (extract(year from person.born_on) + pension_age.value) * 100 + extract(month from person.born_on)
