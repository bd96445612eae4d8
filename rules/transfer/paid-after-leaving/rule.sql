-- Grain: one row per settled line of a month after the person left the scheme here.
with

payment as (
    select line_id, person_id, month, amount_fen
    from canonical.benefit_payment
    where is_settled and amount_fen <> 0
),

movement as (
    select
        record_id,
        person_id,
        left_month,
        direction,
        state,
        match_strength
    from canonical.relation_transfer
),

leaving as (
    select
        movement.record_id,
        movement.person_id,
        movement.left_month,
        1 as is_transfer,
        movement.match_strength
    from movement
    where
        movement.direction = 'out' and movement.state = 'done' and movement.left_month is not null
        -- a later row of the list that takes the transfer back ends it
        and not exists (
            select 1
            from movement as cancelled
            where
                cancelled.person_id = movement.person_id and cancelled.state = 'cancelled'
                and coalesce(cancelled.left_month, 209912) >= movement.left_month
        )

    union all

    select
        refund.record_id,
        refund.person_id,
        coalesce(refund.left_month, refund.paid_month) as left_month,
        0 as is_transfer,
        refund.match_strength
    from canonical.account_refund as refund
    inner join canonical.kept_payment as kept on kept.table_name = 'account_refund' and kept.line_id = refund.record_id
    inner join parameter.ending_refund as ending_refund
        on
            ending_refund.value = refund.ground
            and refund.paid_month between ending_refund.valid_from and ending_refund.valid_to
),

left_before as (
    select
        payment.line_id,
        payment.person_id,
        payment.month,
        payment.amount_fen,
        leaving.record_id,
        leaving.left_month,
        leaving.is_transfer,
        leaving.match_strength,
        -- several records may tell of one leaving: the strongest link, then the earliest month, speaks for all
        row_number() over (
            partition by payment.line_id
            order by
                case leaving.match_strength when 'confirmed' then 1 when 'probable' then 2 else 3 end,
                leaving.left_month,
                leaving.record_id
        ) as place
    from payment
    inner join leaving on leaving.person_id = payment.person_id and payment.month > leaving.left_month
    where
        -- whoever was transferred in again since belongs here again
        not exists (
            select 1
            from movement as back
            where
                back.person_id = leaving.person_id and back.direction = 'in' and back.state = 'done'
                and back.left_month between leaving.left_month and payment.month
        )
        -- a row that nobody has explained yet may take the transfer back
        and not exists (
            select 1
            from canonical.held_row as held_row
            where
                held_row.person_id = leaving.person_id and held_row.table_name in ('relation_transfer', 'account_refund')
        )
)

select
    person_id,
    'left' as occurrence_key,
    month,
    amount_fen,
    line_id,
    record_id as counter_id,
    match_strength,
    left_month as fact_left_month,
    is_transfer = 1 as fact_is_transfer
from left_before
where place = 1
