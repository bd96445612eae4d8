-- Grain: one row per person and month left unpaid after a missed window and before the certification that came late; of somebody who died
-- before payment began again, up to the month of death.
with

window_month as (
    select
        calendar_month.month,
        calendar_month.last_on + cast(grace.value as integer) as closed_on
    from canonical.calendar_month as calendar_month
    inner join parameter.certification_window as certification_window
        on
            certification_window.value = calendar_month.month - calendar_month.year * 100
            and calendar_month.month between certification_window.valid_from and certification_window.valid_to
    inner join parameter.certification_grace_days as grace
        on calendar_month.month between grace.valid_from and grace.valid_to
),

closed_window as (
    -- windows before the first roster say nothing; the latest roster up to the end of a window shows who was still paid
    select window_month.month, closing_month.month as last_month, max(roster_month.month) as roster_month
    from window_month
    cross join parameter.run as run
    inner join canonical.calendar_month as closing_month
        on window_month.closed_on between closing_month.first_on and closing_month.last_on
    inner join canonical.roster_month as roster_month on roster_month.month <= closing_month.month
    where window_month.closed_on <= run.as_of
    group by window_month.month, closing_month.month
),

certification as (
    select record_id, person_id, certified_month, match_strength
    from canonical.certification
    where is_passed
),

timely as (
    select distinct certification.person_id, closed_window.month as window_month
    from certification
    inner join closed_window on certification.certified_month between closed_window.month and closed_window.last_month
),

late_certification as (
    -- the first certification after a window in which there was none
    select
        certification.record_id,
        certification.person_id,
        certification.certified_month,
        certification.match_strength,
        closed_window.month as window_month,
        closed_window.last_month,
        closed_window.roster_month,
        row_number() over (
            partition by certification.person_id, closed_window.month
            order by certification.certified_month, certification.record_id
        ) as place
    from certification
    inner join closed_window on closed_window.last_month < certification.certified_month
    left join timely on timely.person_id = certification.person_id and timely.window_month = closed_window.month
    inner join canonical.person as person on person.person_id = certification.person_id
    where
        timely.person_id is null
        -- absence proves nothing until a list that would show the person has arrived for the window
        and exists (
            select 1
            from canonical.certified_township as certified_township
            where
                certified_township.month between closed_window.month and closed_window.last_month
                and certified_township.township in ('', person.township)
        )
),

stopped as (
    -- who was unpaid by then was stopped for something else, or by an earlier window
    select
        late_certification.record_id,
        late_certification.person_id,
        late_certification.certified_month,
        late_certification.match_strength,
        late_certification.window_month,
        late_certification.last_month
    from late_certification
    where
        late_certification.place = 1
        and exists (
            select 1
            from canonical.benefit_payment as payment
            where
                payment.person_id = late_certification.person_id and payment.month = late_certification.roster_month
                and payment.is_settled and payment.amount_fen > 0 and not payment.is_reversed
        )
),

line as (
    -- of a few people, and of those who may be the same, all that was paid or not
    select person_id, month, paid_month, line_id, amount_fen, is_arrears, is_settled, is_reversed, state, state_reason
    from canonical.benefit_payment
    where
        person_id in (
            select stopped.person_id
            from stopped

            union all

            select perhaps.other_person_id
            from canonical.perhaps_same as perhaps
            inner join stopped on stopped.person_id = perhaps.person_id
        )
),

settled_line as (
    select person_id, month, paid_month, line_id, amount_fen, is_arrears
    from line
    where is_settled and amount_fen > 0 and not is_reversed
),

perhaps_settled as (
    -- lines of a few: settled by itself, it is looked up once for each month asked about
    select distinct perhaps.person_id, settled_line.month, settled_line.paid_month
    from canonical.perhaps_same as perhaps
    inner join settled_line on settled_line.person_id = perhaps.other_person_id
),

