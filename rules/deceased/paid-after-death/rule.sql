-- Grain: one row per settled line of a month after the month of death.
with

payment as (
    select line_id, person_id, month, amount_fen
    from canonical.benefit_payment
    where is_settled and amount_fen <> 0
),

death as (
    -- one row per person: the best-ranked report
    select
        record_id,
        person_id,
        died_on,
        died_month,
        source_kind,
        is_upper_bound,
        record_count,
        earliest_month,
        latest_month,
        match_strength
    from canonical.death
)

select
    payment.person_id,
    'death' as occurrence_key,
    payment.month,
    payment.amount_fen,
    payment.line_id,
    death.record_id as counter_id,
    death.match_strength,
    death.died_on as fact_died_on,
    death.died_month as fact_died_month,
    death.source_kind as fact_source_kind,
    death.is_upper_bound as fact_is_upper_bound,
    death.record_count as fact_record_count,
    death.earliest_month as fact_earliest_month,
    death.latest_month as fact_latest_month,
    death.earliest_month <> death.latest_month as fact_month_boundary_sensitive
from payment
-- death is one row per person, so this join cannot multiply money
inner join death on death.person_id = payment.person_id
-- the month of death is itself payable: compare months, never days
where payment.month > death.died_month
