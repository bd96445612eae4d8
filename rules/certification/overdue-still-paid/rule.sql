-- Grain: one row per settled line after the latest closed window, of a person not certified since it opened.
with

window_month as (
    -- a window is a whole calendar month and the days of grace after it
    select
        calendar_month.month,
        calendar_month.month_no,
        calendar_month.last_on + cast(grace.value as integer) as closed_on
    from canonical.calendar_month as calendar_month
    inner join parameter.certification_window as certification_window
        on
            certification_window.value = calendar_month.month - calendar_month.year * 100
            and calendar_month.month between certification_window.valid_from and certification_window.valid_to
    inner join parameter.certification_grace_days as grace
        on calendar_month.month between grace.valid_from and grace.valid_to
),

latest_window as (
    -- one row: the latest window that had closed when the night ran
    select max(window_month.month) as month, max(window_month.month_no) as month_no, max(window_month.closed_on) as closed_on
    from window_month
    cross join parameter.run as run
    where window_month.closed_on <= run.as_of
),

closed_window as (
    select latest_window.month, latest_window.month_no, closing_month.month as last_month
    from latest_window
    inner join canonical.calendar_month as closing_month
        on latest_window.closed_on between closing_month.first_on and closing_month.last_on
),

covered_window as (
    -- silence accuses nobody: some certification must have been received from around the window, or there is no window
    select closed_window.month, closed_window.last_month
    from closed_window
    where exists (
        select 1
        from canonical.certification as certification
        inner join canonical.calendar_month as certified on certified.month = certification.certified_month
        inner join parameter.certification_reach_months as reach
            on closed_window.month between reach.valid_from and reach.valid_to
        where certified.month_no >= closed_window.month_no - reach.value
    )
),

passed as (
    select certification.person_id, certification.certified_month
    from canonical.certification as certification
    cross join parameter.run as run
    where certification.is_passed and certification.certified_month <= run.as_of_month
),

last_passed as (
    select person_id, max(certified_month) as certified_month
    from passed
    group by person_id
),

perhaps_passed as (
    -- many certifications of a few: settled by itself, it is looked up once for each of those asked about
    select perhaps.person_id, max(last_passed.certified_month) as certified_month
    from canonical.perhaps_same as perhaps
    inner join last_passed on last_passed.person_id = perhaps.other_person_id
    group by perhaps.person_id
),

overdue as (
    select beneficiary.person_id, covered_window.month as window_month, covered_window.last_month, last_passed.certified_month
    from canonical.beneficiary as beneficiary
    -- one window at most
    cross join covered_window
    left join last_passed on last_passed.person_id = beneficiary.person_id
    inner join canonical.person as person on person.person_id = beneficiary.person_id
    where
        (last_passed.certified_month is null or last_passed.certified_month < covered_window.month)
        -- people who started after the window had nothing to certify in it
        and coalesce(beneficiary.benefit_start_month, beneficiary.first_settled_month) <= covered_window.month
        -- absence proves nothing until a list that would show the person has arrived for the window
        and exists (
            select 1
            from canonical.certified_township as certified_township
            where
                certified_township.month between covered_window.month and covered_window.last_month
                and certified_township.township in ('', person.township)
        )
        -- a certification that nobody has explained yet may be the one
        and not exists (
            select 1
            from canonical.held_row as held_row
            where held_row.person_id = beneficiary.person_id and held_row.table_name = 'certification'
        )
        -- whose number cannot be, and is right in no list, cannot be looked for in the list of certifications
        and (
            person.resident_id is not null
            or person.resident_id_raw is null
            or exists (
                select 1
                from canonical.identity_use as right_number
                where right_number.person_id = beneficiary.person_id and right_number.resident_id is not null
            )
        )
        -- a certification of somebody who may be the same may be the one
        and not exists (
            select 1
            from perhaps_passed
            where
                perhaps_passed.person_id = beneficiary.person_id
                and perhaps_passed.certified_month >= covered_window.month
        )
        -- the dead have their own rule
        and not exists (
            select 1
            from canonical.death as death
            where death.person_id = beneficiary.person_id
        )
),

line_at_risk as (
    select payment.line_id, payment.person_id, payment.month, payment.amount_fen, overdue.window_month, overdue.certified_month
    from canonical.benefit_payment as payment
    inner join overdue on overdue.person_id = payment.person_id
    where
        payment.is_settled and payment.amount_fen > 0 and not coalesce(payment.is_contested, false)
        and payment.month > overdue.last_month
),

person_at_risk as (
    select person_id, sum(amount_fen) as at_risk_fen
    from line_at_risk
    group by person_id
)

select
    line_at_risk.person_id,
    cast(line_at_risk.window_month as varchar) as occurrence_key,
    line_at_risk.month,
    cast(null as bigint) as amount_fen,
    line_at_risk.line_id,
    cast(null as bigint) as counter_id,
    'confirmed' as match_strength,
    line_at_risk.window_month as fact_window_month,
    line_at_risk.certified_month as fact_last_certified_month,
    cast(person_at_risk.at_risk_fen as bigint) as fact_at_risk_fen
from line_at_risk
inner join person_at_risk on person_at_risk.person_id = line_at_risk.person_id