unpaid_month as (
    select
        stopped.record_id,
        stopped.person_id,
        stopped.certified_month,
        stopped.match_strength,
        stopped.window_month,
        roster_month.month,
        died.died_month,
        -- a month may follow two missed windows: the later one stopped it
        row_number() over (partition by stopped.person_id, roster_month.month order by stopped.window_month desc) as place
    from stopped
    inner join canonical.roster_month as roster_month
        on roster_month.month > stopped.last_month
    left join canonical.death as died on died.person_id = stopped.person_id
    where
        (
            roster_month.month <= stopped.certified_month
            or (
                roster_month.month <= died.died_month
                and not exists (
                    select 1
                    from settled_line
                    where settled_line.person_id = stopped.person_id and settled_line.month > stopped.certified_month
                )
            )
        )
        and not exists (
            select 1
            from settled_line
            where settled_line.person_id = stopped.person_id and settled_line.month = roster_month.month
        )
        -- a payment to somebody who may be the same may be the one
        and not exists (
            select 1
            from perhaps_settled as unplaced
            where
                unplaced.person_id = stopped.person_id
                and coalesce(unplaced.month, unplaced.paid_month) >= roster_month.month
                and coalesce(unplaced.month, roster_month.month) = roster_month.month
        )
        -- arrears whose months nobody stated, paid since, may be for it; so may a record that nobody has explained yet say why
        and not exists (
            select 1
            from settled_line as unplaced
            where unplaced.person_id = stopped.person_id and unplaced.month is null and unplaced.paid_month >= roster_month.month
        )
        and not exists (
            select 1
            from canonical.held_row as held_row
            where
                held_row.person_id = stopped.person_id
                and held_row.table_name in (
                    'roster_line', 'certification', 'death_record', 'imprisonment', 'registration_change', 'employee_pension_record'
                )
                and (held_row.table_name <> 'roster_line' or coalesce(held_row.month, roster_month.month) >= roster_month.month)
        )
        -- a payment that failed, came back or is still to go out was not withheld; another stated reason is not this one
        and not exists (
            select 1
            from line as payment
            left join parameter.other_suspension_reason as other_reason
                on
                    payment.month between other_reason.valid_from and other_reason.valid_to
                    and position(other_reason.value in payment.state_reason) > 0
            where
                payment.person_id = stopped.person_id
                and payment.month = roster_month.month
                and (payment.state in ('failed', 'returned', 'pending', 'reversed') or other_reason.value is not null)
        )
        and not exists (
            select 1
            from canonical.death as death
            where death.person_id = stopped.person_id and death.died_month < roster_month.month
        )
        and not exists (
            select 1
            from canonical.imprisonment as imprisonment
            where
                imprisonment.person_id = stopped.person_id
                and imprisonment.is_served
                and roster_month.month >= coalesce(imprisonment.starts_month, imprisonment.admitted_month, imprisonment.effective_month)
                and roster_month.month <= coalesce(imprisonment.released_month, imprisonment.ends_month, imprisonment.complete_month, 209912)
        )
        and not exists (
            select 1
            from canonical.registration_change as registration_change
            inner join parameter.ending_cancellation as ending_cancellation
                on
                    ending_cancellation.value = registration_change.kind
                    and registration_change.changed_month between ending_cancellation.valid_from and ending_cancellation.valid_to
            where
                registration_change.person_id = stopped.person_id and registration_change.changed_month < roster_month.month
        )
        and not exists (
            select 1
            from canonical.employee_pension as employee_pension
            where
                employee_pension.person_id = stopped.person_id
                and roster_month.month between employee_pension.start_month and coalesce(employee_pension.end_month, 209912)
        )
),

own_rate as (
    -- the person's own rate: the last regular line that was settled before the month
    select
        unpaid_month.record_id,
        unpaid_month.person_id,
        unpaid_month.certified_month,
        unpaid_month.match_strength,
        unpaid_month.window_month,
        unpaid_month.month,
        unpaid_month.died_month,
        settled_line.line_id,
        settled_line.amount_fen,
        settled_line.month as rate_month,
        row_number() over (
            partition by unpaid_month.person_id, unpaid_month.month
            order by settled_line.month desc, settled_line.amount_fen desc, settled_line.line_id
        ) as place
    from unpaid_month
    inner join settled_line
        on
            settled_line.person_id = unpaid_month.person_id
            and settled_line.month < unpaid_month.month
            and not settled_line.is_arrears
            and settled_line.amount_fen > 0
    where unpaid_month.place = 1
)

select
    person_id,
    cast(window_month as varchar) as occurrence_key,
    month,
    amount_fen,
    line_id,
    record_id as counter_id,
    match_strength,
    amount_fen as part_arrears_fen,
    window_month as fact_window_month,
    certified_month as fact_certified_month,
    died_month is not null as fact_is_dead,
    rate_month as fact_rate_month,
    amount_fen as fact_rate_fen
from own_rate
where place = 1
