-- Grain: one row per person and month whose top-up for long contribution is other than the years give.
with

stated as (
    select record_id, person_id, contribution_years, deemed_years, match_strength
    from canonical.insured_record

    union all

    select record_id, person_id, contribution_years, deemed_years, match_strength
    from canonical.account_balance
),

years as (
    -- lists that do not agree leave it open
    select
        person_id,
        max(contribution_years) as contribution_years,
        max(record_id) as record_id,
        min(case match_strength when 'confirmed' then 3 when 'probable' then 2 else 1 end) as strength_rank
    from stated
    where contribution_years is not null
    group by person_id
    having min(contribution_years) = max(contribution_years)
),

paid as (
    select
        payment.person_id,
        payment.month,
        min(payment.line_id) as line_id,
        sum(payment.long_topup_fen) as long_topup_fen
    from canonical.benefit_payment as payment
    inner join years on years.person_id = payment.person_id
    where
        payment.is_settled and not payment.is_arrears and not payment.is_reversed and payment.amount_fen > 0
        and payment.long_topup_fen is not null
    group by payment.person_id, payment.month
),

measured as (
    select
        paid.person_id,
        paid.month,
        paid.line_id,
        paid.long_topup_fen,
        years.contribution_years,
        years.record_id,
        years.strength_rank,
        greatest(years.contribution_years - after_years.value, 0) * rate.value as due_fen
    from paid
    inner join years on years.person_id = paid.person_id
    inner join parameter.long_topup_rate as rate on paid.month between rate.valid_from and rate.valid_to
    inner join parameter.long_topup_after_years as after_years
        on paid.month between after_years.valid_from and after_years.valid_to
    where
        -- years that were recognised without a contribution here are counted elsewhere
        not exists (
            select 1
            from stated
            where stated.person_id = paid.person_id and stated.deemed_years > 0
        )
        and not exists (
            select 1
            from canonical.relation_transfer as transfer
            where transfer.person_id = paid.person_id and transfer.direction <> 'out'
        )
        and not exists (
            select 1
            from canonical.held_row as held_row
            where
                held_row.person_id = paid.person_id
                and held_row.table_name in ('account_balance', 'insured_record', 'roster_line', 'relation_transfer')
                and coalesce(held_row.month, paid.month) = paid.month
        )
)

select
    person_id,
    case when long_topup_fen < due_fen then 'long-topup short' else 'long-topup' end as occurrence_key,
    month,
    cast(abs(long_topup_fen - due_fen) as bigint) as amount_fen,
    line_id,
    record_id as counter_id,
    case strength_rank when 3 then 'confirmed' when 2 then 'probable' else 'possible' end as match_strength,
    cast(abs(long_topup_fen - due_fen) as bigint) as part_long_topup_fen,
    cast(contribution_years as varchar) as fact_years,
    cast(due_fen as bigint) as fact_due_fen,
    cast(long_topup_fen as bigint) as fact_paid_fen,
    long_topup_fen < due_fen as fact_is_short
from measured
where long_topup_fen <> due_fen
