-- Grain: one row per settled line of a month after the month of death.
with

payment as (
    select line_id, person_id, month, paid_month, amount_fen
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
        contradiction,
        match_strength
    from canonical.death
),

unplaced as (
    -- arrears whose months nobody stated, paid after the death: nobody claims them, but they are said
    select payment.person_id, sum(payment.amount_fen) as at_risk_fen
    from payment
    inner join death on death.person_id = payment.person_id
    where payment.month is null and payment.paid_month > death.died_month
    group by payment.person_id
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
    death.earliest_month <> death.latest_month as fact_month_boundary_sensitive,
    cast(unplaced.at_risk_fen as bigint) as fact_at_risk_fen,
    death.contradiction is not null as fact_is_contradicted,
    death.contradiction as fact_contradiction
from payment
-- death is one row per person, so this join cannot multiply money
inner join death on death.person_id = payment.person_id
left join unplaced on unplaced.person_id = payment.person_id
-- the month of death is itself payable: compare months, never days
where payment.month > death.died_month
