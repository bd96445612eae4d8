-- Grain: one row per refund or grant paid to the estate of somebody who owed the fund money when it was paid.
with

debt as (
    select
        person_id,
        sum(debt_fen) as debt_fen,
        min(since_on) as since_on,
        min(since_month) as since_month
    from canonical.open_debt
    group by person_id
),

dead as (
    select person_id
    from canonical.death
),

paid as (
    select
        refund.record_id,
        refund.person_id,
        refund.paid_on,
        refund.paid_month,
        kept.amount_fen,
        coalesce(refund.offset_fen, 0) as offset_fen,
        refund.match_strength,
        0 as is_grant
    from canonical.account_refund as refund
    inner join canonical.kept_payment as kept on kept.table_name = 'account_refund' and kept.line_id = refund.record_id
    where coalesce(refund.ground, '') = 'death' or refund.person_id in (select dead.person_id from dead)

    union all

    -- a grant is the family's: it is touched only where a local rule lets it be
    select
        settled_grant.line_id as record_id,
        settled_grant.person_id,
        settled_grant.paid_on,
        settled_grant.paid_month,
        settled_grant.amount_fen,
        0 as offset_fen,
        settled_grant.match_strength,
        1 as is_grant
    from canonical.settled_grant as settled_grant
    cross join parameter.run as run
    inner join parameter.grant_offset as grant_offset
        on run.as_of_month between grant_offset.valid_from and grant_offset.valid_to
    where grant_offset.value = 'local-rule'
),

missed as (
    -- what was paid before the decision reached the person could not be set against it
    select
        paid.record_id,
        paid.person_id,
        paid.paid_month,
        paid.amount_fen,
        paid.offset_fen,
        paid.match_strength,
        paid.is_grant,
        debt.debt_fen
    from paid
    inner join debt on debt.person_id = paid.person_id
    where
        (paid.paid_on is not null and paid.paid_on > debt.since_on)
        or (paid.paid_on is null and paid.paid_month > debt.since_month)
),

total as (
    select
        person_id,
        sum(amount_fen) as paid_fen,
        -- what the list itself states as set off is owed no more, whether or not the case says so yet
        max(debt_fen) - sum(offset_fen) as debt_fen,
        max(is_grant) as has_grant
    from missed
    group by person_id
)

select
    missed.person_id,
    'debt' as occurrence_key,
    missed.paid_month as month,
    cast(null as bigint) as amount_fen,
    missed.record_id as line_id,
    cast(null as bigint) as counter_id,
    missed.match_strength,
    cast(total.paid_fen as bigint) as fact_paid_fen,
    cast(total.debt_fen as bigint) as fact_debt_fen,
    cast(case when total.debt_fen < total.paid_fen then total.debt_fen else total.paid_fen end as bigint)
        as fact_offset_possible_fen,
    total.has_grant = 1 as fact_has_grant
from missed
inner join total on total.person_id = missed.person_id
where total.debt_fen > 0 and not exists (
    select 1
    from canonical.held_row as held_row
    where held_row.person_id = missed.person_id and held_row.table_name in ('account_refund', 'funeral_grant')
)
