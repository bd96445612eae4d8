-- Grain: one row per first settled funeral grant that differs, with later parts of it, from the standard in force at death.
with

death as (
    select record_id, person_id, died_on, died_month, match_strength
    from canonical.death
),

standard as (
    -- what is right by the rate in force in the month of death, and what a rate that had ended shortly before makes right too
    select
        settled_grant.line_id,
        lowest.value * grant_months.value as standard_fen,
        case when death.died_month between lowest.valid_from and lowest.valid_to then 1 else 0 end as is_in_force
    from canonical.settled_grant as settled_grant
    inner join death on death.person_id = settled_grant.person_id
    inner join canonical.calendar_month as died on died.month = death.died_month
    inner join parameter.funeral_grant_months as grant_months
        on death.died_month between grant_months.valid_from and grant_months.valid_to
    inner join parameter.transition_months as transition
        on death.died_month between transition.valid_from and transition.valid_to
    inner join parameter.lowest_basic_pension as lowest on lowest.valid_from <= death.died_month
    inner join canonical.calendar_month as rate_end on rate_end.month = lowest.valid_to
    where settled_grant.place = 1 and rate_end.month_no + transition.value >= died.month_no
),

expected as (
    select line_id, standard_fen
    from standard
    where is_in_force = 1
),

paid as (
    -- payments that together are no more than the standard are parts of one grant
    select
        first_grant.line_id,
        max(part.paid_so_far_fen) as paid_fen
    from canonical.settled_grant as first_grant
    inner join expected on expected.line_id = first_grant.line_id
    inner join canonical.settled_grant as part
        on
            part.person_id = first_grant.person_id
            and (part.place = 1 or part.paid_so_far_fen <= expected.standard_fen)
    where first_grant.place = 1
    group by first_grant.line_id
)

select
    settled_grant.person_id,
    'funeral' as occurrence_key,
    settled_grant.paid_month as month,
    abs(paid.paid_fen - expected.standard_fen) as amount_fen,
    settled_grant.line_id,
    death.record_id as counter_id,
    death.match_strength,
    death.died_on as fact_died_on,
    death.died_month as fact_died_month,
    expected.standard_fen as fact_expected_fen,
    paid.paid_fen as fact_paid_fen,
    paid.paid_fen < expected.standard_fen as fact_is_short
from canonical.settled_grant as settled_grant
-- one rate is in force in a month, so this join cannot multiply money; a death before the first known rate is not judged
inner join expected on expected.line_id = settled_grant.line_id
inner join paid on paid.line_id = settled_grant.line_id
inner join death on death.person_id = settled_grant.person_id
where
    not exists (
        select 1
        from standard
        where standard.line_id = settled_grant.line_id and standard.standard_fen = paid.paid_fen
    )
    -- a row that nobody has explained yet may take it back, or make it up
    and not exists (
        select 1
        from canonical.held_row as held_row
        where held_row.person_id = settled_grant.person_id and held_row.table_name = 'funeral_grant'
    )
