-- Grain: one row per certification window of the period and person who was paid for the month of the window: the way of the
-- first certification that passed within the half-year, or whether the benefit stopped without one.
with

this as (
    select * from ledger.period where period = 'this'
),

half as (
    select
        year.year,
        half.half,
        year.year * 100 + half.window_month as window_month,
        year.year * 100 + half.first_month as first_month,
        least(year.year * 100 + half.first_month + 5, this.to_month) as last_month,
        this.to_on
    from this
    cross join generate_series(this.from_month // 100, this.to_month // 100) as year (year)
    cross join (
        select
            case when value <= 6 then 1 else 2 end as half,
            case when value <= 6 then 1 else 7 end as first_month,
            min(value) as window_month
        from build.parameter.certification_window
        where valid_to >= (select from_month from this) and valid_from <= (select to_month from this)
        group by all
    ) as half
    where year.year * 100 + half.window_month between this.from_month and this.to_month
),

due as (
    select distinct half.year, half.half, payment.person_id
    from half
    inner join build.canonical.benefit_payment as payment
        on payment.month = half.window_month and payment.is_settled and not payment.is_arrears
),

passed as (
    select
        due.year,
        due.half,
        due.person_id,
        arg_min(certification.channel, (certification.certified_month, certification.record_id)) as channel
    from due
    inner join half on half.year = due.year and half.half = due.half
    inner join build.canonical.certification as certification
        on
            certification.person_id = due.person_id
            and certification.is_passed
            and certification.certified_month between half.first_month and half.last_month
            and (certification.certified_on is null or certification.certified_on <= cast(half.to_on as date))
    group by due.year, due.half, due.person_id
),

still_paid as (
    -- paid for a month after the window closed
    select distinct due.year, due.half, due.person_id
    from due
    inner join half on half.year = due.year and half.half = due.half
    inner join build.canonical.benefit_payment as payment
        on
            payment.person_id = due.person_id and payment.is_settled and not payment.is_arrears
            and payment.month > half.window_month and payment.month <= half.last_month
)

select
    due.year::integer as year,
    due.half,
    half.window_month::integer as window_month,
    due.person_id,
    person.name,
    person.resident_id,
    person.township,
    coalesce(passed.channel, case when still_paid.person_id is null then 'stopped' else 'unstopped' end) as way
from due
inner join half on half.year = due.year and half.half = due.half
left join passed on passed.year = due.year and passed.half = due.half and passed.person_id = due.person_id
left join still_paid
    on still_paid.year = due.year and still_paid.half = due.half and still_paid.person_id = due.person_id
left join build.canonical.person as person on person.person_id = due.person_id
