-- Grain: one row per settled line of a month after a cancellation that ends entitlement.
with

payment as (
    select line_id, person_id, month, amount_fen
    from canonical.benefit_payment
    where is_settled and amount_fen <> 0
),

restored as (
    select person_id, changed_month
    from canonical.registration_change
    where kind = 'restored'
),

ending_change as (
    select
        registration_change.record_id,
        registration_change.person_id,
        registration_change.kind,
        registration_change.changed_on,
        registration_change.changed_month,
        registration_change.match_strength,
        -- several offices may report one cancellation: the strongest link, then the earliest month, speaks for all
        row_number() over (
            partition by registration_change.person_id
            order by
                case registration_change.match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end,
                registration_change.changed_month,
                registration_change.record_id
        ) as place
    from canonical.registration_change as registration_change
    inner join parameter.ending_cancellation as ending_cancellation
        on
            ending_cancellation.value = registration_change.kind
            and registration_change.changed_month between ending_cancellation.valid_from and ending_cancellation.valid_to
)

select
    payment.person_id,
    ending_change.kind as occurrence_key,
    payment.month,
    payment.amount_fen,
    payment.line_id,
    ending_change.record_id as counter_id,
    ending_change.match_strength,
    ending_change.kind as fact_kind,
    ending_change.changed_on as fact_changed_on,
    ending_change.changed_month as fact_changed_month
from payment
-- one change per person, so this join cannot multiply money
inner join ending_change on ending_change.person_id = payment.person_id and ending_change.place = 1
where
    payment.month > ending_change.changed_month
    -- a registration that was restored, in whatever list, ends the cancellation before it
    and not exists (
        select 1
        from restored
        where
            restored.person_id = payment.person_id
            and (restored.changed_month is null or restored.changed_month >= ending_change.changed_month)
            and (restored.changed_month is null or payment.month > restored.changed_month)
    )
